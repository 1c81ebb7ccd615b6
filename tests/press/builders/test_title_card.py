"""The pictures for social networks: what stands on them, and that all of it stands on the sheet."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import fontpkg_noto_sans
import pytest
from PIL import ImageFont

from press.builders.title_card import PICTURE, book_picture_svg, picture_svg
from press.core.settings import Edition

SHORT = Edition("en", "English", "Weather", "What fell")
LONG = Edition(
    "kk", "Қазақша", "Қазақстандағы «халық үніне құлақ асатын мемлекет»", "Бір мақаланың айтқаны және оның расталғаны"
)
SENTENCES = [
    "Ғылыми мақала әлеуметтік желілер азаматтарды естуге көмектеседі дейді.",
    "Мақаладағы 51 санның 11-і жарияланған дерекпен расталады, тоғызы басқа жылға тиесілі, ал 24 сан бойынша дерек табылмады.",
]
FONT = next((fontpkg_noto_sans.ROOT / "files").rglob("NotoSans[[]*"))


def lines(svg: str) -> list[tuple[str, float, float]]:
    """The lines on the picture: words, size of type, place of the baseline."""
    texts = (one for one in ElementTree.fromstring(svg).iter() if one.tag.endswith("text"))
    return [(str(one.text), float(one.get("font-size", 0)), float(one.get("y", 0))) for one in texts]


def width(words: str, size: float) -> float:
    """How wide words in bold letters are."""
    font = ImageFont.truetype(str(FONT), 100)
    font.set_variation_by_name("Bold")
    return font.getlength(words) * size / 100


def said(svg: str) -> str:
    return " ".join(words for words, _, _ in lines(svg))


@pytest.mark.parametrize(
    "svg",
    [
        picture_svg(SHORT),
        picture_svg(LONG, lead=SENTENCES),
        book_picture_svg([SHORT, LONG, LONG]),
        book_picture_svg([LONG] * 5),
    ],
    ids=["short", "with a lead", "of a book in three languages", "of one in five"],
)
def test_no_line_leaves_the_sheet_or_meets_another(svg: str) -> None:
    found = lines(svg)
    for words, size, _ in found:
        assert PICTURE.margin + width(words, size) <= PICTURE.width, words
    for (_, _, above), (words, size, below) in pairwise(found):
        assert below - above >= size, words
    assert found[-1][2] < PICTURE.height - PICTURE.margin / 4


def test_the_picture_of_an_edition_says_title_subtitle_finding_and_language() -> None:
    words = said(picture_svg(LONG, lead=SENTENCES))
    assert words == " ".join([LONG.title, LONG.subtitle, *SENTENCES, LONG.name])


def test_a_finding_makes_the_title_smaller_rather_than_itself_shorter() -> None:
    without, with_lead = (lines(picture_svg(LONG, lead=lead))[0][1] for lead in ([], SENTENCES))
    assert with_lead < without


def test_what_does_not_fit_is_left_out_by_whole_sentences() -> None:
    words = said(picture_svg(LONG, lead=[*SENTENCES, *SENTENCES, *SENTENCES]))
    assert words.endswith(f"{SENTENCES[0]} {LONG.name}") or words.endswith(f"{SENTENCES[1]} {LONG.name}")
    assert len(words) < len(" ".join(SENTENCES)) * 2


def test_the_picture_of_the_book_says_the_titles_in_all_languages() -> None:
    words = said(book_picture_svg([SHORT, LONG]))
    assert all(text in words for one in (SHORT, LONG) for text in (one.title, one.subtitle, one.name))


def test_signs_of_markup_in_a_title_are_words() -> None:
    svg = picture_svg(Edition("en", "English", "Rain & <snow>"))
    assert re.search("Rain & <snow>", unescape(svg)) and lines(svg)
