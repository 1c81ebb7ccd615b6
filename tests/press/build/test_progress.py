"""What is said while a book is made: what begins, what waits for it, and how long it took last time."""

from __future__ import annotations

from pathlib import Path

from press.build.plan import CHECKED
from press.build.progress import Progress
from press.core.children.durations import Durations
from press.core.children.work import Job

PAGES = Job(("en", "html"), print)
PDF = Job(("en", "typst"), print, follows=(PAGES.name,))
EPUB = Job(("en", "epub"), print, follows=(PAGES.name,))


def progress(build: Path, *jobs: Job) -> tuple[Progress, list[str]]:
    told: list[str] = []
    return Progress(jobs, Durations(build), told.append), told


def test_a_part_that_begins_is_told_with_its_last_time_and_what_waits_for_it(tmp_path: Path) -> None:
    first, told = progress(tmp_path, PAGES, PDF, EPUB)
    first.begun(PAGES)
    first.finished(PAGES, 17.4)
    first.begun(PDF)
    assert told == ["making en pages ...; en PDF and en EPUB wait for it", "en pages  17.4 s", "making en PDF ..."]
    again, told = progress(tmp_path, PAGES, PDF)
    again.begun(PAGES)
    assert told == ["making en pages ...  17 s last time; en PDF waits for it"]


def test_what_is_done_at_once_is_not_said_to_begin(tmp_path: Path) -> None:
    Durations(tmp_path).note("en PDF", 0.4)
    quick, told = progress(tmp_path, PDF)
    quick.begun(PDF)
    assert told == []


def test_what_takes_unusually_long_is_told_again(tmp_path: Path) -> None:
    slow, told = progress(tmp_path, PDF)
    slow.still(PDF, None, 10.2)
    slow.still(PDF, None, 60.1)
    slow.still(Job(CHECKED, print), None, 120.3)
    assert told == ["still making en PDF, 60 s ...", "still checking data, chapters and numbers, 120 s ..."]


def test_times_that_cannot_be_read_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "press" / "durations.json"
    Durations(tmp_path).note("en PDF", 9)
    for content in (b"", b"[1]", b'{"en PDF": "long"}', b"\xff\x00"):
        file.write_bytes(content)
        assert Durations(tmp_path).begins("en PDF", "making en PDF") == "making en PDF ..."
