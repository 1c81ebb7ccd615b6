"""The numbers of all chapters, each where it is used first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from bare_sphinx import BareSphinx

from press.directives.number_list import SHOWN_NUMBERS, first_uses, numbers_in
from press.edition.context import EditionContext

Edition = Callable[..., EditionContext]


@pytest.fixture
def shows_numbers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A directive ``pair`` that shows two numbers."""
    register = {"pair": lambda context, argument: [f"{argument}/one", f"{argument}/two"]}
    monkeypatch.setattr("press.directives.number_list.SHOWN_NUMBERS", register)
    assert SHOWN_NUMBERS is not register
    yield


def test_a_number_is_listed_under_the_chapter_that_uses_it_first() -> None:
    chapters = [("a", ["x", "y", "x"]), ("b", ["y", "z"]), ("c", ["z", "x"]), ("d", [])]
    assert list(first_uses(iter(chapters))) == [("a", ["x", "y"]), ("b", ["z"])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{number}`a/b` and {number}`c/d digits=1`", ["a/b", "c/d"]),
        ("{number}`\na/b\ndigits=1`", ["a/b"]),
        ("- {number}`a/b`", ["a/b"]),
        # What readers do not see: comments of MyST and of HTML.
        ("% {number}`a/b`\n{number}`c/d`", ["c/d"]),
        ("<!-- {number}`a/b`\n{number}`a/c` -->{number}`c/d`", ["c/d"]),
        ("Rain <!-- {number}`a/b` --> {number}`c/d`", ["c/d"]),
        ("<!--\n\n```\n\n{number}`a/b`\n\n-->\n\n{number}`c/d`", ["c/d"]),
        # What only looks like the beginning of a comment, before the end of a real one.
        ("`<!--` {number}`a/b`\n\n<!-- x -->\n\n{number}`c/d`", ["a/b", "c/d"]),
        ("\\<!-- {number}`a/b`\n\n<!-- x -->", ["a/b"]),
        ("``<!-- ` `` {number}`a/b` --> {abbr}`HT` {number}`c/d`", ["a/b", "c/d"]),
        ("```html\n<!--\n```\n\n{number}`a/b`\n\n<!-- x -->\n", ["a/b"]),
        ("````{code-block} html\n```\n<!--\n````\n\n{number}`a/b` -->", ["a/b"]),
        ("``` {note}\n{number}`a/b`\n```", ["a/b"]),
        # What is shown as it is written.
        ("~~~\n{number}`a/b`\n```\n~~~\n{number}`c/d`", ["c/d"]),
        ("`` {number}`a/b` `` {number}`c/d`", ["c/d"]),
        # A directive whose content is read.
        ("````{note}\n```{note}\n{number}`a/b`\n```\n````\n{number}`c/d`\n```\n{number}`e/f`\n```\n", ["a/b", "c/d"]),
        ("```{note}\n{number}`a/b`\n```\n", ["a/b"]),
        # 50 % is no comment.
        ("Of 50 % {number}`a/b`", ["a/b"]),
    ],
)
def test_the_numbers_of_a_chapter_are_those_that_readers_see(edition: Edition, text: str, names: list[str]) -> None:
    assert list(numbers_in(edition("en"), text)) == names


@pytest.mark.parametrize("fence", [":::", "```", "::::", "~~~"])
@pytest.mark.usefixtures("shows_numbers")
def test_a_directive_that_shows_numbers_is_found_however_it_is_fenced(edition: Edition, fence: str) -> None:
    text = f"{{number}}`a/b`\n\n{fence}{{pair}} c\n{fence}\n\n- x\n\n  {fence}{{pair}} d\n  {fence}\n{fence}{{other}} e\n{fence}\n"
    assert list(numbers_in(edition("en"), text)) == ["a/b", "c/one", "c/two", "d/one", "d/two"]


def test_the_list_has_each_chapter_with_its_numbers_and_each_file_once(sphinx: BareSphinx, edition: Edition) -> None:
    document = sphinx.read(".. numberlist::\n")
    chapter, entry, files, table = document.children
    assert chapter[0]["docname"] == "book/en/rain"
    assert entry["ids"] == ["number-rain-total"]
    assert entry[0].astext() == "19 — Days of rain in both cities together"
    assert entry[1].astext().startswith("How computed: The days of both cities added up. · Notebook: ")
    assert files.astext() == "Files"
    assert [row[0].astext() for row in table.findall() if row.tagname == "row"] == ["File", "rain.csv"]
