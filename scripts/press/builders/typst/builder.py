"""Print all documents of the project as one PDF: the Sphinx extension ``press.typst`` with its builder ``typst``.

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
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.errors import ConfigError, SphinxError
from sphinx.util import logging
from sphinx.util.images import guess_mimetype
from sphinx.util.osutil import make_filename_from_project

from press.builders.typst.assemble import FRONT, SUPPLEMENT, assemble
from press.builders.typst.compile import STANDARDS, compile_pdf
from press.builders.typst.source import FONT_FOLDERS, HEAD, TEMPLATE, FrontPages, main_file, title
from press.builders.typst.translator import TypstTranslator, unhyphenated, warn
from press.core.errors import PressError

COVER, IMPRINT = "typst-cover", "typst-imprint"
#: Media types of notebook outputs that are printed, the best first.
PRINTED = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/plain")
_TEXT, _LIST = (str,), (list, tuple)
#: The default of each option, and the types that it may have; docs/reference/settings.md tells what they are for.
OPTIONS: dict[str, tuple[Any, tuple[type, ...]]] = {
    "typst_file_name": ("", _TEXT),
    "typst_title": ("", _TEXT),
    "typst_subtitle": ("", _TEXT),
    "typst_author": ("", (str, *_LIST)),
    "typst_date": ("", _TEXT),
    "typst_keywords": ([], _LIST),
    "typst_description": ("", _TEXT),
    "typst_imprint": ([], _LIST),
    "typst_exclude": ([], _LIST),
    "typst_front_matter": ([], _LIST),
    "typst_back_matter": ([], _LIST),
    "typst_supplement": ([], _LIST),
    "typst_supplement_title": ("", _TEXT),
    "typst_chapter_numbers": (False, (bool,)),
    "typst_lists": ([], _LIST),
    "typst_base_url": ("", _TEXT),
    "typst_paper": ("a4", _TEXT),
    "typst_accent": ("#00598f", _TEXT),
    "typst_fonts": ({}, (dict,)),
    "typst_font_paths": ([], _LIST),
    "typst_contents_depth": (2, (int,)),
    "typst_standards": (list(STANDARDS), _LIST),
    "typst_compile": (True, (bool,)),
}

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension ``press.typst``."""
    app.add_builder(TypstBuilder)
    app.add_event(COVER)
    app.add_event(IMPRINT)
    for name, (default, types) in OPTIONS.items():
        app.add_config_value(name, default, "", types)
    app.setup_extension("press.edition.filtering")
    app.connect("config-inited", keep_notebook_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def keep_notebook_outputs(app: Sphinx, config: Config) -> None:
    """Set for MyST-NB which outputs this builder prints; the author's own priorities, which come later, win."""
    if "nb_mime_priority_overrides" in config:
        ours = [("typst", kind, rank) for rank, kind in enumerate(PRINTED, start=1)]
        config.nb_mime_priority_overrides = [*ours, *(config.nb_mime_priority_overrides or ())]
        # Of each output there is text as well, so that nothing is lost.
        config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]


class TypstBuilder(Builder):
    """A builder that writes ``<name>.typ`` with its images and ``<name>.pdf`` into the output folder, and those of the supplement if there is one."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    # Those that Typst prints under PDF/A, the best first.
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012  declared so by Sphinx
    supported_remote_images = False

    def init(self) -> None:
        """Initialise without files."""
        self._site: Builder | None = None
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

    def image_path(self, node: nodes.Element) -> str | None:
        """Copy the file of an image into the output folder and return its path from there; ``None`` if it cannot be printed."""
        source = Path(self.srcdir, node["uri"])
        if not source.is_file() or guess_mimetype(source) not in self.supported_image_types:
            return None
        # Sphinx has named those that it has read, each otherwise.
        path = f"images/{self.images.get(node['uri'], source.name)}"
        target = Path(self.outdir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        return path

    def site_uri(self, docname: str) -> str:
        """Return the URI of a document on the site, relative to its root."""
        if self._site is None:
            cls = self.app.registry.builders.get("html", StandaloneHTMLBuilder)
            self._site = object.__new__(cls)
            vars(self._site).update(app=self.app, env=self.env, config=self.config, link_suffix=".html")
        return self._site.get_target_uri(docname)

    def site_url(self, address: str, docname: str = "") -> str | None:
        """Return the URL of an ``address`` that is relative to the site, or to its page ``docname``; ``None`` if the URL of the site is unknown."""
        base = str(self.config.typst_base_url).rstrip("/")
        return urljoin(f"{base}/{self.site_uri(docname) if docname else ''}", address) if base else None

    def prepare_writing(self, docnames: set[str]) -> None:
        """Prepare nothing; Sphinx requires the method."""

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Write the book, and its supplement if it has one."""
        logger.info("writing the book for Typst ... ", nonl=True)
        self.written = []
        name = self.config.typst_file_name or make_filename_from_project(title(self.config))
        source = Path(self.outdir) / f"{name}.typ"
        shutil.copyfile(TEMPLATE, source.with_name("template.typ"))
        files = assemble(self)
        self._write(source, [file for file in files if file["place"] != SUPPLEMENT])
        if self.config.typst_supplement:
            supplement = [file for file in files if file["place"] == SUPPLEMENT]
            if not supplement:
                raise ConfigError("typst_supplement matches no document of the book; correct its patterns")
            self._write(source.with_suffix(f".{SUPPLEMENT}.typ"), supplement, is_supplement=True)
        logger.info("done")

    def _write(self, source: Path, files: list[nodes.Element], *, is_supplement: bool = False) -> None:
        """Write the Typst file ``source`` of the book or of its supplement, to whose first pages extensions add nothing."""
        folders = [Path(self.app.confdir, name).resolve() for name in self.config.typst_font_paths]
        if missing := [folder for folder in folders if not folder.is_dir()]:
            raise ConfigError(f"the font folder {missing[0]} does not exist; correct typst_font_paths")
        book = nodes.Element("", *files)
        translator = TypstTranslator(self, book)
        first = FrontPages() if is_supplement else self._front_pages(translator, book)
        front = translator.blocks(file for file in files if file["place"] == FRONT)
        body = translator.blocks(file for file in files if file["place"] != FRONT)
        text = main_file(self.config, first, front, body, is_supplement=is_supplement)
        source.write_text(HEAD + text, encoding="utf-8")
        self.written.append((source, [*folders, *FONT_FOLDERS], list(self.config.typst_standards)))

    def _front_pages(self, translator: TypstTranslator, book: nodes.Element) -> FrontPages:
        """Return what listeners add to the first two pages of ``book``."""
        cover = unhyphenated("", *next(filter(None, self.events.emit(COVER, book)), []))
        fields = unhyphenated("", *(field for found in self.events.emit(IMPRINT, book) for field in found or ()))
        figures = [node for node in cover.children if isinstance(node, nodes.figure)]
        return FrontPages(
            translator.blocks(node for node in cover.children if node not in figures),
            translator.blocks(figures),
            [
                (translator.inline(name.children), translator.blocks(body.children))
                for name, body in (field.children for field in fields.children)
            ],
        )

    def finish(self) -> None:
        """Compile what was written, unless a process of its own is to do so."""
        for arguments in self.written if self.config.typst_compile else ():
            try:
                found = compile_pdf(*arguments)
            except PressError as error:
                raise SphinxError(str(error)) from error
            for message, subtype, document in found:
                warn(message, (document, None) if document in self.env.found_docs else None, subtype)
