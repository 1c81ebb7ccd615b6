"""Of a text it is known which signs are words to a reader, and where each role, span and footnote stands."""

from __future__ import annotations

import pytest
from chapters import blocks_of

from press.checks.myst.inline import PLACE, WORK, Role, Text, as_text, named_by


def text_of(source: str) -> Text:
    """The text of a paragraph that begins on line 3."""
    block = blocks_of(f"# T\n\n{source}")[1]
    (text,) = block.texts
    return text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Rain **in** *May*, `x = 1`.", "Rain   in    May ,        ."),
        (r"A \* star and $x_1$ sum.", r"A  * star and       sum."),
        ("{ref}`the rain <rain>` falls", "      the rain         falls"),
        ("{number}`rain/total` days", "                     days"),
        ("{abbr}`UN (United Nations)`", "       UN (United Nations) "),
        ("{math}`x` and {kbd}`Ctrl`", "          and            "),
        ('[words](a.md "Title") too', ' words        Title   too'),
        ("see https://example.org/2020 now", "see                          now"),
        ("<https://example.org/2020>", "                          "),
        ("a&frac12;b&amp;c", "a00000000b     c"),
        ('<b title="Five">5</b>', '          Five  5    '),
        ("one\n{ref}`two`\nthree", "one\n          \nthree"),
    ],
)  # fmt: skip
def test_what_is_no_word_to_a_reader_is_blank_and_each_word_stands_where_it_was_typed(source: str, words: str) -> None:
    assert text_of(source).words == words


def test_roles_have_their_text_target_and_line() -> None:
    text = text_of("One {number}`a/b digits=1`\nand {ref}`words <rain>` and {cite:p}`{see}doe`.")
    assert text.roles == (
        Role("number", "a/b digits=1", 3),
        Role("ref", "words <rain>", 4),
        Role("cite:p", "{see}doe", 4),
    )
    assert [role.target for role in text.roles] == ["", "rain", ""]


def test_spans_have_their_classes_and_labels_and_footnotes_their_names() -> None:
    text = text_of("[So]{.editors .b}, [here]{#place},\n[there]{.c}.[^a]\n\n[^a]: Note.")
    assert [(line, classes) for line, classes in text.spans if classes] == [(3, ("editors", "b")), (4, ("c",))]
    assert (text.labels, text.footnotes) == (("place",), ("a",))


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("ref", PLACE),
        ("numref", PLACE),
        ("cite", WORK),
        ("cite:p", WORK),
        ("number", "number"),
        ("abbr", ""),
        ("math", ""),
    ],
)
def test_the_text_of_a_role_names_something_or_is_printed(role: str, kind: str) -> None:
    assert named_by(role) == kind


@pytest.mark.parametrize(("place", "line"), [(0, 5), (2, 5), (3, 5), (4, 6), (5, 6), (6, 7)])
def test_an_end_of_a_line_belongs_to_that_line(place: int, line: int) -> None:
    assert as_text(5, "abc\nd\ne").line_at(place) == line
