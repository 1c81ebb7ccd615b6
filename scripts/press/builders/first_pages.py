"""What opens an edition: its lead and the emblem of the book, on the start page, on the cover and its back in the PDF, in pictures for networks.

The emblem is made by an extension of the book, as a drawing and as HTML. What the start page shows of an edition is stored when its
first page is written, as the start page is made when all editions are joined.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from press.charts.draw import cached_png, png_from_svg
from press.charts.theme import FONT
from press.citation.record import plain_text
from press.core.files import kept_file, short_hash, write_whole
from press.core.formats import FORMATS, LANGUAGE_CLASS, PAGES, PDF, book_name
from press.core.registry import Registry
from press.core.settings import Settings
from press.directives.components import lead, remark, remark_inline
from press.edition.context import EditionContext, format_of, get_context

_SCHEMES = re.compile(r"light-dark\((#\w+), #\w+\)")


class Drawing(NamedTuple):
    """Elements of SVG, their ``width`` and ``height``. Colours may be pairs for light and dark pages: ``light-dark(#fff, #000)``."""

    body: str
    width: int
    height: int

    def on_paper(self, left: float = 0, top: float = 0, width: float = 0) -> str:
        """Return the drawing in its colours for paper, at a place in another, ``width`` wide or in its own size."""
        width = width or self.width
        size = f'x="{left:g}" y="{top:g}" width="{width:g}" height="{self.height * width / self.width:g}"'
        view = f'viewBox="0 0 {self.width} {self.height}"'
        return on_paper(f'<svg xmlns="http://www.w3.org/2000/svg" {size} {view}>{self.body}</svg>')


class Emblem(NamedTuple):
    """A drawing that is wide, for pictures, and one for covers, what they show, a caption that tells of each kind of its parts, and in one line; the same as HTML, and its style sheet."""

    wide: Drawing
    narrow: Drawing
    title: str
    caption: str
    in_short: str
    html: str
    style: str


# By the name of the extension that draws it, the first that returns one.
EMBLEMS: Registry[Callable[[EditionContext], Emblem | None]] = Registry("emblem of the book", {})


class Opening(NamedTuple):
    """What the start page shows of an edition: the text of its lead, with numbers as printed, and the emblem; empty where there is none."""

    lead: str = ""
    emblem: Emblem | None = None


def setup_first_pages(app: Sphinx) -> None:
    """Load the PDF builder, fill its cover and imprint, and draw the pictures at the end of the build."""
    app.setup_extension("press.typst")
    app.connect("typst-cover", _cover)
    app.connect("typst-imprint", _facts)
    app.connect("build-finished", _draw_pictures)


def lead_text(doctree: nodes.Node, kind: type[nodes.Element] = lead) -> str:
    """Return the text of the lead, or of the first node of another ``kind``, without markup; empty where there is none."""
    node = next(iter(doctree.findall(kind)), None)
    return " ".join(map(plain_text, without_marks(node).findall(nodes.paragraph))) if node is not None else ""


def without_marks(node: nodes.Element) -> nodes.Element:
    """Return a copy of ``node`` without footnote references and other note marks, which lead nowhere without its page."""
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.Element)):
        if isinstance(mark, nodes.footnote_reference) or "press-note" in mark["classes"]:
            mark.parent.remove(mark)
    return copy


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
    svg = emblem.narrow.on_paper().encode()
    path = kept_file(context.pictures / f"emblem-{short_hash(svg)}.svg", lambda: svg)
    uri = path.relative_to(context.settings.root).as_posix()
    image = nodes.image(uri=uri, candidates={"*": uri}, alt=emblem.title, width="100%")
    return nodes.figure("", image, nodes.caption("", emblem.caption))


def store_opening(context: EditionContext, doctree: nodes.document) -> None:
    """Store what the start page shows of the edition, whose first page is ``doctree``."""
    opening = Opening(lead_text(doctree), emblem_of(context))
    write_whole(_file(context.settings, context.language), json.dumps(opening, ensure_ascii=False).encode())


def read_opening(settings: Settings, language: str) -> Opening:
    """Return what the edition in ``language`` has stored."""
    path = _file(settings, language)
    words, emblem = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else ("", None)
    return Opening(words, Emblem(*emblem) if emblem else None)


def _file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / "opening.json"


def _cover(app: Sphinx, book: nodes.Element) -> list[nodes.Element]:
    words, emblem = lead_text(book), emblem_figure(app)
    return [*([nodes.paragraph("", words)] if words else []), *([emblem] if emblem else [])]


def _facts(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Return the fields on signs used in ``book``, on other languages and other formats."""
    context = get_context(app)
    settings, translate, signs = context.settings, context.translate, list[str]()
    if any("press-number" in link["classes"] for link in book.findall(nodes.reference)):
        signs.append(translate("Numbers underlined with dots lead to their source."))
    if any(isinstance(node, remark | remark_inline) for node in book.findall()):
        words = translate("Remarks by the editors have a line beside them, or begin with the word “%s”.")
        signs.append(words % translate("Editors"))
    titles = [
        nodes.inline("", f"{one.name}: {one.title}", classes=[f"{LANGUAGE_CLASS}{one.language}"])
        for one in settings.editions
        if one.language != context.language
    ]
    is_printed = context.language not in settings.unprinted
    others = [
        name for name in FORMATS if not (app.builder and app.builder.name == name) and (is_printed or name != PDF)
    ]
    kinds = [translate("web pages") if name == PAGES else FORMATS[name].kind for name in others]
    facts = {
        translate("Signs"): [nodes.paragraph("", " ".join(signs))] if signs else [],
        translate("Other languages"): [nodes.paragraph("", "", title) for title in titles],
        translate("Other formats"): [nodes.paragraph("", ", ".join(kinds))],
    }
    shown = [(name, body) for name, body in facts.items() if body]
    return [nodes.field("", nodes.field_name("", name), nodes.field_body("", *body)) for name, body in shown]


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
    emblem: int = 1040


# The size that networks recommend for ``og:image``.
PICTURE = Sheet(1200, 630, margin=80, titles=(84, 72, 60, 50, 46, 38, 32, 27), subtitle=34, lines=3, top=80)
_INK, _SOFT, _PAPER, _ACCENT = "#1f2329", "#57606a", "#ffffff", "#0a5c8f"
# Average width of a letter in em, measured on Kazakh capitals and small letters of Noto Sans.
_LETTER = 0.58
_LEADING = 1.22


def picture_path(settings: Settings, language: str = "") -> str:
    """Return the path within the edition of its picture; without a ``language``, of that of the book, which is in the first edition."""
    return f"picture/{book_name(settings, language) if language else settings.slug}.png"


def _draw_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Draw the picture of the edition, and in the first edition that of the book."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    context = get_context(app)
    settings, own, emblem = context.settings, context.edition, emblem_of(context)
    drawn = emblem.wide if emblem else None
    pictures = {own.language: picture_svg([own.title], own.subtitle, own.name, emblem=drawn)}
    if own.language == settings.languages[0]:
        titles, names = ([getattr(one, name) for one in settings.editions] for name in ("title", "name"))
        pictures[""] = picture_svg(titles, "", " · ".join(names), emblem=drawn)
    for language, svg in pictures.items():
        path = Path(app.outdir, picture_path(settings, language))
        path.parent.mkdir(parents=True, exist_ok=True)
        name = f"social-{language or 'book'}"
        path.write_bytes(cached_png(context.pictures, name, svg, partial(png_from_svg, svg)))


def picture_svg(
    titles: Sequence[str], subtitle: str, foot: str, sheet: Sheet = PICTURE, emblem: Drawing | None = None
) -> str:
    """Return a picture as SVG: ``titles`` one below the other, as large as all fits, the subtitle, the emblem, and the line ``foot`` at the bottom."""
    bottom = sheet.height - 1.3 * sheet.margin
    room, drawing = bottom, ""
    if emblem:
        bottom -= sheet.emblem * emblem.height / emblem.width + 0.3 * sheet.margin
        room, drawing = bottom - 0.35 * sheet.margin, emblem.on_paper(sheet.margin, bottom, sheet.emblem)
    texts = ""
    for size in sheet.titles:
        letters, top, texts = _letters(size, sheet), float(sheet.top), ""
        wrapped = [_wrap_lines(title, letters) for title in titles]
        blocks = [(lines, size, f'font-weight="700" fill="{_INK}"') for lines in wrapped]
        below = _wrap_lines(subtitle, _letters(sheet.subtitle, sheet))
        blocks.append((below, sheet.subtitle, f'font-weight="400" fill="{_SOFT}"'))
        for place, (lines, height, style) in enumerate(blocks):
            top += size / 2 if place and lines else 0
            for number, line in enumerate(lines):
                texts += _line(line, height, style, top + height + number * height * _LEADING, sheet)
            top += len(lines) * height * _LEADING
        is_short = all(len(lines) <= sheet.lines and max(map(len, lines)) <= letters for lines in wrapped)
        if is_short and top <= room:
            break
    texts += _line(
        foot, sheet.margin * 0.35, f'font-weight="700" fill="{_ACCENT}"', sheet.height - 0.7 * sheet.margin, sheet
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{sheet.width}" height="{sheet.height}" font-family="{FONT}">'
        f'<rect width="{sheet.width}" height="{sheet.height}" fill="{_PAPER}"/>'
        f'<rect width="{sheet.margin / 4:g}" height="{sheet.height}" fill="{_ACCENT}"/>{drawing}{texts}</svg>'
    )


def _line(words: str, size: float, style: str, y: float, sheet: Sheet) -> str:
    return f'<text x="{sheet.margin}" y="{round(y)}" font-size="{size:g}" {style}>{escape(words)}</text>'


def _wrap_lines(text: str, letters: int) -> list[str]:
    """Return ``text`` in as few lines of so many ``letters`` as it fits into, which are as even as can be."""
    by_width = [textwrap.wrap(text, width, break_long_words=False) for width in range(1, letters + 1)]
    return next(lines for lines in by_width if len(lines) == len(by_width[-1]))


def _letters(size: float, sheet: Sheet) -> int:
    """Return how many letters of font size ``size`` fit on a line."""
    return int((sheet.width - 2 * sheet.margin) / (size * _LETTER))
