"""Jobs of a build run side by side: what was made is stamped, and of what failed the first reason is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from child_tasks import fail, hang
from small_books import copy_book

from press.core.errors import PressError
from press.core.formats import edition_output
from press.core.jobs import Job
from press.core.settings import Settings
from press.edition.load import load_sources
from press.make.build import make
from press.make.parts import Part, stale_parts
from press.make.plan import CHECKED, Plan
from press.notebooks.book import Book
from press.notebooks.results import Results

PAGES: Part = ("en", "html")
PDF: Part = ("en", "typst")
EPUB: Part = ("en", "epub")
RUSSIAN: Part = ("ru", "html")
INPUTS = {"a.md": "1"}


@pytest.fixture
def planned(tmp_path: Path) -> Plan:
    """A plan in which four parts are stale, whose folders are there."""
    book = Book(load_sources(copy_book("weather", tmp_path)), (), Results([]))
    for part in (PAGES, PDF, EPUB, RUSSIAN):
        edition_output(book.sources.settings, *part).mkdir(parents=True)
    stale = dict.fromkeys((PAGES, PDF, EPUB, RUSSIAN), INPUTS)
    return Plan(book, stale, stale, False)


def settings_of(planned: Plan) -> Settings:
    return planned.book.sources.settings


def stale(planned: Plan) -> set[Part]:
    return {part for part, _ in stale_parts(settings_of(planned), planned.inputs, None)}


def test_what_was_made_is_stamped_and_notes_are_told(planned: Plan) -> None:
    lines: list[str] = []
    make(settings_of(planned), planned, [Job(PAGES, list, (("a note",),)), Job(PDF, list)], lines.append)
    assert stale(planned) == {EPUB, RUSSIAN}
    assert "a note" in lines and any(line.startswith("en pages  ") for line in lines)


def test_where_nothing_is_to_be_made_nothing_is_said_nor_forgotten(planned: Plan) -> None:
    make(settings_of(planned), planned, [Job(PAGES, list)], lambda line: None)
    make(settings_of(planned), planned, [], pytest.fail)
    assert PAGES not in stale(planned)


def test_faults_of_all_parts_are_told_with_their_names_and_not_of_those_that_come_after_one(planned: Plan) -> None:
    jobs = [
        Job(PAGES, fail, ("en.md",)),
        Job(PDF, fail, ("pdf.md",), after=(PAGES,)),
        Job(RUSSIAN, fail, ("ru.md",)),
        Job(EPUB, list),
    ]
    with pytest.raises(PressError) as caught:
        make(settings_of(planned), planned, jobs, lambda line: None)
    assert str(caught.value).splitlines()[::3] == ["en pages:", "ru pages:"]
    assert "en.md:3: wrong" in str(caught.value) and "pdf.md" not in str(caught.value)
    assert stale(planned) == {PAGES, PDF, RUSSIAN}


def test_a_fault_that_the_checks_find_ends_the_rest_and_is_told_alone(planned: Plan) -> None:
    jobs = [Job(CHECKED, fail, ("rain.md",)), Job(PDF, hang, expendable=True)]
    with pytest.raises(PressError) as caught:
        make(settings_of(planned), planned, jobs, lambda line: None)
    assert str(caught.value).startswith("rain.md:3: wrong")
    assert PDF in stale(planned)


def test_a_fault_of_press_itself_is_raised_as_it_is(planned: Plan) -> None:
    with pytest.raises(ZeroDivisionError):
        make(settings_of(planned), planned, [Job(PAGES, divmod, (1, 0))], lambda line: None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told_once_as_what_it_is(planned: Plan) -> None:
    lines: list[str] = []
    with pytest.raises(PressError) as caught:
        make(
            settings_of(planned),
            planned,
            [Job(part, Path("/dev/full").write_text, ("a",)) for part in (PAGES, RUSSIAN)],
            lines.append,
        )
    assert str(caught.value).splitlines()[0] == "the disk is full"
