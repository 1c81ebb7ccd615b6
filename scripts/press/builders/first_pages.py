"""What opens an edition: its lead and the emblem of the book, on the start page, the cover of the PDF, and pictures for networks.

The emblem is made by an extension of the book, as a drawing and as HTML. What the start page shows of an edition is stored when its
first page is written, as the start page is made when all editions are joined.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx

from press.charts.draw import cached_png, png_from_typst
from press.citation.edition_works import book_of
from press.citation.imprint import release_line
from press.citation.record import plain_text
from press.core.files import kept_file, short_hash, write_whole
from press.core.formats import FORMATS, LANGUAGE_CLASS, PDF, book_name
from press.core.registry import Registry
from press.core.resources import press_path
from press.core.settings import Settings
from press.directives.components import lead, remark, remark_inline
from press.edition.context import EditionContext, format_of, get_context
from press.language.typography import sentences

# So many sentences of a lead say what the book is about.
SENTENCES = 2
_SCHEMES = re.compile(r"light-dark\((#\w+), #\w+\)")


class Drawing(NamedTuple):
    """Elements of SVG, their ``width`` and ``height``, and that of a ``line`` if it consists of lines.

    Colours may be pairs for light and dark pages: ``light-dark(#fff, #000)``.
    """

    body: str
    width: int
    height: int
    line: int = 0

    def on_paper(self) -> str:
        """Return the drawing as SVG in its colours for paper."""
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        return on_paper(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{self.body}</svg>')


class Sum(NamedTuple):
    """How many parts of the emblem are of one kind.

    ``sample`` is its mark, ``words`` name the kind, and the note may be empty.
    """

    sample: Drawing
    number: str
    words: str
    note: str


class Emblem(NamedTuple):
    """A drawing for pictures, one for ``upright`` sheets and a ``key`` to them; the same as ``html``.

    The ``caption`` names each kind of its parts; the first of the ``sums`` is that of all parts.
    """

    drawing: Drawing
    upright: Drawing
    key: Drawing
    title: str
    caption: str
    sums: Sequence[Sum]
    html: str

    def in_short(self) -> str:
        """Return title and sums as one line of text."""
        sums = (f"{part.words}: {part.number}{f' ({part.note})' if part.note else ''}" for part in self.sums[1:])
        return f"{self.title}. {' · '.join(sums)}"


# By the name of the extension that draws it, the first that returns one.
EMBLEMS: Registry[Callable[[EditionContext], Emblem | None]] = Registry("emblem of the book", {})


class Opening(NamedTuple):
    """What the start page shows of an edition: the text of its lead, and the emblem as HTML and as text, if any."""

    lead: str = ""
    emblem: str = ""
    emblem_text: str = ""


def setup_first_pages(app: Sphinx) -> None:
    """Load the PDF builder, fill its cover and imprint, and draw the pictures at the end of the build."""
    app.setup_extension("press.typst")
    app.connect("typst-cover", _cover)
    app.connect("typst-imprint", _facts)
    app.connect("build-finished", _draw_pictures)


def lead_text(doctree: nodes.Node, kind: type[nodes.Element] = lead) -> str:
    """Return the text of the lead, or of the first node of another ``kind``, without markup.

    Empty where there is none.
    """
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


def emblem_figure(context: EditionContext, emblem: Emblem) -> nodes.figure:
    """Return the title of the emblem, and the emblem as a picture with its key, for the cover of a PDF."""
    drawing, key = emblem.drawing, emblem.key
    body = f'{drawing.body}<g transform="translate(0 {drawing.height})">{key.body}</g>'
    svg = Drawing(body, drawing.width, drawing.height + key.height).on_paper().encode()
    path = kept_file(context.pictures / f"emblem-{short_hash(svg)}.svg", lambda: svg)
    uri = path.relative_to(context.settings.root).as_posix()
    title = nodes.paragraph("", "", nodes.strong("", emblem.title))
    image = nodes.image(uri=uri, candidates={"*": uri}, alt=emblem.caption, width="100%")
    return nodes.figure("", title, image)


def store_opening(context: EditionContext, doctree: nodes.document) -> None:
    """Store what the start page shows of the edition, whose first page is ``doctree``."""
    emblem = emblem_of(context)
    opening = Opening(lead_text(doctree), *([emblem.html, emblem.in_short()] if emblem else []))
    write_whole(_file(context.settings, context.language), json.dumps(opening, ensure_ascii=False).encode())


def read_opening(settings: Settings, language: str) -> Opening:
    """Return what the edition in ``language`` has stored."""
    path = _file(settings, language)
    return Opening(*json.loads(path.read_text(encoding="utf-8")) if path.is_file() else ())


def _file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / "opening.json"


def _cover(app: Sphinx, book: nodes.Element) -> list[nodes.Element]:
    context, text = get_context(app), lead_text(book)
    emblem = emblem_of(context)
    return [*([nodes.paragraph("", text)] if text else []), *([emblem_figure(context, emblem)] if emblem else [])]


def _facts(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Return the fields on remarks in ``book``, on other languages and other formats."""
    context = get_context(app)
    settings, translate = context.settings, context.translate
    has_remarks = any(isinstance(node, remark | remark_inline) for node in book.findall())
    signs = translate("Remarks by the editors have a line beside them, or begin with the word “%s”.")
    titles = [
        nodes.inline("", f"{other.name}: {other.title}", classes=[f"{LANGUAGE_CLASS}{other.language}"])
        for other in settings.editions
        if other.language != context.language
    ]
    others = (other for builder, other in FORMATS.items() if builder != PDF)
    kinds = [translate("web pages") if other.is_site else other.kind for other in others]
    facts = {
        translate("Signs"): [nodes.paragraph("", signs % translate("Editors"))] if has_remarks else [],
        translate("Other languages"): [nodes.paragraph("", "", title) for title in titles],
        translate("Other formats"): [nodes.paragraph("", ", ".join(kinds))],
    }
    shown = [(name, body) for name, body in facts.items() if body]
    return [nodes.field("", nodes.field_name("", name), nodes.field_body("", *body)) for name, body in shown]


class Sheet(NamedTuple):
    """The layout of a picture, in pixels.

    ``margin`` is that on each side, ``room`` the height for titles and ``below`` that for the lines below them;
    ``text`` is the greatest size of these lines, ``small`` that of small print.
    """

    width: int
    height: int
    margin: int
    room: int
    below: int
    text: int
    small: int


# The size that networks recommend for ``og:image``.
PICTURE = Sheet(1200, 630, margin=48, room=110, below=146, text=26, small=23)
_TEMPLATE = press_path("builders/picture.typ")
# Flat colours and antialiased letters: a larger palette looks no different.
_SHADES = 32


def picture_path(settings: Settings, language: str, part: str = "") -> str:
    """Return the path within the edition of its picture, or that of a ``part`` of it."""
    return f"picture/{f'{part}.' if part else ''}{book_name(settings, language)}.png"


def _draw_pictures(app: Sphinx, exception: Exception | None) -> None:
    """Draw the picture of the edition."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    context = get_context(app)
    settings, edition, emblem = context.settings, context.edition, emblem_of(context)
    lead_of_book = " ".join(sentences(read_opening(settings, edition.language).lead, edition.language)[:SENTENCES])
    drawing, sums = (emblem.drawing, emblem.sums) if emblem else (None, [])
    write_picture(app, "", [edition.title], [lead_of_book or edition.subtitle], drawing=drawing, sums=sums)


def write_picture(
    app: Sphinx,
    part: str,
    titles: Sequence[str],
    lines: Sequence[str],
    *,
    drawing: Drawing | None = None,
    sums: Sequence[Sum] = (),
    after: Sequence[str] = (),
    layout: Mapping[str, int] | None = None,
) -> None:
    """Write the picture for networks of a ``part`` of the edition, or of all of it, at its `picture_path`.

    `picture_png` says what is on it.

    ``layout`` has those values of `PICTURE` that are others.
    """
    context = get_context(app)
    name = context.edition.title if part else context.edition.name
    release = release_line(book_of(app), context.translate)
    sheet = PICTURE._replace(**(layout or {}))
    png = picture_png(context, titles, lines, f"{name} · {release}", sheet, drawing, sums, after)
    write_whole(Path(app.outdir, picture_path(context.settings, context.language, part)), png)


def picture_png(
    context: EditionContext,
    titles: Sequence[str],
    lines: Sequence[str],
    foot: str,
    sheet: Sheet = PICTURE,
    drawing: Drawing | None = None,
    sums: Sequence[Sum] = (),
    after: Sequence[str] = (),
) -> bytes:
    """Return a picture as PNG, which is drawn again only where it has changed.

    It has the ``titles``, as large as fits, the ``lines`` of text, as many lines of the ``drawing`` as there is
    room for, the texts ``after`` it or else the ``sums``, and ``foot`` as its last line.
    """
    emblem = drawing and {**drawing._asdict(), "line": drawing.line or drawing.height, "svg": drawing.on_paper()}
    texts = {
        "language": context.language,
        "titles": titles,
        "told": list(filter(None, lines)),
        "after": after,
        "foot": foot,
    }
    samples = [(part.sample.on_paper(), *part[1:]) for part in sums]
    given = {**sheet._asdict(), **texts, "emblem": emblem, "sums": samples}
    text, template = json.dumps(given, ensure_ascii=False), _TEMPLATE.read_bytes()

    def drawn() -> bytes:
        picture, png = Image.open(io.BytesIO(png_from_typst(template, 72, given=text))).convert("RGB"), io.BytesIO()
        # A third of the size, for the same to the eye.
        picture.quantize(_SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(png, "PNG")
        return png.getvalue()

    return cached_png(context.pictures, "picture", text, drawn)
