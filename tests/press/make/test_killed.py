"""Whatever ends a build leaves the former site or the new one, whole, and the next build is right."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from killed import Tried
from small_books import BOOKS, copy_book

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
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    tried = Tried(copy_book("weather", tmp_path_factory.mktemp("killed")), random.Random(0))
    tried.prepare()
    return tried


def test_a_killed_build_leaves_a_whole_site_at_every_look_and_the_next_one_is_right(tried: Tried) -> None:
    tried.kill()
    assert (tried.lost, tried.looks > 0) == ([], True)


def test_two_builds_at_once_leave_the_site_of_one(tried: Tried) -> None:
    tried.pair()
    assert tried.lost == []


def test_a_full_disk_is_told_in_plain_words(tmp_path: Path) -> None:
    book = shutil.copytree(BOOKS / "weather", tmp_path / "weather", ignore=shutil.ignore_patterns("_build", "*.mo"))
    disk = tmp_path / "disk"
    disk.mkdir()
    steps = ["unshare", "-rm", "sh", "-c", BUILD_ON_IT, "sh", DISK, disk, book, sys.executable]
    run = subprocess.run(steps, capture_output=True, text=True, check=False, env=dict(os.environ))
    if run.returncode == 99 or "unshare" in run.stderr:
        pytest.skip(f"no disk of one's own can be had here: {run.stderr}")
    assert run.returncode == 1, run.stdout + run.stderr
    assert "the disk is full" in run.stderr
    assert "Traceback" not in run.stderr
    assert "fault of press" not in run.stderr
