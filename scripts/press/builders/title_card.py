"""Draw the pictures for social networks: of an edition its title and subtitle, of the book the titles in all languages; on each the emblem.

The emblem is a drawing without words that an extension of the book makes, which stands for it on the start page, covers and pictures.
An edition stores what is said of it when its pages are built; the start page is made when the editions are joined.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.draw import cached_png, png_from_svg
from press.charts.theme import FONT
from press.core.files import kept_file, short_hash, write_whole
from press.core.registry import Registry
from press.core.settings import Edition, Settings
from press.edition.context import EditionContext, format_of, get_context

_SCHEMES = re.compile(r"light-dark\((#\w+), #\w+\)")


class Emblem(NamedTuple):
    """A drawing (elements of SVG, ``width`` and ``height``), what it shows, and its parts: a small SVG and words for each kind of them.

    Colours may be pairs for light and dark pages: ``light-dark(#fff, #000)``.
    """

    drawing: str
    width: int
    height: int
    title: str
    parts: list[tuple[str, str]]

    def svg(self, attributes: str) -> str:
        """Return the drawing as an element with ``attributes``."""
        return f'<svg {attributes} viewBox="0 0 {self.width} {self.height}">{self.drawing}</svg>'

    def on_paper(self, left: float = 0, top: float = 0, width: float = 0) -> str:
        """Return the drawing in its colours for paper, at a place in another, ``width`` wide or in its own size."""
        width = width or self.width
        size = f'x="{left:g}" y="{top:g}" width="{width:g}" height="{self.height * width / self.width:g}"'
        return on_paper(self.svg(f'xmlns="http://www.w3.org/2000/svg" {size}'))


# By the name of the extension that draws it, the first that returns one.
EMBLEMS: Registry[Callable[[EditionContext], Emblem | None]] = Registry("emblem of the book", {})


def setup_title_card(app: Sphinx) -> None:
    """Connect the listener that stores the emblem and draws the pictures at the end of the build."""
    app.connect("build-finished", _store)


def emblem_of(context: EditionContext) -> Emblem | None:
    """Return the emblem of the book with its words in the language of the edition."""
    return next(filter(None, (draw(context) for draw in EMBLEMS.values())), None)


def on_paper(text: str) -> str:
    """Return SVG or CSS with the first of each pair of colours: paper, pictures and most readers of EPUBs know one scheme."""
    return _SCHEMES.sub(r"\1", text)


def emblem_figure(app: Sphinx) -> nodes.figure | None:
    """Return the emblem as a picture and what it shows as its caption, for the first pages of a PDF or EPUB."""
    context = get_context(app)
    emblem = emblem_of(context)
    if emblem is None:
        return None
    svg = emblem.on_paper().encode()
    path = kept_file(context.pictures / f"emblem-{short_hash(svg)}.svg", lambda: svg)
    uri = path.relative_to(context.settings.root).as_posix()
    image = nodes.image(uri=uri, candidates={"*": uri}, alt=emblem.title, width="100%")
    return nodes.figure("", image, nodes.caption("", "; ".join(words for _, words in emblem.parts)))


def read_emblem(settings: Settings, language: str) -> Emblem | None:
    """Return the emblem that the edition in ``language`` has stored."""
    path = _file(settings, language)
    return Emblem(*json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / "emblem.json"


@dataclass(frozen=True)
class Sheet:
    """The layout of a picture, all lengths in pixels: ``width``, ``height``, and the ``margin`` on each side.

    ``titles`` are the font sizes to try for a title, the largest first, ``subtitle`` that of the text below it. ``lines`` is the most lines of a title, ``top`` the height above it, ``emblem`` the width of the emblem.
    """

    width: int
    height: int
    margin: int
    titles: tuple[int, ...]
    subtitle: int
    lines: int
    top: int
    emblem: int = 700


class TextBlock(NamedTuple):
    """The lines of a text (``lines``), their font size, colour and weight, and the space ``above`` the first, in pixels."""

    lines: list[str]
    size: float
    colour: str
    weight: int = 400
    above: float = 0

    @property
    def height(self) -> float:
        """Return the height of the lines with the space above."""
        return self.above + len(self.lines) * self.size * _LEADING if self.lines else 0


# The size that networks recommend for ``og:image``.
PICTURE = Sheet(width=1200, height=630, margin=80, titles=(84, 72, 60, 50), subtitle=34, lines=3, top=80)
_INK, _SOFT, _PAPER, _ACCENT = "#1f2329", "#57606a", "#ffffff", "#0a5c8f"
# Average width of a letter in em, measured on Kazakh capitals and small letters of Noto Sans.
_LETTER = 0.58
_LEADING = 1.22
# Font size of a title in the picture of the book, for at most three editions.
_OF_BOOK = 46


def picture_path(context: EditionContext) -> str:
    """Return the path of the picture within the edition."""
    return f"picture/{context.settings.slug}.{context.language}.png"


def book_picture_path(settings: Settings) -> str:
    """Return the path of the picture of the book within the site: it is in the first edition."""
    return f"{settings.languages[0]}/picture/{settings.slug}.png"


def _store(app: Sphinx, exception: Exception | None) -> None:
    """Store the emblem for the start page; draw the picture of the edition, and in the first edition that of the book."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    context, outdir = get_context(app), Path(app.outdir)
    emblem, file = emblem_of(context), _file(context.settings, context.language)
    if emblem is None:
        file.unlink(missing_ok=True)
    else:
        write_whole(file, json.dumps(emblem, ensure_ascii=False).encode())
    pictures = {outdir / picture_path(context): (context.language, picture_svg(context.edition, emblem=emblem))}
    if context.language == context.settings.languages[0]:
        of_book = book_picture_svg(context.settings.editions, emblem=emblem)
        pictures[outdir / f"picture/{context.settings.slug}.png"] = ("book", of_book)
    for path, (name, svg) in pictures.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(cached_png(context.pictures, f"social-{name}", svg, partial(png_from_svg, svg)))


def picture_svg(edition: Edition, sheet: Sheet = PICTURE, emblem: Emblem | None = None) -> str:
    """Return the picture of an edition as SVG: the title as large as all fits, the subtitle, the emblem, the name of the language."""
    blocks: list[TextBlock] = []
    for size in sheet.titles:
        title, subtitle = _wrap_lines(edition.title, size, sheet), _wrap_lines(edition.subtitle, sheet.subtitle, sheet)
        blocks = [
            TextBlock(title, size, _INK, 700),
            TextBlock(subtitle, sheet.subtitle, _SOFT, above=size / 2),
        ]
        if _fits(blocks, sheet, emblem):
            break
    return _sheet_svg(blocks, edition.name, sheet, emblem)


def book_picture_svg(editions: Sequence[Edition], sheet: Sheet = PICTURE, emblem: Emblem | None = None) -> str:
    """Return the picture of the book as SVG: the title in each language, smaller where there are more than three, and the emblem."""
    size = _OF_BOOK * min(1, 3 / len(editions))
    blocks = [
        TextBlock(_wrap_lines(edition.title, size, sheet), size, _INK, 700, above=size / 2 if place else 0)
        for place, edition in enumerate(editions)
    ]
    return _sheet_svg(blocks, " · ".join(edition.name for edition in editions), sheet, emblem)


def _top_of_emblem(emblem: Emblem | None, sheet: Sheet) -> float:
    """Return where the emblem begins, which stands above the line at the bottom."""
    bottom = sheet.height - 1.3 * sheet.margin
    return bottom - sheet.emblem * emblem.height / emblem.width - 0.3 * sheet.margin if emblem else bottom


def _fits(blocks: Sequence[TextBlock], sheet: Sheet, emblem: Emblem | None) -> bool:
    """Return whether the title has no more lines than allowed, none of them too long, and all blocks end above emblem and foot."""
    title, bottom = blocks[0], _top_of_emblem(emblem, sheet) - (0.35 * sheet.margin if emblem else 0)
    is_short = len(title.lines) <= sheet.lines and max(map(len, title.lines)) <= _letters(title.size, sheet)
    return is_short and sheet.top + sum(block.height for block in blocks) <= bottom


def _sheet_svg(blocks: Iterable[TextBlock], foot: str, sheet: Sheet, emblem: Emblem | None) -> str:
    """Return the SVG of a sheet with ``blocks`` one below the other, the emblem, and the line ``foot`` at the bottom."""
    body = [emblem.on_paper(sheet.margin, _top_of_emblem(emblem, sheet), sheet.emblem)] if emblem else []
    top = float(sheet.top)
    placed = []
    for block in blocks:
        placed.append((block, top + block.above + block.size))
        top += block.height
    placed.append((TextBlock([foot], sheet.margin * 0.35, _ACCENT, 700), sheet.height - 0.7 * sheet.margin))
    for block, top in placed:
        style = f'font-size="{block.size:g}" font-weight="{block.weight}" fill="{block.colour}"'
        for number, line in enumerate(block.lines):
            y = round(top + number * block.size * _LEADING)
            body.append(f'<text x="{sheet.margin}" y="{y}" {style}>{escape(line)}</text>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" font-family="{FONT}">'
        f'<rect width="{sheet.width}" height="{sheet.height}" fill="{_PAPER}"/>'
        f'<rect width="{sheet.margin / 4:g}" height="{sheet.height}" fill="{_ACCENT}"/>{"".join(body)}</svg>'
    )


def _wrap_lines(text: str, size: float, sheet: Sheet) -> list[str]:
    """Return ``text`` in as few lines as it fits into, which are as even as can be."""
    by_width = [textwrap.wrap(text, width, break_long_words=False) for width in range(1, _letters(size, sheet) + 1)]
    return next(lines for lines in by_width if len(lines) == len(by_width[-1]))


def _letters(size: float, sheet: Sheet) -> int:
    """Return how many letters of font size ``size`` fit on a line."""
    return int((sheet.width - 2 * sheet.margin) / (size * _LETTER))
