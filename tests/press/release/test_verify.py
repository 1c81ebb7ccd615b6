"""Why two releases of one commit differ is told by what they were made from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from press.release.manifest import Manifest
from press.release.reasons import reasons

RELEASE = Manifest(
    book="weather",
    version="1.0",
    commit="c0ffee",
    date="2026-11-26T22:30:00Z",
    dictated="",
    address="https://weather.example",
    lock="0a",
    press={"version": "2.0", "files": "0b"},
    tools={"sphinx": "7.4.7", "typst": "0.13.2"},
    files={},
    site={},
)


def test_the_same_inputs_give_no_reason() -> None:
    assert list(reasons(RELEASE, replace(RELEASE, commit="decade"))) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (
            replace(RELEASE, lock="0c"),
            "the release was made with another lock: its requirements.txt is not that of the commit",
        ),
        (
            replace(RELEASE, tools={"sphinx": "7.4.6", "typst": "0.13.2"}),
            "the package sphinx: 7.4.7 in the release, 7.4.6 here",
        ),
        (replace(RELEASE, tools={"sphinx": "7.4.7"}), "the package typst: 0.13.2 in the release, none here"),
        (
            replace(RELEASE, press={"version": "2.1", "files": "0d"}),
            "the release was made by press 2.0, the commit has 2.1",
        ),
        (
            replace(RELEASE, press={"version": "2.0", "files": "0d"}),
            "the release was made by a press whose files are not those of the commit",
        ),
        (
            replace(RELEASE, address="https://snow.example"),
            "the manifest gives as address of the site 'https://weather.example', the commit 'https://snow.example'",
        ),
    ],
    ids=["lock", "another version", "a package less", "another press", "a changed press", "address"],
)
def test_each_input_that_differs_is_told(other: Manifest, told: str) -> None:
    assert list(reasons(RELEASE, other)) == [told]


def test_all_that_differs_is_told_in_one_go() -> None:
    other = replace(RELEASE, lock="0c", tools={}, version="1.1")
    assert len(list(reasons(RELEASE, other))) == 4
