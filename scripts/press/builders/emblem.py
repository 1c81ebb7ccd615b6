"""Ask extensions of the book for its emblem: a drawing without words that stands for it on the start page, covers and pictures for networks.

An edition stores what is said of it when its pages are built; the start page is made when the editions are joined.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from press.core.files import kept_file, short_hash, write_whole
from press.core.registry import Registry
from press.core.settings import Settings
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

    @property
    def words(self) -> str:
        """Return all that it shows in a sentence or more."""
        return f"{self.title}. {'; '.join(words for _, words in self.parts)}."

    def svg(self, attributes: str = "") -> str:
        """Return it as an SVG of its own."""
        namespace = 'xmlns="http://www.w3.org/2000/svg"'
        return f'<svg {namespace} viewBox="0 0 {self.width} {self.height}"{attributes}>{self.drawing}</svg>'


# By the name of the extension that draws it, the first that returns one.
EMBLEMS: Registry[Callable[[EditionContext], Emblem | None]] = Registry("emblem of the book", {})


def setup_emblem(app: Sphinx) -> None:
    """Connect the listener that stores the emblem at the end of the build."""
    app.connect("build-finished", _store)


def emblem_of(context: EditionContext) -> Emblem | None:
    """Return the emblem of the book with its words in the language of the edition."""
    return next(filter(None, (draw(context) for draw in EMBLEMS.values())), None)


def on_paper(text: str) -> str:
    """Return SVG or CSS with the first of each pair of colours: paper, pictures and most readers of EPUBs know one scheme."""
    return _SCHEMES.sub(r"\1", text)


def emblem_image(app: Sphinx) -> nodes.image | None:
    """Return the emblem as a picture with its alternative, for the first pages of a PDF or EPUB."""
    context = get_context(app)
    emblem = emblem_of(context)
    if emblem is None:
        return None
    svg = on_paper(emblem.svg(f' width="{emblem.width}" height="{emblem.height}"')).encode()
    path = kept_file(context.pictures / f"emblem-{short_hash(svg)}.svg", lambda: svg)
    uri = path.relative_to(context.settings.root).as_posix()
    return nodes.image(uri=uri, candidates={"*": uri}, alt=emblem.words)


def read_emblem(settings: Settings, language: str) -> Emblem | None:
    """Return the emblem that the edition in ``language`` has stored."""
    path = _file(settings, language)
    return Emblem(*json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def _file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / "emblem.json"


def _store(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not format_of(app.builder).is_site:
        return
    context = get_context(app)
    path, emblem = _file(context.settings, context.language), emblem_of(context)
    if emblem is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, json.dumps(emblem, ensure_ascii=False).encode())
