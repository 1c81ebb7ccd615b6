"""A caption of several sentences has its first one set apart from what follows."""

from __future__ import annotations

from collections.abc import Callable

import html5lib
import pytest
from docutils import nodes
from reading import words
from small_books import Built

from press.builders.html.captions import REST, split_caption


def parted(*children: nodes.Node, language: str = "en") -> tuple[str, str]:
    """Return the message of a caption with ``children``, and the rest."""
    caption = nodes.caption("", "", *children)
    whole = caption.astext()
    split_caption(caption, language)
    assert caption.astext() == whole
    rest = [child for child in caption.children if isinstance(child, nodes.inline) and REST in child["classes"]]
    words = "".join(child.astext() for child in rest)
    return whole[: len(whole) - len(words)], words


def test_the_first_sentence_stays_and_the_others_are_the_rest() -> None:
    assert parted(nodes.Text("It rained. Bars are days. Lines are weeks.")) == (
        "It rained.",
        " Bars are days. Lines are weeks.",
    )


def test_a_caption_of_one_sentence_is_left_alone() -> None:
    assert parted(nodes.Text("It rained i.e. poured")) == ("It rained i.e. poured", "")


@pytest.mark.parametrize("ending", ["It rained on ", "On "])
def test_a_number_belongs_to_the_sentence_in_which_it_stands(ending: str) -> None:
    number = nodes.inline("", "12 days")
    assert parted(nodes.Text(ending), number, nodes.Text(". Bars are days, ")) == (
        f"{ending}12 days.",
        " Bars are days, ",
    )


def test_an_element_after_the_first_sentence_goes_with_the_rest() -> None:
    assert parted(nodes.Text("It rained."), nodes.emphasis("", " Bars"), nodes.Text(" are days.")) == (
        "It rained.",
        " Bars are days.",
    )


def test_a_sentence_that_ends_within_an_element_is_not_parted() -> None:
    assert parted(nodes.emphasis("", "It rained. Bars"), nodes.Text(" are days."))[1] == ""


def test_an_abbreviation_of_the_language_ends_no_sentence() -> None:
    assert parted(nodes.Text("В 2016 г. Казахстан рос. Столбцы — годы."), language="ru") == (
        "В 2016 г. Казахстан рос.",
        " Столбцы — годы.",
    )


@pytest.mark.parametrize(("language", "rest"), [("en", "Each row is a city."), ("ru", "Каждая строка — город.")])
def test_a_page_sets_what_explains_a_table_apart_from_what_it_says(
    built_book: Callable[[str], Built], language: str, rest: str
) -> None:
    page = html5lib.parse(
        (built_book("weather").site / language / "rain.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    (span,) = (span for span in page.iter("span") if span.get("class") == "caption-rest")
    assert " ".join(words(span).split()) == rest
