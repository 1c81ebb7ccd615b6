"""What is made is shown as soon as it can be: not before the sources are checked, and no page whose blocks are about to change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from small_books import copy_book

from press.core.children.work import Job, Outcome
from press.core.errors import PressError
from press.core.settings import Settings, load_settings
from press.edition.load import load_sources
from press.make import show
from press.make.plan import CHECKED, INDEXED, Plan
from press.make.prepared import NOBODY_LOOKS, WrittenPage
from press.make.show import Showing
from press.notebooks.book import Book
from press.notebooks.results import Results

PAGE = WrittenPage("en", "rain")
PAGES, PDF, SHARED_FILES = (Job(name, print) for name in (("en", "html"), ("en", "typst"), ("shared",)))


class Shown(NamedTuple):
    """What is shown, step by step, and a fault of blocks while there is one."""

    steps: list[str]
    faults: list[PressError]
    begin: Callable[..., Showing]

    def taken(self) -> list[str]:
        """The steps since the last look."""
        steps = self.steps.copy()
        self.steps.clear()
        return steps


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """The joining of the site is told, not done, as it takes whole editions."""
    steps, faults = list[str](), list[PressError]()
    settings = load_settings(copy_book("weather", tmp_path))

    def prove(settings: Settings) -> None:
        for fault in faults:
            raise fault

    def step(name: str) -> Callable[..., None]:
        return lambda settings, *arguments: steps.append(" ".join((name, *arguments)))

    monkeypatch.setattr(show, "prove_blocks", prove)
    for name in ("join_all", "join_book_file", "join_edition", "join_index", "join_page", "join_shared"):
        monkeypatch.setattr(show, name, step(name))

    def begin(*, checked: bool = True) -> Showing:
        book = Book(load_sources(settings.root), (), Results([]))
        return Showing(settings, Plan(book, {}, {}, checked, NOBODY_LOOKS), lambda: steps.append("shown"))

    return Shown(steps, faults, begin)


def test_a_page_is_shown_when_it_is_written_and_its_edition_when_it_is_finished(shown: Shown) -> None:
    showing = shown.begin()
    showing.heard(PAGES, PAGE)
    assert shown.taken() == ["join_page en rain", "shown"]
    showing.heard(PAGES, "another message")
    assert shown.taken() == []
    showing.finished(PAGES, Outcome())
    assert shown.taken() == ["join_edition en", "shown"]
    showing.finished(PDF, Outcome())
    assert shown.taken() == ["join_book_file en typst", "shown"]
    showing.finished(SHARED_FILES, Outcome())
    assert shown.taken() == ["join_shared", "shown"]


def test_nothing_is_shown_before_the_sources_are_checked_and_then_all_in_its_order(shown: Shown) -> None:
    showing = shown.begin(checked=False)
    showing.heard(PAGES, PAGE)
    showing.finished(PAGES, Outcome())
    showing.finished(PDF, Outcome())
    assert shown.taken() == []
    showing.finished(Job(CHECKED, print), Outcome())
    assert shown.taken() == ["join_page en rain", "join_edition en", "join_book_file en typst", "shown"]
    showing.heard(PAGES, PAGE)
    assert shown.taken() == ["join_page en rain", "shown"]


def test_checks_that_end_before_anything_is_made_show_nothing(shown: Shown) -> None:
    shown.begin(checked=False).finished(Job(CHECKED, print), Outcome())
    assert shown.taken() == []


def test_pages_whose_blocks_differ_from_those_of_other_editions_wait(shown: Shown) -> None:
    showing = shown.begin()
    shown.faults.append(PressError("blocks differ"))
    showing.heard(PAGES, PAGE)
    showing.finished(PAGES, Outcome())
    assert shown.taken() == []
    shown.faults.clear()
    showing.finished(Job(("ru", "html"), print), Outcome())
    assert shown.taken() == ["join_edition ru", "shown"]


def test_an_index_is_joined_in_each_language_and_reloads_no_page(shown: Shown) -> None:
    shown.begin().finished(Job(INDEXED, print), Outcome())
    assert shown.taken() == ["join_index en", "join_index ru"]


def test_an_index_shows_no_page_that_is_not_checked_or_whose_blocks_differ(shown: Shown) -> None:
    shown.begin(checked=False).finished(Job(INDEXED, print), Outcome())
    shown.faults.append(PressError("blocks differ"))
    shown.begin().finished(Job(INDEXED, print), Outcome())
    assert shown.taken() == []


def test_in_the_end_all_is_shown(shown: Shown) -> None:
    shown.begin().show_all()
    assert shown.taken() == ["join_all", "shown"]
