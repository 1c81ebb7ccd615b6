"""The typography of prose."""

from __future__ import annotations

import pytest
from docutils import nodes

from press.directives.number import quantity
from press.directives.typesetting import BOUND, bind_lettered, bind_names_in_titles, join_full_stops, set_prose


def shown(text: str) -> str:
    """No-break spaces as something that can be seen."""
    return text.replace("\u00a0", "~")


def sentence(number: str, after: str) -> nodes.paragraph:
    """A paragraph of words, a number and what comes after it."""
    paragraph = nodes.paragraph("", "", nodes.Text("с "), quantity(number, number, name="claims/day"))
    if after:
        paragraph += nodes.Text(after)
    return paragraph


@pytest.mark.parametrize(
    ("number", "after", "joined"),
    [
        ("2022 г.", ". Дальше", "с 2022 г. Дальше"),
        ("5 тыс.", ".", "с 5 тыс."),
        ("2022 г.", ", дальше", "с 2022 г., дальше"),
        ("2022 г.", "", "с 2022 г."),
        ("62 %", ". Дальше", "с 62 %. Дальше"),
    ],
)
def test_the_full_stop_stands_once(number: str, after: str, joined: str) -> None:
    paragraph = sentence(number, after)
    join_full_stops(paragraph)
    assert paragraph.astext() == joined


def test_a_sentence_is_set_across_its_links_and_numbers_but_not_its_code() -> None:
    paragraph = nodes.paragraph()
    paragraph += [nodes.Text("По данным "), quantity("2016", "2016", name="a/b"), nodes.Text(" года о ")]
    paragraph += [nodes.reference("", "ключе - к", refuri="x"), nodes.Text(" "), nodes.literal("", "a - b в c")]
    paragraph += [nodes.Text(' - "'), nodes.emphasis("", "слово"), nodes.Text('" и так')]
    set_prose(nodes.section("", paragraph), "ru")
    assert shown(paragraph.astext()) == "По данным 2016~года о~ключе~— к~a - b в c~— «слово» и~так"


def test_code_and_formulas_stay_as_typed() -> None:
    code, formula = nodes.literal_block("", "x - y в z"), nodes.math_block("", "a - b")
    set_prose(nodes.section("", code, formula), "ru")
    assert (code.astext(), formula.astext()) == ("x - y в z", "a - b")


def number(text: str) -> quantity:
    return quantity(text, text, name="claims/rank", classes=["press-number"])


def bound(document: nodes.Element) -> list[str]:
    return [node.astext() for node in document.findall(nodes.inline) if BOUND in node["classes"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("moved to e-Otinish in spring", ["e-Otinish"]),
        ("«e-Өтініш» жүйесі, e-Өтініште", ["e-Өтініш", "e-Өтініште"]),
        ("Во-первых, а в-третьих", ["в-третьих"]),
        ("one-time, 1-е, a - b, x-1, wi-fi, 2-e-mail", []),
    ],
)
def test_a_word_stays_with_the_letter_before_its_hyphen(text: str, found: list[str]) -> None:
    paragraph = nodes.paragraph("", "", nodes.emphasis("", text))
    document = nodes.section("", nodes.title("", text), paragraph)
    bind_lettered(document)
    bind_lettered(document)
    assert bound(paragraph) == found
    assert paragraph.astext() == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Solow-Swan model and a 45-degree diagram", ["Solow-Swan", "45-degree"]),
        ("Cobb-Douglas production, a well-known form", ["Cobb-Douglas"]),
        ("Қоғамдық-саяси Нұр-Сұлтан", ["Нұр-Сұлтан"]),
        ("Post-war growth of a Ramsey-Cass-Koopmans economy", []),
    ],
)
def test_a_title_does_not_break_at_the_hyphen_of_two_names(text: str, found: list[str]) -> None:
    paragraph = nodes.paragraph("", text)
    document = nodes.section("", nodes.title("", text), paragraph)
    bind_names_in_titles(document)
    bind_names_in_titles(document)
    assert bound(document) == found
    assert document[0].astext() == text
