"""A release is compared with its manifest and with what its commit gives again; what differs is told with the reason, as far as one is known."""

from __future__ import annotations

import io
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from press.core.errors import PressError
from press.release.archives import content_of, contents_below, zipped
from press.release.manifest import Manifest, write_manifest
from press.release.remake import Recipe
from press.release.repository import Repository
from press.release.verify import _reasons, verify

RELEASE = Manifest(
    book="weather",
    version="1.0",
    commit="c0ffee",
    date="2026-11-26T22:30:00Z",
    dictated="",
    address="https://weather.example",
    lock="0a",
    press={"version": "2.0", "sha256": "0b"},
    tools={"sphinx": "7.4.7", "typst": "0.13.2"},
    files={},
    site={},
)


def test_the_same_inputs_give_no_reason() -> None:
    assert list(_reasons(RELEASE, replace(RELEASE, commit="decade"))) == []


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
            replace(RELEASE, press={"version": "2.1", "sha256": "0d"}),
            "the release was made by press 2.0, the commit has 2.1",
        ),
        (
            replace(RELEASE, press={"version": "2.0", "sha256": "0d"}),
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
    assert list(_reasons(RELEASE, other)) == [told]


def test_all_that_differs_is_told_in_one_go() -> None:
    other = replace(RELEASE, lock="0c", tools={}, version="1.1")
    assert len(list(_reasons(RELEASE, other))) == 4


PAGES = {"weather-site/index.html": b"<p>Rain</p>", "weather-site/en/rain.html": b"<p>Wet</p>"}
SITE = {name.removeprefix("weather-site/"): content_of(page) for name, page in PAGES.items()}


def release(folder: Path, files: dict[str, bytes], **facts: Any) -> Path:
    """Write a release of ``files`` with a manifest that fits them."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    write_manifest(replace(RELEASE, files=contents_below(folder), site=SITE, **facts), folder)
    return folder


def faults(folder: Path) -> list[str]:
    return verify(folder, folder, lambda line: None, rebuild=False).files


def test_a_release_that_is_as_its_manifest_says_is_proved(tmp_path: Path) -> None:
    dist, lines = release(tmp_path / "dist", {"weather-site.zip": zipped(PAGES), "a.txt": b"a"}), list[str]()
    assert verify(dist, dist, lines.append, rebuild=False).is_proved
    assert lines == ["2 files compared with the manifest"]


def test_files_that_are_gone_new_or_edited_are_named_with_their_sizes(tmp_path: Path) -> None:
    dist = release(tmp_path / "dist", dict.fromkeys(("a.txt", "b.txt", "c.txt"), b"one"))
    (dist / "a.txt").write_bytes(b"four")
    (dist / "b.txt").unlink()
    (dist / "c.txt").write_bytes(b"two")
    (dist / "d.txt").write_bytes(b"new")
    assert faults(dist) == [
        "a.txt: it was edited after the release was made (3 bytes then, 4 now)",
        "b.txt: it is missing",
        "c.txt: it was edited after the release was made",
        "d.txt: it was added: the manifest does not have it",
    ]


@pytest.mark.parametrize("order", [1, -1], ids=["before", "after"])
def test_a_page_beside_the_folder_of_the_site_does_not_stand_for_the_one_in_it(tmp_path: Path, order: int) -> None:
    edited = [("index.html", PAGES["weather-site/index.html"]), ("weather-site/index.html", b"<p>Snow</p>")]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in [*edited[::order], ("weather-site/en/rain.html", PAGES["weather-site/en/rain.html"])]:
            archive.writestr(name, content)
    dist = release(tmp_path / "dist", {"weather-site.zip": packed.getvalue()})
    assert faults(dist) == [
        "weather-site.zip, ../index.html: it was added: the manifest does not have it",
        "weather-site.zip, index.html: it was edited after the release was made",
    ]


def test_an_archive_that_cannot_be_read_or_would_write_elsewhere_is_named(tmp_path: Path) -> None:
    dist = release(
        tmp_path / "dist", {"weather-data.zip": b"no archive", "weather-notebooks.zip": zipped({"../x": b""})}
    )
    broken, escaping = faults(dist)
    assert broken.startswith("weather-data.zip: it cannot be read as an archive")
    assert escaping == "weather-notebooks.zip: '../x' in it would be written outside of its folder"


@pytest.fixture
def repository(tmp_path: Path) -> tuple[Path, str]:
    """A repository with one commit, and its name."""
    root = tmp_path / "book"
    root.mkdir()
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for arguments in (("init", "-q"), (*identity, "commit", "-q", "--allow-empty", "-m", "Begin")):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    head = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return root, head.stdout.strip()


def test_bytes_that_the_commit_does_not_give_are_named_where_no_reason_is_known(
    tmp_path: Path, repository: tuple[Path, str]
) -> None:
    root, commit = repository
    dist = release(tmp_path / "dist", {"a.txt": b"a", "b.txt": b"b"}, commit=commit, dictated="7")

    def remake(repository: Repository, recipe: Recipe, folder: Path, say: object) -> None:
        assert recipe == Recipe(commit, "7", "https://weather.example")
        release(folder, {"a.txt": b"other", "c.txt": b"c"}, commit=commit, dictated="7")

    found = verify(root, dist, lambda line: None, remake=remake)
    assert (found.commit, found.files, found.is_proved) == (commit, [], False)
    assert found.bytes[0].startswith("why is not known")
    assert found.bytes[1:] == [
        "a.txt: the commit gives other bytes",
        "b.txt: the commit does not give such a file",
        "c.txt: the commit gives this file, and the release has none",
    ]


@pytest.mark.parametrize(
    "commit", ["", "HEAD", "--help", "C0FFEE" * 7], ids=["none", "a name", "an option", "capitals"]
)
def test_what_is_no_commit_is_never_given_to_git(tmp_path: Path, repository: tuple[Path, str], commit: str) -> None:
    dist = release(tmp_path / "dist", {}, commit=commit)
    with pytest.raises(PressError, match="the manifest names no commit"):
        verify(repository[0], dist, lambda line: None)
