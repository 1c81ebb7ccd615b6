"""The colours of charts: contrast by the formula of WCAG, on the grounds of pages, and a cue beside colour."""

import re
from collections.abc import Iterable
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from press.charts.draw import draw_svg
from press.charts.palette import INK, RULE, SERIES, SOFT
from press.charts.svg import page_svg, smaller
from press.charts.theme import NARROW, TYPE, WIDE
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
    pale = {(name, one) for name in ("ink", "soft", "warn") for one in grounds if contrast(colours[name], one) < 4.5}
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


def test_numbers_that_a_chart_writes_out_keep_their_digits() -> None:
    frame = pd.DataFrame({"year": ["2001"], "days": [1.3347]})
    figure = alt.Chart(frame).encode(x="year:O", y="days:Q")
    written = figure.mark_bar() + figure.mark_text().encode(text=alt.Text("days:Q").format(".3f"))
    assert ">1.335</text>" in smaller(draw_svg(written.to_dict(), "en"))


def stacked() -> dict[str, object]:
    frame = pd.DataFrame({"year": ["2001", "2001"], "kind": ["rain", "snow"], "days": [4, 2]})
    colour = alt.Color("kind:N").sort(["rain", "snow"]).title(None)
    return dict(alt.Chart(frame).mark_bar().encode(x="year:O", y="days:Q", color=colour).to_dict())


def test_bars_of_several_colours_differ_in_filling_too_and_keep_a_solid_outline() -> None:
    svg = draw_svg(stacked(), "en")
    bars = re.findall(r'<path[^>]*fill="(#[0-9A-Fa-f]+)"[^>]*stroke="(#[0-9A-Fa-f]+)"', svg)
    assert {(fill[:7], len(fill), stroke) for fill, stroke in bars} == {
        ("#0072B2", 7, "#0072B2"),
        ("#B26B00", 9, "#B26B00"),
    }
    assert svg.count(">rain<") == 1, "one legend for both"


def test_on_a_page_colours_are_variables_and_there_is_no_style_attribute() -> None:
    svg = page_svg(draw_svg(stacked(), "en"), "press-wide", "chart-x", 'Rain & "snow"', "chart-x-words")
    assert "var(--press-blue)" in svg
    assert "color-mix(in srgb, var(--press-orange) 45%, transparent)" in svg
    assert "style=" not in svg
    assert 'aria-describedby="chart-x-words"' in svg
    assert 'aria-label="Rain &amp; &quot;snow&quot;"' in svg
    assert INK not in svg


def test_the_narrow_picture_has_type_of_the_same_size_in_less_width() -> None:
    sizes = {}
    for width in (WIDE, NARROW):
        svg = draw_svg(stacked(), "en", width)
        assert re.search(rf'<svg[^>]* width="{width}"', svg)
        sizes[width] = set(re.findall(r'font-size="([^"]+)"', svg))
    assert sizes[WIDE] == sizes[NARROW] == {f"{TYPE}px"}


def test_a_picture_for_a_page_is_less_than_half_of_what_is_drawn_and_has_the_same_words() -> None:
    drawn = draw_svg(stacked(), "en")
    small = page_svg(drawn, "press-wide", "chart-x", "Rain")
    assert len(small) < 0.6 * len(drawn)
    assert small.count("<text ") == drawn.count("<text ")
    assert re.findall(r">([^<>]+)</text>", small) == re.findall(r">([^<>]+)</text>", drawn)


def test_what_a_picture_for_a_page_leaves_out_is_what_a_browser_assumes() -> None:
    inner = '<g><g transform="translate(1,2)"><line x2="0" y2="5" stroke="red" stroke-width="1"/></g></g>'
    words = '<text font-size="12px">a</text><text font-size="12px">b</text><text font-size="9px">c</text>'
    small = page_svg(f"<svg>{inner}{words}</svg>", "press-wide", "chart-x", "Rain")
    assert '<g transform="translate(1,2)"><line y2="5" stroke="red"/></g><text>a</text>' in small
    assert ' font-size="12px"><g' in small and '<text font-size="9px">c</text>' in small
    stroked = '<svg><g stroke-width="2"><path d="M0,0" stroke-width="1"/></g></svg>'
    assert stroked.removeprefix("<svg>") in page_svg(stroked, "press-wide", "chart-x", "Rain")
