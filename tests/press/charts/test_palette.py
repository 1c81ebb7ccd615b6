"""The colours of charts: contrast by the formula of WCAG, on the grounds of pages, and a cue beside colour."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from press.charts.palette import INK, RULE, SERIES, SOFT
from press.core.resources import press_path

pytestmark = pytest.mark.threads
STYLE = press_path("builders/html/styles/first/tokens.css").read_text(encoding="utf-8")
BUILT = Path(__file__).parents[3] / "_build" / "press"
# Lines that help the eye; nothing is read from them alone.
DECORATION = {RULE.lower()}


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def variables(scheme: str, prefix: str = "press-") -> dict[str, str]:
    """The colours that the style sheet has for ``scheme``, by the ends of their names."""
    pairs = re.findall(rf"--{prefix}(\w+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\)", STYLE)
    chosen = {"light": 1, "dark": 2}[scheme]
    found = {pair[0]: pair[chosen] for pair in pairs}
    return {name: "#" + "".join(digit * 2 for digit in c[1:]) if len(c) == 4 else c for name, c in found.items()}


def ground(scheme: str) -> str:
    return variables(scheme, "")["page"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_a_series_stands_out_from_the_page(scheme: str) -> None:
    colours, page = variables(scheme), ground(scheme)
    assert set(colours) == {colour.name for colour in SERIES}
    assert {name for name, colour in colours.items() if contrast(colour, page) < 3} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_the_page_and_on_its_panels(scheme: str) -> None:
    colours = variables(scheme, "")
    grounds = (colours["page"], colours["panel"])
    pale = {(name, one) for name in ("ink", "soft") for one in grounds if contrast(colours[name], one) < 4.5}
    pale |= {(name, "page") for name in ("link", "editors") if contrast(colours[name], colours["page"]) < 4.5}
    assert pale == set()


def test_words_on_paper_can_be_read() -> None:
    assert contrast(INK, "#ffffff") > contrast(SOFT, "#ffffff") >= 4.5


def test_pictures_on_paper_have_the_colours_of_the_light_page() -> None:
    assert {colour.name: colour.drawn.lower() for colour in SERIES} == variables("light")


@pytest.mark.skipif(not any(BUILT.glob("*/html")), reason="no built book: run `make book` first (`make test` does)")
def test_every_colour_in_the_charts_of_the_book_stands_out_on_white_and_follows_the_theme_on_the_page() -> None:
    # A filling that lets see through it has eight digits and an outline, which is looked at.
    taken = colours_in(BUILT.glob("*/html/_downloads/results/*.svg"), "<svg")
    assert len(taken) > 4
    assert {colour for colour in taken if contrast(colour, "#ffffff") < 3} == set()
    fixed = colours_in(BUILT.glob("*/html/*.html"), '<svg class="press-')
    pages = {ground("light"), ground("dark")}
    assert {(colour, page) for colour in fixed for page in pages if contrast(colour, page) < 3} == set()


def colours_in(paths: Iterable[Path], start: str) -> set[str]:
    """The colours written as such in the pictures that begin with ``start``, without lines that only help the eye."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    pictures = (picture.split("</svg>", 1)[0] for text in texts for picture in text.split(start)[1:])
    found = {colour.lower() for picture in pictures for colour in re.findall(r'"(#[0-9a-fA-F]{6})"', picture)}
    return found - DECORATION
