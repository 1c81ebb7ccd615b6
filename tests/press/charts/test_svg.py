"""Pictures of dots: their size, their ground and their letters."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from press.charts.draw import png_from_svg
from press.charts.theme import FONT

pytestmark = pytest.mark.threads


def drawn(text: str, attributes: str = "", scale: float = 1) -> Image.Image:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="40" font-family="{FONT}, system-ui, sans-serif">'
        f'<text x="10" y="30" font-size="20" {attributes}>{text}</text></svg>'
    )
    return Image.open(io.BytesIO(png_from_svg(svg, scale))).convert("RGBA").getchannel("A")


def ink(text: str, attributes: str = "") -> int:
    return sum(value * count for value, count in enumerate(drawn(text, attributes).histogram()))


@pytest.mark.parametrize(("scale", "size"), [(1, (300, 40)), (2, (600, 80))])
def test_a_picture_has_the_size_of_its_svg_times_the_scale(scale: float, size: tuple[int, int]) -> None:
    assert drawn("a", scale=scale).size == size


def test_what_nothing_is_drawn_on_stays_clear() -> None:
    assert drawn("").getextrema() == (0, 0)


def test_letters_have_the_weight_that_they_are_given() -> None:
    light, strong = ink("Халық үні", 'font-weight="400"'), ink("Халық үні", 'font-weight="600"')
    assert strong > 1.1 * light


def test_each_kazakh_letter_is_drawn_as_itself() -> None:
    letters = {letter: drawn(letter).tobytes() for letter in "әғқңөұүһіӘҒҚҢӨҰҮҺІ"}
    assert len(set(letters.values())) == len(letters)
