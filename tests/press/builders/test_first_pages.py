"""The pictures for networks and the covers: all that is said of an edition stands on the sheet, whatever its length."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PIL import Image, ImageChops

from press.builders.first_pages import PICTURE, Drawing, Sum, picture_png

pytestmark = pytest.mark.threads

LONG = "Қазақстандағы «халық үніне құлақ асатын мемлекет»"
LEAD = "Бір ғылыми мақалада мұндай диалогқа әлеуметтік желілер мен цифрлық қызметтер жол ашады делінеді. " * 3
# Three lines of an emblem, the last of which has a colour for paper that nothing else has.
LINES = '<path d="M0 0h400v130h-400z" fill="#ddd"/><path d="M0 150h400v20h-400z" fill="light-dark(#00aa00, #74c991)"/>'
EMBLEM = Drawing(LINES, 400, 180, 60)
SUMS = [
    Sum(Drawing('<path d="M0 8h240" stroke="#000"/>', 240, 18), "28", "Противоречат друг другу", "әр жұптың біреуі")
] * 4


def picture(tmp_path: Path, *said: Any) -> Image.Image:
    context = SimpleNamespace(language="kk", pictures=tmp_path)
    return Image.open(io.BytesIO(picture_png(cast("Any", context), *said))).convert("RGB")


@pytest.mark.parametrize(
    "said",
    [
        (["Weather"], ["What fell"], "English"),
        ([LONG], [LEAD], "Қазақша", PICTURE, EMBLEM, SUMS),
        (["Weather", LONG, LONG], [], "A · B · C", PICTURE._replace(room=270), EMBLEM),
        ([f"{LONG} {LONG}"], [LEAD], "Қазақша", PICTURE, None, SUMS),
    ],
    ids=["short", "all there is", "a book in three languages", "very long"],
)
def test_all_stands_within_the_margins_of_one_sheet(tmp_path: Path, said: Any) -> None:
    drawn = picture(tmp_path, *said)
    assert drawn.size == (PICTURE.width, PICTURE.height)
    paper = Image.new("RGB", drawn.size, drawn.getpixel((0, 0)))
    left, top, right, bottom = ImageChops.difference(drawn, paper).getbbox() or (0, 0, 0, 0)
    assert PICTURE.margin - 4 <= left and right <= PICTURE.width - PICTURE.margin + 4
    assert PICTURE.margin - 4 <= top and bottom <= PICTURE.height - PICTURE.margin + 4
    assert bottom > PICTURE.height - PICTURE.margin - 30, "the line at the foot"


def test_where_not_all_of_the_emblem_fits_its_last_lines_stand_in_its_colours_for_paper(tmp_path: Path) -> None:
    drawn = picture(tmp_path, [LONG], [LEAD[:150]], "Қазақша", PICTURE, EMBLEM)
    colours = [colour for _, colour in drawn.getcolors() or [] if isinstance(colour, tuple)]
    assert any(green > 140 and red < 40 and blue < 40 for red, green, blue in colours)
