"""The outline of a text: labels, references, pictures, headings, and roles and directives that nothing has."""

from __future__ import annotations

import pytest
from chapters import outline

from press.checks.markup.outline import (
    EQUATION,
    LABELLED,
    LINK,
    TERM,
    Heading,
    Picture,
    Reference,
    Target,
)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("(rain)=\n## Rain", [Target(LABELLED, "rain", 1)]),
        ("(rain)=\nA paragraph.", [Target(LABELLED, "rain", 1, is_untitled=True)]),
        ("(one)=\n(two)=\n## Rain", [Target(LABELLED, "one", 1), Target(LABELLED, "two", 1)]),
        ("{#rain}\n## Rain", [Target(LABELLED, "rain", 2)]),
        ("Words and [some]{#here}.", [Target(LABELLED, "here", 1, is_untitled=True)]),
        ("![a](a.png){#pic}", [Target(LABELLED, "pic", 1, is_untitled=True)]),
        ("Text:\n\n$$\na\n$$ (law)", [Target(EQUATION, "law", 3)]),
        ("{.glossary}\nRain\n: Water.", [Target(TERM, "rain", 2)]),
        ("Rain\n: Water, in a list that is no glossary.", []),
    ],
)
def test_what_can_be_named_is_known_with_its_line(text: str, targets: list[Target]) -> None:
    assert outline(text).named == targets


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("{ref}`Rain`", Reference("ref", "rain", 1, is_worded=False)),
        ("One\n{ref}`words <Rain Days>`", Reference("ref", "rain days", 2)),
        ("{std:ref}`rain`", Reference("ref", "rain", 1, is_worded=False)),
        ("{eq}`Law`", Reference("eq", "Law", 1, is_worded=False)),
        ("[words](numbers.md#rain%20days)", Reference(LINK, "numbers.md#rain days", 1)),
        ("[](#rain)", Reference(LINK, "#rain", 1, is_worded=False)),
        ("[words]()", Reference(LINK, "", 1)),
    ],
)
def test_what_leads_somewhere_is_known_with_its_line(text: str, reference: Reference) -> None:
    assert outline(text).references == [reference]


@pytest.mark.parametrize("text", ["{ref}`!rain`", "<https://example.org>", "`{ref}`", "```\n{ref}`rain`\n```"])
def test_what_leads_nowhere_by_intent_is_no_reference(text: str) -> None:
    # Sphinx: a role that begins with ! makes no link.
    assert outline(text).references == []


def test_a_picture_is_known_as_typed() -> None:
    assert outline("![A dot](my%20dot.png) ![ ](b.png)").pictures == [
        Picture("my dot.png", 1, "A dot", is_markdown=True),
        Picture("b.png", 1, "", is_markdown=True),
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        # As MyST documents it: lower case, no punctuation, hyphens for spaces, as on GitHub.
        ("Rain, in *days*", "rain-in-days"),
        ("What's `new`?", "whats-new"),
        ("Дождь и снег", "дождь-и-снег"),
        ("A – B", "a--b"),
    ],
)
def test_a_heading_has_the_name_that_myst_gives_it(title: str, slug: str) -> None:
    assert outline(f"# {title}").headings == [Heading(1, 1, slug, is_section=True)]


def test_a_heading_within_a_box_or_a_list_begins_no_section() -> None:
    found = outline("# T\n\n:::{note}\n## A\n:::\n\n- ## B\n\n> ## C")
    assert [heading.is_section for heading in found.headings] == [True, False, False, False]


@pytest.mark.parametrize(
    ("text", "line", "words", "stops"),
    [
        ("One\n{nubmer}`a/b`", 2, "there is no role 'nubmer'; use one such as number", True),
        (":::{ntoe}\nWords.\n:::", 1, "there is no directive 'ntoe'; use one such as note, or correct", True),
        (":::note\nWords.\n:::", 1, "':::note' is no directive, but a block of the class 'note'; write it as", False),
    ],
)
def test_what_nothing_has_is_told_with_what_is_near(text: str, line: int, words: str, stops: bool) -> None:
    (misuse,) = outline(text).misuses
    assert (misuse.line, misuse.words.startswith(words), misuse.stops) == (line, True, stops)


def test_a_role_that_the_text_defines_is_there() -> None:
    assert outline("```{eval-rst}\n.. role:: red\n```\n\n{red}`words`").misuses == []


@pytest.mark.parametrize(
    "text",
    [
        "---\nkey: hidden-1\n---",
        "<b id='hidden-1'>x</b>",
        ":::{odd}\n(hidden-1)=\n:::",
        "```{eval-rst}\n.. _hidden-1:\n```",
    ],
)
def test_words_of_what_is_not_read_may_be_labels(text: str) -> None:
    assert "hidden-1" in outline(text).words


@pytest.mark.parametrize(
    "text",
    ["{ref}`rain`", r"\{ref} `rain`", "`{ref} ` `rain`", "{of this book} `rain`", "{place} `rain`", "{ref}. `rain`"],
)
def test_braces_that_no_role_has_or_that_are_shown_are_left_alone(text: str) -> None:
    assert outline(text).misuses == []


@pytest.mark.parametrize("text", ["<img src='dot.png'>", "<a href='https://example.org'>", "<b title='//a'>"])
def test_html_that_asks_no_other_host_shows_no_picture_of_one(text: str) -> None:
    assert outline(text).pictures == []
