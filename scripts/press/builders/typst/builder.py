"""Print all documents of the project as one PDF: the Sphinx builder ``typst``.

Extensions add to the cover and the imprint nodes that they return from events of Sphinx. ``typst-cover`` is emitted with the book as
one element; the nodes of the first listener that returns any are printed on the cover: figures below, all else between titles and
figures. ``typst-imprint`` is emitted likewise; all listeners return fields, which follow those of ``typst_imprint``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ConfigError, SphinxError
from sphinx.util import logging
from sphinx.util.osutil import make_filename_from_project

from press.builders.typst.assemble import FRONT, SUPPLEMENT, assemble
from press.builders.typst.compile import compile_pdf
from press.builders.typst.handlers import blocks, code, figures, inline, sphinx_design, tables
from press.builders.typst.hyphens import unhyphenated
from press.builders.typst.source import FONT_FOLDERS, HEAD, NOTHING, TEMPLATE, FrontPages, main_file, title
from press.builders.typst.translator import Handler, Translator, warn
from press.core.errors import PressError

IMAGE_FOLDER = "images"
#: The media types of images that Typst prints under PDF/A, the best first, with the suffixes of their files.
IMAGE_TYPES = {
    "image/svg+xml": (".svg",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}
_ENDINGS = {ending for endings in IMAGE_TYPES.values() for ending in endings}


COVER, IMPRINT = "typst-cover", "typst-imprint"


def front_pages(t: Translator, book: nodes.Element) -> FrontPages:
    """Return what listeners add to the first two pages of ``book``."""
    cover = unhyphenated("", *next(filter(None, t.builder.events.emit(COVER, book)), []))
    fields = unhyphenated("", *(field for found in t.builder.events.emit(IMPRINT, book) for field in found or ()))
    figures = [node for node in cover.children if isinstance(node, nodes.figure)]
    return FrontPages(
        t.blocks(node for node in cover.children if node not in figures),
        t.blocks(figures),
        [
            (t.inline(name.children), t.blocks(body.children))
            for name, body in (field.children for field in fields.children)
        ],
    )


logger = logging.getLogger(__name__)


#: Later modules take precedence (``sphinx_design`` refines the container of ``code``).
HANDLERS: dict[type, Handler] = {
    kind: handler
    for module in (inline, blocks, tables, figures, code, sphinx_design)
    for kind, handler in module.HANDLERS.items()
}


class TypstBuilder(Builder):
    """A builder that writes ``<name>.typ`` with its images and ``<name>.pdf`` into the output folder, and those of the supplement if there is one."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    supported_image_types = list(IMAGE_TYPES)  # noqa: RUF012  declared so by Sphinx
    supported_remote_images = False

    def init(self) -> None:
        """Initialise without images."""
        self._files: dict[str, Path] = {}
        self._site: Builder | None = None
        #: The documents that were read in this run: Sphinx itself has warned of their missing images.
        self.read_now: set[str] = set()
        #: The arguments of `compile_pdf` for each file that was written.
        self.written: list[tuple[Path, list[Path], list[str]]] = []

    def get_outdated_docs(self) -> str:
        """Report all documents as outdated, as the book is always printed as a whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return ``%document``, as all documents share one file."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the URI of ``to``, which is the same from every document."""
        return self.get_target_uri(to, typ)

    def post_process_images(self, doctree: nodes.Node) -> None:
        """Choose among the candidates of each image; one that was made while building has only itself."""
        for node in doctree.findall(nodes.image):
            node.attributes.setdefault("candidates", {"*": node["uri"]})
        super().post_process_images(doctree)

    def image_path(self, node: nodes.Element, docname: str) -> str | None:
        """Copy the file of an image into the output folder and return its path from there; ``None`` if it cannot be printed."""
        source = self.image_file(str(node["uri"]), docname)
        if source is None or source.suffix.lower() not in _ENDINGS:
            return None
        name, number = source.name, 1
        # Another file in the book may have the name already.
        while self._files.get(name, source) != source:
            name, number = f"{source.stem}-{number}{source.suffix}", number + 1
        target = Path(self.outdir) / IMAGE_FOLDER / name
        if name not in self._files:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            self._files[name] = source
        return f"{IMAGE_FOLDER}/{name}"

    def image_file(self, uri: str, docname: str) -> Path | None:
        """Return the file of an image in ``docname``, relative to the source folder or to the document, or ``None`` if there is none."""
        places = (Path(self.srcdir), Path(self.env.doc2path(docname)).parent)
        return next(((place / uri).resolve() for place in places if (place / uri).is_file()), None)

    def site_uri(self, docname: str) -> str:
        """Return the URI of a document on the site, relative to its root."""
        if self._site is None:
            cls = self.app.registry.builders.get("html", StandaloneHTMLBuilder)
            self._site = object.__new__(cls)
            self._site.__dict__.update(app=self.app, env=self.env, config=self.config, link_suffix=".html")
        return self._site.get_target_uri(docname)

    def site_url(self, address: str, docname: str = "") -> str | None:
        """Return the URL of an ``address`` that is relative to the site, or to its page ``docname``; ``None`` if the URL of the site is unknown."""
        base = str(self.config.typst_base_url).rstrip("/")
        return urljoin(f"{base}/{self.site_uri(docname) if docname else ''}", address) if base else None

    def prepare_writing(self, docnames: set[str]) -> None:
        """Prepare nothing; Sphinx requires the method."""

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Assemble and translate the book, and its supplement if it has one."""
        logger.info("writing the book for Typst ... ", nonl=True)
        self.read_now, self.written = set(updated_docnames), []
        name = self.config.typst_file_name or make_filename_from_project(title(self.config))
        source = Path(self.outdir) / f"{name}.typ"
        shutil.copyfile(TEMPLATE, source.with_name("template.typ"))
        files = assemble(self)
        self._keep(source, self._translate([file for file in files if file["place"] != SUPPLEMENT]))
        if self.config.typst_supplement:
            supplement = [file for file in files if file["place"] == SUPPLEMENT]
            if not supplement:
                raise ConfigError("typst_supplement matches no document of the book; correct its patterns")
            self._keep(source.with_suffix(f".{SUPPLEMENT}.typ"), self._translate(supplement, is_supplement=True))
        logger.info("done")

    def _translate(self, files: list[nodes.Element], *, is_supplement: bool = False) -> str:
        """Return the source of the book or of its supplement, to whose first pages extensions add nothing."""
        book = nodes.Element("", *files)
        translator = Translator(self, book, HANDLERS, sphinx_design.by_name)
        first = NOTHING if is_supplement else front_pages(translator, book)
        front = translator.blocks(file for file in files if file["place"] == FRONT)
        body = translator.blocks(file for file in files if file["place"] != FRONT)
        return main_file(self.config, first, front, body, is_supplement=is_supplement)

    def _keep(self, source: Path, text: str) -> None:
        """Write ``text`` to the file ``source``, to be compiled."""
        folders = [(Path(self.app.confdir) / name).resolve() for name in self.config.typst_font_paths]
        for folder in folders:
            if not folder.is_dir():
                raise ConfigError(f"the font folder {folder} does not exist; correct typst_font_paths")
        source.write_text(HEAD + text, encoding="utf-8")
        self.written.append((source, [*folders, *FONT_FOLDERS], list(self.config.typst_standards)))

    def finish(self) -> None:
        """Compile what was written, unless a process of its own is to do so."""
        for arguments in self.written if self.config.typst_compile else ():
            try:
                found = compile_pdf(*arguments)
            except PressError as error:
                raise SphinxError(str(error)) from error
            for message, subtype, document in found:
                warn(message, (document, None) if document in self.env.found_docs else None, subtype)
