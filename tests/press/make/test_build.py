"""What is stale is made, in the order in which somebody waits for it; what was made is stamped, and what is wrong told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.child_tasks import fail
from support.small_books import copy_book

from press.checks.sphinx_warnings import SphinxWarning
from press.core.digests import read_stamp, stamp_file
from press.core.errors import PressError
from press.core.jobs import Job
from press.edition.chapters import load_sources
from press.make.build import INDEXED, PAGES_MADE, Plan, make
from press.notebooks.results import Results
from press.notebooks.run import Book

ENGLISH, RUSSIAN = ("en", PAGES_MADE), ("ru", PAGES_MADE)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    """A plan in which two editions are stale."""
    book = Book(load_sources(copy_book("weather", tmp_path)), (), Results([]))
    return Plan(book, {}, {"en": {"a.md": "1"}, "ru": {"a.md": "2"}}, ["en", "ru"])


def stamped(plan: Plan) -> set[str]:
    return {tag for tag in plan.inputs if read_stamp(stamp_file(plan.settings, tag)) == plan.inputs[tag]}


def test_what_was_made_is_stamped_and_notes_are_told(plan: Plan) -> None:
    lines: list[str] = []
    note = SphinxWarning("a letter is missing", kind="typst.letter")
    make(plan, [Job(ENGLISH, list, ([note],)), Job(("en", "EPUB"), list, ([note],))], lines.append)
    assert stamped(plan) == {"en"}
    assert sum("a letter is missing" in line for line in lines) == 1


def test_what_sphinx_warns_of_in_all_editions_is_told_and_none_is_stamped(plan: Plan) -> None:
    jobs = [
        Job(ENGLISH, list, ([SphinxWarning("no label", "a.md:1", "ref.ref")],)),
        Job(RUSSIAN, list, ([SphinxWarning("no label", "b.md:1", "ref.ref")],)),
    ]
    with pytest.raises(PressError, match=r"a\.md:1, b\.md:1: no label"):
        make(plan, jobs, lambda line: None)
    assert stamped(plan) == set()


def test_jobs_that_fail_are_told_by_their_names(plan: Plan) -> None:
    jobs = [
        Job(ENGLISH, fail, ("en.md",)),
        Job(INDEXED, fail, ("index",), after=(ENGLISH,)),
        Job(RUSSIAN, fail, ("ru.md",)),
    ]
    with pytest.raises(PressError) as caught:
        make(plan, jobs, lambda line: None)
    assert str(caught.value).splitlines()[::3] == ["en pages:", "ru pages:"]
    assert "en.md:3: wrong" in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_told_once_as_what_it_is(plan: Plan) -> None:
    jobs = [Job(name, Path("/dev/full").write_text, ("a",)) for name in (ENGLISH, RUSSIAN)]
    with pytest.raises(PressError) as caught:
        make(plan, jobs, lambda line: None)
    assert str(caught.value).splitlines()[0] == "No space left on device"
