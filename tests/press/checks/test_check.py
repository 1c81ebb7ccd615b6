"""Checks are chosen by name or kind, and listed by `press check --list`; a book may go without one, which its settings name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner
from support.small_books import ROOT, append, copy_book, faults_of

from press.checks.registry import CHECKS, of_chapters
from press.cli import main
from press.core.extensions import load_extensions
from press.make.checking import check_book


@pytest.fixture
def faulty(book: Callable[[str], Path]) -> Path:
    """A book with a typed digit, an open backtick and a reference to nothing."""
    root = book("weather")
    append(root / "book" / "en" / "rain.md", "\nIt rained 12 times.\n\nIt `rained.\n\nSee {ref}`nowhere`.\n")
    return root


def go_without(root: Path, kind: str, setting: str = "press_without_checks") -> None:
    append(root / "_config.yml", f"    {setting}: [{kind}]\n")


@pytest.mark.parametrize(
    ("setting", "kind"), [("press_without_checks", "typed-digits"), ("suppress_warnings", "ref.ref")]
)
def test_what_the_book_goes_without_is_not_told_and_all_else_is(faulty: Path, setting: str, kind: str) -> None:
    told = "\n".join(faults_of(faulty))
    assert f"[{kind}]" in told and "[slips]" in told
    go_without(faulty, kind, setting)
    told = "\n".join(faults_of(faulty))
    assert f"[{kind}]" not in told and "[slips]" in told


def test_digits_that_are_no_numbers_of_the_book_are_free(weather: Path) -> None:
    words = "\n## 2. Rain on the 21st\n\n[A](b.md#c-4), “of 5”, `6`, $7$.[^8]\n\n> Of 9.\n\n1. A\n2. B\n\n[^8]: C.\n"
    append(weather / "book" / "en" / "rain.md", words)
    assert faults_of(weather, "typed-digits") == []


def test_what_a_listener_of_sphinx_raises_as_well_is_told_once(weather: Path) -> None:
    append(weather / "_config.yml", "    press_citation: {authors: Aru}\n")
    assert len(faults_of(weather)) == 1


def test_a_check_that_is_not_there_cannot_be_gone_without(faulty: Path) -> None:
    go_without(faulty, "typed-digit")
    (told, *_) = faults_of(faulty)
    assert told == "_config.yml: press_without_checks names 'typed-digit', which is no check"


def test_what_sphinx_warns_of_is_told_and_stops_no_book_that_goes_without(book: Callable[[str], Path]) -> None:
    root, told = book("weather"), list[str]()
    for language in ("en", "ru"):
        append(root / "book" / language / "rain.md", "\n[A](snow.md), [B](../a.html#b).\n")
    assert len(faults_of(root)) == 2
    go_without(root, "sphinx")
    check_book(root, say=told.append)
    for words in ("there is no file snow.md", "../a.html#b is the address of a page"):
        assert any(re.search(rf"en/rain\.md:\d+, book/ru/rain\.md:\d+: {words}", note) for note in told)


def test_a_notebook_may_show_whatever_a_page_can_show(weather: Path) -> None:
    notebook = nbformat.read(weather / "book" / "notebooks" / "rain.ipynb", 4)
    notebook.cells.append(nbformat.v4.new_code_cell("1 + 1"))
    nbformat.write(notebook, weather / "book" / "notebooks" / "rain.ipynb")
    assert faults_of(weather) == []


def test_a_unit_that_is_typed_behind_a_number_which_prints_it_is_told(tmp_path: Path) -> None:
    root = copy_book("audit", tmp_path)
    chapter = root / "book" / "en" / "index.md"
    append(chapter, "\n{number}`audit/share` % said so, and {number}`audit/share form=plain` %.\n")
    (fault,) = faults_of(root, "numbers")
    assert "audit/share is printed as '40%', and '%' is typed behind it" in fault


def test_the_command_lists_each_check_with_its_kind_and_rule() -> None:
    load_extensions(ROOT)
    listed = CliRunner().invoke(main, ["--root", str(ROOT), "check", "--list"]).output.splitlines()
    assert {line.split("`")[3] for line in listed} == {*CHECKS, *of_chapters(), "sphinx"}
