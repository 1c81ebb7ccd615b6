"""A part of `make soak`, small enough for each run of the tests: two builds at once, killed processes, damaged files, a full disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Commands
from damage import damage
from manifest import faults, manifest
from soak import DATED, SMALL, prepared
from trials import Book, kill, pair
from versions import copy_sources

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")
# A disk of this size holds the sources of the small book and what is made of it at first, but not all.
DISK = "size=900k"
BUILD_ON_IT = """
mount -t tmpfs -o "$1" disk "$2" && cp -r "$3" "$2/book" || exit 99
"$4" -m press.cli --root "$2/book" build
code=$?
test ! -e "$2/book/_build/site" || exit 98
exit $code
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The small book, built, in two versions."""
    commands = Commands(DATED)
    try:
        yield prepared(SMALL, tmp_path_factory.mktemp("soak"), commands, seed=0, switches=["en"])
    finally:
        commands.close()


def test_two_builds_at_once_leave_a_whole_site_at_every_look_and_the_bytes_of_one(book: Book) -> None:
    assert pair(book).lost == []


@pytest.mark.parametrize("victim", ["parent", "typst", "pagefind"])
def test_a_killed_build_leaves_the_former_site_and_the_next_one_is_right(book: Book, victim: str) -> None:
    assert kill(book, victim).lost == []


@pytest.mark.parametrize(
    ("kind", "way", "changed"),
    [
        ("pages", "noise", False),
        ("documents as Sphinx read them", "noise", True),
        ("other kept answers", "noise", True),
        ("runs of notebooks", "noise", False),
        ("list of runs of notebooks", "emptied", False),
    ],
)
def test_what_is_kept_and_was_damaged_is_made_again(book: Book, kind: str, way: str, changed: bool) -> None:
    assert damage(book, kind, way, changed=changed).lost == []


def test_a_cut_off_page_and_a_link_that_leads_nowhere_are_seen(book: Book, tmp_path: Path) -> None:
    site = Path(shutil.copytree(book.root / "_build" / "site", tmp_path / "site"))
    assert faults(site) == []
    page = site / "en" / "rain.html"
    page.write_bytes(page.read_bytes()[:-20])
    (site / "en" / "numbers.html").unlink()
    assert "en/rain.html: it is cut off" in faults(site)
    assert "en/index.html: en/numbers.html leads nowhere" in faults(site)
    assert manifest(site) != manifest(book.root / "_build" / "site")


def test_a_full_disk_is_told_in_plain_words(tmp_path: Path) -> None:
    book, disk = copy_sources(SMALL, tmp_path / "weather"), tmp_path / "disk"
    disk.mkdir()
    steps = ["unshare", "-rm", "sh", "-c", BUILD_ON_IT, "sh", DISK, disk, book, sys.executable]
    run = subprocess.run(steps, capture_output=True, text=True, check=False, env={**os.environ, **DATED})
    if run.returncode == 99 or "unshare" in run.stderr:
        pytest.skip(f"no disk of one's own can be had here: {run.stderr}")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "the disk is full" in run.stderr
    assert "Traceback" not in run.stderr
    assert "fault of press" not in run.stderr
