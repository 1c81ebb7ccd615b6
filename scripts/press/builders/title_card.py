"""The picture of an edition for social networks: its title and subtitle, in its language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from press.charts.draw import kept_png, png_from_svg
from press.charts.theme import FONT
from press.core.settings import Edition
from press.edition.context import Press, format_of, press_of


@dataclass(frozen=True)
class Sheet:
    """A sheet to be filled, in pixels: the sizes of type that a title may have, that of the subtitle, and the most lines of a title.

    ``top`` is where the title begins.
    """

    width: int
    height: int
    margin: int
    titles: tuple[int, ...]
    subtitle: int
    lines: int
    top: int


# What Open Graph asks for.
PICTURE = Sheet(width=1200, height=630, margin=80, titles=(84, 72, 60, 50), subtitle=34, lines=3, top=80)
_INK, _SOFT, _PAPER, _ACCENT = "#1f2329", "#57606a", "#ffffff", "#0a5c8f"
# A letter is about this wide, in parts of the size of the type; measured on Kazakh capitals and small letters of Noto Sans.
_LETTER = 0.58
_LEADING = 1.22


def setup_social_picture(app: Sphinx) -> None:
    """Have the picture drawn with each edition."""
    app.connect("build-finished", _draw)


def picture_path(press: Press) -> str:
    """Where the picture stands within the edition."""
    return f"picture/{press.settings.slug}.{press.language}.png"


def _draw(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not format_of(app.builder).is_site:
        return
    press = press_of(app)
    path = Path(app.outdir, picture_path(press))
    path.parent.mkdir(parents=True, exist_ok=True)
    svg = picture_svg(press.edition)
    path.write_bytes(kept_png(press.pictures, f"social-{press.language}", svg, lambda: png_from_svg(svg)))


def picture_svg(edition: Edition, sheet: Sheet = PICTURE) -> str:
    """The picture as SVG: the title as large as it fits on its lines, the subtitle, the name of the language."""
    size, lines = _fitted(edition.title, sheet)
    top = sheet.top + size
    below = top + size * _LEADING * len(lines)
    subtitle = textwrap.wrap(edition.subtitle, _letters(sheet.subtitle, sheet))
    body = [
        *_text(lines, sheet.margin, top, size, _INK, "700"),
        *_text(subtitle, sheet.margin, below, sheet.subtitle, _SOFT, "400"),
        *_text([edition.name], sheet.margin, sheet.height - 0.7 * sheet.margin, sheet.margin * 0.35, _ACCENT, "700"),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" font-family="{FONT}">'
        f'<rect width="{sheet.width}" height="{sheet.height}" fill="{_PAPER}"/>'
        f'<rect width="{sheet.margin / 4:g}" height="{sheet.height}" fill="{_ACCENT}"/>{"".join(body)}</svg>'
    )


def _fitted(title: str, sheet: Sheet) -> tuple[int, list[str]]:
    for size in sheet.titles:
        lines = textwrap.wrap(title, _letters(size, sheet), break_long_words=False)
        if len(lines) <= sheet.lines and max(map(len, lines)) <= _letters(size, sheet):
            return size, lines
    return sheet.titles[-1], textwrap.wrap(title, _letters(sheet.titles[-1], sheet))


def _letters(size: int, sheet: Sheet) -> int:
    """How many letters of a size fit on a line."""
    return int((sheet.width - 2 * sheet.margin) / (size * _LETTER))


def _text(lines: list[str], left: int, top: float, size: float, colour: str, weight: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = round(top + number * size * _LEADING)
        yield (
            f'<text x="{left}" y="{y}" font-size="{size:g}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        )
