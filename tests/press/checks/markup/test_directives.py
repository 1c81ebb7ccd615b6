"""What a directive names, shows and leads to is noted with its line."""

from __future__ import annotations

import pytest
from chapters import outline

from press.checks.markup.outline import DOWNLOAD, EQUATION, INCLUDE, LABELLED, TERM, Picture, Reference, Target


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (":::{note}\n:class: tip\n:name: Box 1\nWords.\n:::", [Target(LABELLED, "box 1", 3)]),
        # The name of a formula is a label of it as well (Sphinx, directive math).
        ("```{math}\n:label: Eq\na\n```", [Target(EQUATION, "Eq", 2)]),
        ("```{math}\n:name: Eq\na\n```", [Target(LABELLED, "eq", 2), Target(EQUATION, "Eq", 1)]),
        (
            "```{glossary}\nRain\n  Water.\n\n*Hail* : key\n  Ice.\n```",
            [Target(TERM, "rain", 2), Target(TERM, "hail", 5)],
        ),
    ],
)
def test_names_that_it_gives_are_known_with_their_lines(text: str, targets: list[Target]) -> None:
    assert outline(text).named == targets


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("```{image} a.png\n```", ""),
        ("```{image} a.png\n:alt: A dot\n```", "A dot"),
        (":::{figure} a.png\nCaption.\n:::", ""),
        # Nothing is asked of what is in print alone.
        ("```{image} a.png\n:class: only-html\n```", None),
        (":::{note}\n:class: only-html\n```{image} a.png\n```\n:::", None),
    ],
)
def test_a_picture_has_its_alternative_and_one_of_pages_alone_is_asked_for_none(
    text: str, alternative: str | None
) -> None:
    assert [picture.alternative for picture in outline(text).pictures] == [alternative]


def test_the_picture_of_a_card_is_one_and_its_link_a_reference() -> None:
    found = outline(":::{card} Words\n:link: Rain\n:link-type: ref\n:img-top: a.png\n:img-alt: A dot\n:::")
    assert found.pictures == [Picture("a.png", 1, "A dot")]
    assert found.references == [Reference("ref", "rain", 1, is_worded=False)]


def test_the_link_of_a_card_to_another_site_is_no_reference() -> None:
    assert outline(":::{card} Words\n:link: https://example.org\n:::").references == []


def test_a_button_leads_somewhere_and_needs_words_where_it_has_none() -> None:
    first, second = outline("```{button-ref} a\n```\n\n```{button-ref} b\n:ref-type: doc\nWords\n```").references
    assert (first, second) == (Reference("any", "a", 1, is_worded=False), Reference("doc", "b", 4, is_worded=True))


@pytest.mark.parametrize(
    ("options", "role", "is_whole"),
    [("", INCLUDE, True), (":end-line: 5\n", INCLUDE, False), (":literal:\n", DOWNLOAD, True)],
)
def test_an_included_file_is_read_where_it_is_markdown_and_known_whole_or_in_part(
    options: str, role: str, is_whole: bool
) -> None:
    (reference,) = outline(f"```{{include}} part.md\n{options}```").references
    assert (reference.role, reference.target) == (role, "part.md")
    assert role == DOWNLOAD or reference.is_worded == is_whole
