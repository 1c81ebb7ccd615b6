"""A number that ends with an abbreviation ends its sentence with one full stop."""

import pytest
from docutils import nodes

from press.directives.number import quantity
from press.directives.typography import join_full_stops


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
