"""What is said while a book is made: what begins, what waits for it, and how long it took."""

from __future__ import annotations

from press.core.jobs import Job
from press.make.plan import CHECKED
from press.make.progress import Progress

PAGES = Job(("en", "html"), print)
PDF = Job(("en", "typst"), print, after=(PAGES.name,))
EPUB = Job(("en", "epub"), print, after=(PAGES.name,))


def progress(*jobs: Job) -> tuple[Progress, list[str]]:
    told: list[str] = []
    return Progress(jobs, told.append), told


def test_a_part_that_begins_is_told_with_what_waits_for_it() -> None:
    first, told = progress(PAGES, PDF, EPUB)
    first.begun(PAGES)
    first.finished(PAGES, 17.4)
    first.begun(PDF)
    assert told == ["making en pages ...; en PDF and en EPUB wait for it", "en pages  17.4 s", "making en PDF ..."]


def test_what_takes_unusually_long_is_told_again() -> None:
    slow, told = progress(PDF)
    slow.still(PDF, None, 10.2)
    slow.still(PDF, None, 60.1)
    slow.still(Job(CHECKED, print), None, 120.3)
    assert told == ["still making en PDF, 60 s ...", "still checking data, chapters and numbers, 120 s ..."]
