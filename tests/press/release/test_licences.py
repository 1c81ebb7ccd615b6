"""The licence of a package is what its metadata say, in the order in which they can be trusted, and never a guess."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest

from press.data.tables import UNKNOWN
from press.release.licences import licence_of, licence_text
from press.release.requirements import installed_version

Install = Callable[..., str]
CLASSIFIER = "Classifier: License :: OSI Approved :: {}\n"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Installs a package of these metadata and files."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def add(metadata: str, **files: bytes) -> str:
        folder = tmp_path / "made_up-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.4\nName: made-up\nVersion: 1.0\n{metadata}", encoding="utf-8"
        )
        for name, content in files.items():
            (folder / name).write_bytes(content)
        (folder / "RECORD").write_text("".join(f"made_up-1.0.dist-info/{name},,\n" for name in files), encoding="utf-8")
        return "made-up"

    return add


@pytest.mark.parametrize(
    ("metadata", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: BSD\n", "MIT OR Apache-2.0"),
        ("License: BSD-3-Clause\n" + CLASSIFIER.format("MIT License"), "BSD-3-Clause"),
        ("License: UNKNOWN\n" + CLASSIFIER.format("MIT License"), "MIT License"),
        (f"License: {'The whole text. ' * 20}\n" + CLASSIFIER.format("MIT License"), "MIT License"),
        ("License: Copyright\n        by all\n" + CLASSIFIER.format("B") + CLASSIFIER.format("A"), "A, B"),
        ("", UNKNOWN),
    ],
    ids=["an expression", "a name", "a name for none", "a text", "lines", "nothing"],
)
def test_a_licence_is_read_from_the_metadata(install: Install, metadata: str, licence: str) -> None:
    assert licence_of(install(metadata)) == licence


def test_texts_are_those_of_the_package_in_order_of_their_names(install: Install) -> None:
    name = install("", LICENSE=b"  The licence\n", COPYING=b"Copying\n", AUTHORS=b"A")
    assert licence_text(name) == "Copying\n\nThe licence"


def test_a_text_in_an_old_encoding_is_read_as_far_as_it_can_be(install: Install) -> None:
    assert licence_text(install("", LICENSE="© Müller".encode("latin-1"))).endswith("ller")


def test_of_a_package_that_is_not_there_nothing_is_known() -> None:
    assert (licence_of("no-such-package"), licence_text("no-such-package")) == (UNKNOWN, "")


def test_what_a_real_package_says_of_itself_is_found() -> None:
    about = distribution("packaging").metadata
    assert licence_of("packaging") == about["License-Expression"] or "Apache" in licence_of("packaging")
    assert "Redistribution" in licence_text("packaging") and installed_version("packaging") == about["Version"]
