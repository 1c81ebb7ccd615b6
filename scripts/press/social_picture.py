"""The picture of an edition for social networks: its title and subtitle, in its language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from press.chart_theme import FONT
from press.charts import png_from_svg
from press.context import Press, press_of
from press.settings import Edition

# What Open Graph asks for.
PICTURE_SIZE = (1200, 630)
_MARGIN, _INK, _SOFT, _PAPER, _ACCENT = 80, "#1f2329", "#57606a", "#ffffff", "#0a5c8f"
# A letter is about this wide, in parts of the size of the type; measured on Kazakh capitals and small letters of Noto Sans.
_LETTER = 0.58
_TITLE_SIZES, _SUBTITLE_SIZE, _LEADING = (84, 72, 60, 50), 34, 1.22
_MOST_TITLE_LINES = 3


def setup_social_picture(app: Sphinx) -> None:
    """Have the picture drawn with each edition."""
    app.connect("build-finished", _draw)


def picture_path(press: Press) -> str:
    """Where the picture stands within the edition."""
    return f"picture/{press.settings.slug}.{press.language}.png"


def _draw(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    press = press_of(app)
    path = Path(app.outdir, picture_path(press))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png_from_svg(picture_svg(press.edition)))


def picture_svg(edition: Edition) -> str:
    """The picture as SVG: the title as large as it fits on three lines, the subtitle, the name of the language."""
    width, height = PICTURE_SIZE
    size, lines = _fitted(edition.title)
    top = _MARGIN + size
    below = top + size * _LEADING * len(lines)
    subtitle = textwrap.wrap(edition.subtitle, _letters(_SUBTITLE_SIZE))
    body = [*_text(lines, top, size, _INK, "700"), *_text(subtitle, below, _SUBTITLE_SIZE, _SOFT, "400")]
    body += _text([edition.name], height - 56, 28, _ACCENT, "700")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" font-family="{FONT}">'
        f'<rect width="{width}" height="{height}" fill="{_PAPER}"/><rect width="20" height="{height}" fill="{_ACCENT}"/>'
        f"{''.join(body)}</svg>"
    )


def _fitted(title: str) -> tuple[int, list[str]]:
    for size in _TITLE_SIZES:
        lines = textwrap.wrap(title, _letters(size), break_long_words=False)
        if len(lines) <= _MOST_TITLE_LINES and max(map(len, lines)) <= _letters(size):
            return size, lines
    return _TITLE_SIZES[-1], textwrap.wrap(title, _letters(_TITLE_SIZES[-1]))


def _letters(size: int) -> int:
    """How many letters of a size fit on a line."""
    return int((PICTURE_SIZE[0] - 2 * _MARGIN) / (size * _LETTER))


def _text(lines: list[str], top: float, size: int, colour: str, weight: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        y = round(top + number * size * _LEADING)
        yield (
            f'<text x="{_MARGIN}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        )
