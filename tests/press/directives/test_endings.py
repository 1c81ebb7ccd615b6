"""A number and its ending, and a reference in the case of its sentence, stand on one line."""

from __future__ import annotations

import pytest
from docutils import nodes

from press.directives.endings import BOUND, bind_hung, bind_within
from press.directives.number import quantity


def number(text: str) -> quantity:
    return quantity(text, text, name="claims/rank", classes=["press-number"])


def link(text: str) -> nodes.reference:
    """A number as PDF and EPUB have it, where it leads to the list of numbers."""
    return nodes.reference("", text, refuri="#n", classes=["press-number"])


def bound(document: nodes.Element) -> list[str]:
    return [node.astext() for node in document.findall(nodes.inline) if BOUND in node["classes"]]


@pytest.mark.parametrize("made", [number, link])
@pytest.mark.parametrize(
    ("text", "after", "found"),
    [
        ("79", "-орында тұр", ["79-орында"]),
        ("79", "-м месте", ["79-м"]),
        ("30%", "-ы, яғни", ["30%-ы"]),
        ("79", " орын", []),
        ("2018", "–2022", []),
    ],
)
def test_an_ending_hung_on_a_number_stays_with_it(made: object, text: str, after: str, found: list[str]) -> None:
    assert callable(made)
    paragraph = nodes.paragraph("", "", nodes.Text("Ол "), made(text), nodes.Text(after))
    whole = paragraph.astext()
    bind_hung(paragraph)
    assert bound(paragraph) == found
    assert paragraph.astext() == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,5\u00a0млн-нан астам", ["млн-нан"]),
        ("62%-дан астам", ["62%-дан"]),
        ("8-ге", ["8-ге"]),
        ("2018–2022", []),
        ("62%", []),
    ],
)
def test_an_ending_within_a_number_stays_with_its_word(text: str, found: list[str]) -> None:
    paragraph = nodes.paragraph("", "", link(text))
    bind_within(paragraph)
    assert bound(paragraph) == found
    assert paragraph.astext() == text


def test_the_number_of_a_figure_stays_with_its_word() -> None:
    named = nodes.inline("", "осы 11-суретте", classes=["std", "std-numref"])
    bind_within(nodes.paragraph("", "", nodes.reference("", "", named, refuri="#f")))
    assert named.astext() == "осы 11-суретте"
    assert [part.astext() for part in named.children] == ["осы ", "11-суретте"]
