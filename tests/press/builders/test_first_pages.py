"""The pictures for social networks: what stands on them, and that all of it stands on the sheet."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import fontpkg_noto_sans
import pytest
from PIL import ImageFont

from press.builders.first_pages import PICTURE, Drawing, picture_svg

LONG = "Қазақстандағы «халық үніне құлақ асатын мемлекет»"
SUBTITLE = "Бір мақаланың айтқаны және оның расталғаны"
EMBLEM = Drawing('<path d="M0 0h404v68h-404z" fill="light-dark(#1a7a45, #74c991)"/>', 404, 68)
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


EMBLEMED = picture_svg([LONG], SUBTITLE, "Қазақша", emblem=EMBLEM)


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (picture_svg(["Weather"], "What fell", "English"), ["Weather", "What fell", "English"]),
        (EMBLEMED, [LONG, SUBTITLE, "Қазақша"]),
        (picture_svg(["Weather", LONG, LONG], "", "A · B · C", emblem=EMBLEM), ["Weather", LONG, LONG, "A · B · C"]),
        (picture_svg([LONG] * 5, "", "Қазақша"), [LONG] * 5 + ["Қазақша"]),
    ],
    ids=["short", "with an emblem", "of a book in three languages", "of one in five"],
)
def test_all_is_said_and_no_line_leaves_the_sheet_or_meets_another(svg: str, said: list[str]) -> None:
    found = lines(svg)
    assert " ".join(words for words, _, _ in found) == " ".join(said)
    for words, size, _ in found:
        assert PICTURE.margin + width(words, size) <= PICTURE.width, words
    for (_, _, above), (words, size, below) in pairwise(found):
        assert below - above >= size, words
    assert found[-1][2] < PICTURE.height - PICTURE.margin / 4


def test_the_emblem_stands_in_its_colours_for_paper_between_the_words_and_the_name_of_the_language() -> None:
    (drawn,) = (one for one in ElementTree.fromstring(EMBLEMED) if one.tag.endswith("svg"))
    top, height = float(drawn.get("y", 0)), float(drawn.get("height", 0))
    *_, (_, _, above), (_, size, below) = lines(EMBLEMED)
    assert above < top and top + height < below - size
    assert "light-dark" not in EMBLEMED and "#1a7a45" in EMBLEMED
