"""The pictures for social networks: what stands on them, and that all of it stands on the sheet."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import fontpkg_noto_sans
import pytest
from PIL import ImageFont

from press.builders.title_card import PICTURE, Emblem, book_picture_svg, picture_svg
from press.core.settings import Edition

SHORT = Edition("en", "English", "Weather", "What fell")
LONG = Edition(
    "kk", "Қазақша", "Қазақстандағы «халық үніне құлақ асатын мемлекет»", "Бір мақаланың айтқаны және оның расталғаны"
)
# Three rows of seventeen.
EMBLEM = Emblem('<path d="M0 0h404v68h-404z" fill="light-dark(#1a7a45, #74c991)"/>', 404, 68, "All of them", [])
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
        picture_svg(LONG, emblem=EMBLEM),
        book_picture_svg([SHORT, LONG, LONG], emblem=EMBLEM),
        book_picture_svg([LONG] * 5),
    ],
    ids=["short", "with an emblem", "of a book in three languages", "of one in five"],
)
def test_no_line_leaves_the_sheet_or_meets_another(svg: str) -> None:
    found = lines(svg)
    for words, size, _ in found:
        assert PICTURE.margin + width(words, size) <= PICTURE.width, words
    for (_, _, above), (words, size, below) in pairwise(found):
        assert below - above >= size, words
    assert found[-1][2] < PICTURE.height - PICTURE.margin / 4


def test_the_picture_of_an_edition_says_title_subtitle_and_language() -> None:
    assert said(picture_svg(LONG, emblem=EMBLEM)) == " ".join([LONG.title, LONG.subtitle, LONG.name])


def test_the_emblem_stands_in_its_colours_for_paper_between_the_words_and_the_name_of_the_language() -> None:
    svg = picture_svg(LONG, emblem=EMBLEM)
    (drawn,) = (one for one in ElementTree.fromstring(svg) if one.tag.endswith("svg"))
    top, height = float(drawn.get("y", 0)), float(drawn.get("height", 0))
    *_, (_, _, above), (_, size, below) = lines(svg)
    assert above < top and top + height < below - size
    assert "light-dark" not in svg and "#1a7a45" in svg


def test_the_picture_of_the_book_says_the_titles_in_all_languages() -> None:
    words = said(book_picture_svg([SHORT, LONG]))
    assert all(text in words for one in (SHORT, LONG) for text in (one.title, one.name))
