"""A manifest is read as it was written, the same bytes each time, and what is none is told with what is wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from press.core.errors import PressError
from press.release.archives import Content
from press.release.manifest import MANIFEST_FILE, Manifest, read_manifest, write_manifest

FILES = {"z.pdf": Content("0" * 64, 3), "қыс.zip": Content("1" * 64, 4)}
MANIFEST = Manifest(
    book="weather",
    version="1.0",
    commit="c" * 40,
    date="2026-11-26T22:30:00Z",
    dictated="",
    address="",
    lock="",
    press={"version": "2.0", "sha256": "0b"},
    tools={"sphinx": "7.4.7"},
    files=FILES,
    site={"index.html": Content("2" * 64, 0)},
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    write_manifest(MANIFEST, tmp_path)
    assert read_manifest(tmp_path / MANIFEST_FILE) == MANIFEST


def test_files_are_listed_in_order_whatever_order_they_came_in(tmp_path: Path) -> None:
    write_manifest(MANIFEST, tmp_path)
    once = (tmp_path / MANIFEST_FILE).read_bytes()
    write_manifest(Manifest(**{**vars(MANIFEST), "files": dict(reversed(FILES.items()))}), tmp_path)
    assert (tmp_path / MANIFEST_FILE).read_bytes() == once
    assert "қыс.zip" in once.decode()


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"form": None}, "it is no manifest of a release"),
        ({"form": 2}, "its form is 2, and this press reads form 1"),
        ({"book": 7}, "its book is no text"),
        ({"tools": {"sphinx": 7}}, "its tools are not names with versions"),
        ({"press": ["2.0"]}, "its press are not names with versions"),
        ({"files": []}, "its files are no list of files"),
        ({"files": {"../a": {"sha256": "0", "size": 1}}}, "'../a' in it would be written outside"),
        ({"files": {"a": {"sha256": "0"}}}, "of 'a' it does not say sha256 and size"),
        ({"site": {"a": {"sha256": "0", "size": "1"}}}, "what it says of 'a' is no checksum or no size"),
        ({"more": ""}, "it says 'more', which no manifest does"),
    ],
)
def test_what_is_wrong_in_a_manifest_is_told(tmp_path: Path, facts: dict[str, Any], message: str) -> None:
    write_manifest(MANIFEST, tmp_path)
    path = tmp_path / MANIFEST_FILE
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **facts}), encoding="utf-8")
    with pytest.raises(PressError, match=message) as caught:
        read_manifest(path)
    assert caught.value.file == path


def test_a_fact_that_is_missing_is_named(tmp_path: Path) -> None:
    write_manifest(MANIFEST, tmp_path)
    path = tmp_path / MANIFEST_FILE
    content = json.loads(path.read_text(encoding="utf-8"))
    del content["lock"]
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(PressError, match="it does not say its lock"):
        read_manifest(path)
