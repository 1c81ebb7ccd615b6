"""A release of a small book, made in another process as people make it, and made again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from small_books import copy_book

from press.core.errors import PressError
from press.core.jobs import Say
from press.release.make import make_release
from press.release.remake import Recipe
from press.release.repository import Repository
from press.release.verify import Remake, verify

# A machine unlike that of these tests.
ELSEWHERE = {"TZ": "Pacific/Kiritimati", "LC_ALL": "POSIX", "PYTHONHASHSEED": "7"}
PIN = f"altair==9.9 ; sys_platform == 'never' \\\n    --hash=sha256:{'0' * 64}\n    # via editions-press\n"


def git(root: Path, *arguments: str) -> str:
    """Run git as nobody in particular."""
    who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "init.defaultBranch=main")
    run = subprocess.run(["git", "-C", str(root), *who, *arguments], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def press(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "press.cli", "--root", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def quiet(line: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book in a repository, with a release in ``dist``."""
    root = copy_book("leaflet", tmp_path_factory.mktemp("released"))
    (root / "requirements.txt").write_text(PIN, encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Begin")
    make_release(root, quiet)
    return root


@pytest.fixture
def dist(book: Path, tmp_path: Path) -> Path:
    """A copy of the release, as somebody has taken it away."""
    return Path(shutil.copytree(book / "dist", tmp_path / "taken"))


def checksums(folder: Path) -> Mapping[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_a_release_has_the_site_the_books_the_data_and_what_tells_of_them(book: Path) -> None:
    assert sorted(path.name for path in (book / "dist").iterdir()) == [
        "NOTICE.md",
        "RELEASE.md",
        "leaflet-data.zip",
        "leaflet-notebooks.zip",
        "leaflet-site.tar.gz",
        "leaflet-site.zip",
        "leaflet.en.epub",
        "leaflet.en.pdf",
        "manifest.json",
        "sbom.cdx.json",
    ]
    assert git(book, "status", "--porcelain", "--", "book", "data") == ""


def test_the_manifest_tells_commit_date_and_checksums(book: Path) -> None:
    said = json.loads((book / "dist" / "manifest.json").read_text(encoding="utf-8"))
    others = checksums(book / "dist")
    others.pop("manifest.json")

    assert said["commit"] == git(book, "rev-parse", "HEAD")
    assert dt.datetime.fromisoformat(said["date"]).timestamp() == int(git(book, "log", "-1", "--format=%ct"))
    assert said["version"] == "1.2"
    assert said["lock"] == hashlib.sha256(PIN.encode()).hexdigest()
    assert {name: file["sha256"] for name, file in said["files"].items()} == others
    with zipfile.ZipFile(book / "dist" / "leaflet-site.zip") as archive:
        inside = {name.removeprefix("leaflet-site/"): archive.read(name) for name in archive.namelist()}
    assert {name: (file["sha256"], file["size"]) for name, file in said["site"].items()} == {
        name: (hashlib.sha256(content).hexdigest(), len(content)) for name, content in inside.items()
    }


def test_pages_books_and_notebooks_tell_what_they_are(book: Path) -> None:
    commit = git(book, "rev-parse", "HEAD")[:12]
    with tarfile.open(book / "dist" / "leaflet-site.tar.gz") as archive:
        pages = [
            name for name in archive.getnames() if name.endswith(("en/index.html", "birds.html", "site/index.html"))
        ]
        assert len(pages) == 3
        for name in pages:
            page = archive.extractfile(name)
            assert page and f"Version 1.2 · commit {commit}" in page.read().decode(), name
    with zipfile.ZipFile(book / "dist" / "leaflet.en.epub") as epub:
        assert any(commit in epub.read(name).decode(errors="replace") for name in epub.namelist())
    with zipfile.ZipFile(book / "dist" / "leaflet-notebooks.zip") as notebooks:
        cells = json.loads(notebooks.read("leaflet-notebooks/birds.ipynb"))["cells"]
    assert cells[1]["outputs"][0]["text"] == ["19\n"]


def test_notes_say_what_changed_and_the_notice_under_which_licences_all_stands(book: Path) -> None:
    notes, notice = ((book / "dist" / name).read_text(encoding="utf-8") for name in ("RELEASE.md", "NOTICE.md"))

    assert "Swifts were counted." in notes
    assert "The first leaflet." not in notes
    for line in (
        "| the text, its translations and its pictures | all files | none has been chosen yet |",
        "| made up for this test | `data/birds.csv` | CC0-1.0 |",
    ):
        assert line in notice
    assert "| the typeface Noto Serif | `*.pdf` | OFL-1.1, as the package fontpkg-noto-serif" in notice
    assert "SIL OPEN FONT LICENSE" in notice


def test_the_list_of_packages_is_cyclonedx(book: Path) -> None:
    text = (book / "dist" / "sbom.cdx.json").read_text(encoding="utf-8")
    listed = json.loads(text)

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {"pkg:pypi/altair@9.9"} == {one["purl"] for one in listed["components"] if "purl" in one}
    assert listed["metadata"]["component"]["version"] == "1.2"


def test_on_another_machine_the_commit_gives_the_same_bytes(book: Path, dist: Path) -> None:
    before = os.umask(0o077)
    try:
        run = press(book, "verify", str(dist), **ELSEWHERE)
    finally:
        os.umask(before)
    assert run.returncode == 0, run.stdout + run.stderr
    assert f"Proved: commit {git(book, 'rev-parse', 'HEAD')} gives these bytes." in run.stdout


def remaking(book: Path, **said: object) -> Remake:
    """Stand in for making the release again: its bytes are those in ``dist``, and its manifest says something else."""

    def remake(repository: Repository, recipe: Recipe, dist: Path, say: Say) -> None:
        shutil.copytree(book / "dist", dist)
        manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
        (dist / "manifest.json").write_text(json.dumps({**manifest, **said}), encoding="utf-8")

    return remake


def test_a_release_as_it_was_made_is_proved(book: Path, dist: Path) -> None:
    for release in (dist, dist / "manifest.json"):
        assert verify(book, release, quiet, remake=remaking(book)).is_proved


def test_a_flipped_byte_a_missing_file_and_an_added_one_are_named(book: Path, dist: Path) -> None:
    pdf = bytearray((dist / "leaflet.en.pdf").read_bytes())
    pdf[100] ^= 1
    (dist / "leaflet.en.pdf").write_bytes(pdf)
    (dist / "leaflet-data.zip").unlink()
    (dist / "more.txt").write_text("more", encoding="utf-8")

    comparison = verify(book, dist, quiet, rebuild=False)

    assert comparison.files == [
        "leaflet-data.zip: it is missing",
        "leaflet.en.pdf: it was edited after the release was made",
        "more.txt: it was added: the manifest does not have it",
    ]
    assert press(book, "verify", "--files", str(dist)).returncode == 1


def test_an_edited_page_is_named_where_the_manifest_was_edited_with_its_archive(book: Path, dist: Path) -> None:
    path = dist / "leaflet-site.zip"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("leaflet-site/en/praise.html", "<p>All is well.</p>")
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    content = path.read_bytes()
    manifest["files"][path.name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    (dist / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")

    comparison = verify(book, dist, quiet, remake=remaking(book))

    assert comparison.files == ["leaflet-site.zip, en/praise.html: it was added: the manifest does not have it"]
    assert comparison.bytes[-1] == "leaflet-site.zip: the commit gives other bytes"


def test_another_lock_and_other_packages_are_named_as_the_cause(book: Path, dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    tools = {**manifest["tools"], "altair": "1.0"}
    files = {**manifest["files"], "leaflet.en.pdf": {"sha256": "0" * 64, "size": 1}}

    comparison = verify(book, dist, quiet, remake=remaking(book, lock="1" * 64, tools=tools, files=files))

    assert comparison.bytes == [
        "the release was made with another lock: its requirements.txt is not that of the commit",
        f"the package altair: {manifest['tools']['altair']} in the release, 1.0 here",
        "leaflet.en.pdf: the commit gives other bytes",
    ]


def test_a_commit_that_is_not_here_is_told_with_what_to_do(book: Path, dist: Path) -> None:
    manifest = json.loads((dist / "manifest.json").read_text(encoding="utf-8"))
    (dist / "manifest.json").write_text(json.dumps({**manifest, "commit": "0" * 40}), encoding="utf-8")

    run = press(book, "verify", str(dist))

    assert run.returncode == 1
    assert f"the commit {'0' * 40} is not in this repository" in run.stderr
    assert "What to do: fetch it" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("text", ["", "[]", '{"form": 99}', '{"form": 1}', '{"form": 1, "commit": 3}', "[" * 9999])
def test_what_is_no_manifest_is_told_so(book: Path, dist: Path, text: str) -> None:
    (dist / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(PressError, match=r"manifest\.json"):
        verify(book, dist, quiet, rebuild=False)


def test_a_folder_without_a_manifest_is_told_so(book: Path, tmp_path: Path) -> None:
    with pytest.raises(PressError, match=r"(?s)there is no such file.*name the folder of a release"):
        verify(book, tmp_path, quiet, rebuild=False)


def test_what_is_not_committed_is_named_and_the_last_release_stays(book: Path) -> None:
    before = checksums(book / "dist")
    (book / "book" / "en" / "new.md").write_text("# New\n", encoding="utf-8")
    try:
        run = press(book, "release")
    finally:
        (book / "book" / "en" / "new.md").unlink()
    assert run.returncode == 1
    assert "not all is committed, so that nobody could make this release again: book/en/new.md" in run.stderr
    assert checksums(book / "dist") == before


def test_a_book_that_cannot_be_built_leaves_the_last_release(book: Path) -> None:
    before, commit, config = checksums(book / "dist"), git(book, "rev-parse", "HEAD"), book / "_config.yml"
    config.write_text("title: [Leaflet\n", encoding="utf-8")
    git(book, "commit", "--quiet", "--all", "--message", "Forget a bracket")
    try:
        with pytest.raises(PressError, match=r"^_config\.yml:1: malformed YAML"):
            make_release(book, quiet)
    finally:
        git(book, "reset", "--quiet", "--hard", commit)
    assert checksums(book / "dist") == before
    assert not list(book.glob("dist.*"))
    assert not list((book / "_build").glob("release-*"))


def test_packages_other_than_the_locked_ones_make_no_release(book: Path) -> None:
    commit, lock = git(book, "rev-parse", "HEAD"), book / "requirements.txt"
    lock.write_text("altair==0.1\n", encoding="utf-8")
    git(book, "commit", "--quiet", "--all", "--message", "Lock another version")
    try:
        with pytest.raises(PressError, match=r"altair \S+ instead of 0\.1"):
            make_release(book, quiet)
    finally:
        git(book, "reset", "--quiet", "--hard", commit)


def test_a_folder_without_a_repository_is_told_what_is_missing(tmp_path: Path) -> None:
    root = copy_book("leaflet", tmp_path)
    run = press(root, "release", GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert run.returncode == 1
    assert "git cannot tell from which commit a release would be made" in run.stderr


@pytest.mark.parametrize(
    ("setting", "warned"),
    [
        (
            "",
            [
                "warning: _config.yml: readers can report no error; set press_contact or press_repository, if one is known"
            ],
        ),
        ("    press_contact: me@leaflet.example\n", []),
        ("    press_repository: https://git.example/leaflet\n", []),
    ],
)
def test_a_release_warns_as_long_as_readers_have_nowhere_to_report_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, warned: list[str]
) -> None:
    root = copy_book("leaflet", tmp_path)
    (root / "requirements.txt").write_text(PIN, encoding="utf-8")
    config, told = root / "_config.yml", list[str]()
    config.write_text(config.read_text(encoding="utf-8").rstrip("\n") + f"\n{setting}", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Begin"]):
        git(root, *command)
    monkeypatch.setattr("press.release.make.remake", lambda repository, recipe, dist, say: dist.mkdir())
    make_release(root, told.append)
    assert told == warned
