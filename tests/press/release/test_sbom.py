"""The list of packages of a real lock is CycloneDX, and the same each time."""

from __future__ import annotations

import datetime as dt
import json

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from small_books import ROOT

from press.release.requirements import read_lock
from press.release.sbom import sbom

DATE = dt.datetime(2026, 11, 27, tzinfo=dt.UTC)


def test_a_real_lock_gives_a_list_that_is_as_the_standard_wants_it() -> None:
    pins = read_lock(ROOT)
    text = sbom("book", "1.2", "0.1", DATE, pins).decode()
    listed = json.loads(text)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {one["purl"] for one in listed["components"] if "purl" in one} == {
        f"pkg:pypi/{pin.name}@{pin.version}" for pin in pins
    }
    # Of what only some machines have no licence is told, as it is not looked at on all of them.
    licences = {one["name"]: one.get("licenses") for one in listed["components"]}
    assert licences["cyclonedx-python-lib"] == [{"license": {"id": "Apache-2.0"}}]
    assert licences["numpy"] is None
    assert listed["metadata"]["timestamp"] == "2026-11-27T00:00:00+00:00"


def test_its_number_follows_from_its_content_and_what_wants_what_from_the_lock() -> None:
    pins = read_lock(ROOT)
    once, again, other = (sbom("book", version, "0.1", DATE, pins) for version in ("1.2", "1.2", "1.3"))
    assert once == again
    assert json.loads(once)["serialNumber"] != json.loads(other)["serialNumber"]
    wants = {one["ref"]: one.get("dependsOn", []) for one in json.loads(once)["dependencies"]}
    altair = next(ref for ref in wants if ref.startswith("pkg:pypi/altair@"))
    assert altair in wants["editions-press"]
    assert any(ref.startswith("pkg:pypi/narwhals@") for ref in wants[altair])
