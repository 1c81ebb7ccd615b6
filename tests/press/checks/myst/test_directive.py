"""A directive is divided as MyST documents it: name, argument, options between lines or behind colons, body."""

from __future__ import annotations

import pytest

from press.checks.myst.directive import Directive, Option, is_closed, read_directive


def read(info: str, content: str) -> Directive:
    """Read a directive that begins on line 3."""
    directive = read_directive(info, content, 3)
    assert directive is not None
    return directive


def test_options_behind_colons_and_the_body_below_them_have_their_lines() -> None:
    found = read("{figure} a.png", ":name: fig-a\n:alt: A dot\n\nCaption.")
    assert (found.name, found.argument) == ("figure", "a.png")
    assert found.options == (Option("name", "fig-a", 4), Option("alt", "A dot", 5))
    assert (found.body, found.body_line) == ("\nCaption.", 6)


def test_options_between_lines_of_hyphens_are_yaml() -> None:
    found = read("{figure} a.png", "---\nname: fig-a\nalt: 'A: dot'\n---\nCaption.")
    assert found.options == (Option("name", "fig-a", 5), Option("alt", "'A: dot'", 6))
    assert (found.body, found.body_line) == ("Caption.", 8)


def test_a_directive_in_the_body_is_no_option() -> None:
    found = read("{note}", ":::{tip}\n:class: a\n:::")
    assert (found.options, found.body_line) == ((), 4)


def test_a_block_of_options_that_nothing_ends_reaches_to_the_end() -> None:
    found = read("{note}", "---\nname: a\nWords.")
    assert (found.options, found.body) == ((Option("name", "a", 5),), "")


@pytest.mark.parametrize("info", ["python", "", "{}", "{ note }", "{1a}"])
def test_a_fence_with_another_word_begins_no_directive(info: str) -> None:
    assert read_directive(info, "x", 3) is None


@pytest.mark.parametrize(
    ("info", "content", "printed"),
    [
        ("{note} In short", "Words.", [(3, "In short")]),
        ("{figure} a.png", ":alt: A dot\n:name: b", [(4, "A dot")]),
        ("{chart} rain/days", ":name: fig-rain", []),
        ("{code-block} python", ":caption: In short", [(4, "In short")]),
    ],
)
def test_titles_and_spoken_options_are_printed_and_names_are_not(
    info: str, content: str, printed: list[tuple[int, str]]
) -> None:
    assert list(read(info, content).printed) == printed


@pytest.mark.parametrize(
    ("name", "is_markdown", "plain"),
    [("note", True, ""), ("code-block", False, ""), ("raw", False, "html_inline"), ("csv-table", False, "text")],
)
def test_a_body_is_markdown_code_or_printed_as_it_is(name: str, is_markdown: bool, plain: str) -> None:
    found = read(f"{{{name}}}", "x")
    assert (found.is_markdown, found.plain) == (is_markdown, plain)


@pytest.mark.parametrize(
    ("markup", "lines", "closed"),
    [
        ("```", ["```{note}", "x", "```"], True),
        # CommonMark: a closing fence may be longer and indented, and must not be shorter or of another sign.
        ("```", ["```{note}", "x", "  `````  "], True),
        (":::", ["> :::{note}", "> x", "> :::"], True),
        ("````", ["````{note}", "x", "```"], False),
        ("```", ["```{note}", "x", "~~~"], False),
        ("```", ["```{note}"], False),
        ("```", ["```{note}", "``` x"], False),
    ],
)
def test_a_fence_is_closed_by_as_many_signs_of_its_kind(markup: str, lines: list[str], closed: bool) -> None:
    assert is_closed(markup, lines) == closed
