"""Print all documents of the project as one PDF: the Sphinx builder ``typst``."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.osutil import make_filename_from_project

from press.builders.typst.assemble import assemble
from press.builders.typst.book_builder import BookBuilder
from press.builders.typst.compile import TypstCompileError, compile_pdf, timestamp_of_build
from press.builders.typst.fonts import folders
from press.builders.typst.front_pages import NOTHING, front_pages
from press.builders.typst.handlers.all import HANDLERS
from press.builders.typst.handlers.sphinx_design import by_name
from press.builders.typst.matter import FRONT, SUPPLEMENT
from press.builders.typst.missing_glyphs import missing_letters, named, with_codes
from press.builders.typst.source import HEAD, TEMPLATE, main_file, title
from press.builders.typst.translator import Translator, warn

logger = logging.getLogger(__name__)


class TypstBuilder(BookBuilder):
    """A builder that writes ``<name>.typ`` with its images and ``<name>.pdf`` into the output folder, and those of the supplement if there is one."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."

    def get_outdated_docs(self) -> str:
        """Report all documents as outdated, as the book is always printed as a whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return ``%document``, as all documents share one file."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the URI of ``to``, which is the same from every document."""
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames: set[str]) -> None:
        """Prepare nothing; Sphinx requires the method."""

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Assemble, translate and compile the book."""
        logger.info("printing the book with Typst ... ", nonl=True)
        self.read_now = set(updated_docnames)
        source = Path(self.outdir) / f"{self.file_name}.typ"
        shutil.copyfile(TEMPLATE, source.with_name("template.typ"))
        book, supplement = assemble(self), nodes.Element()
        supplement += [file for file in book.children if _place(file) == SUPPLEMENT]
        book[:] = [file for file in book.children if _place(file) != SUPPLEMENT]
        self._print(source, self._translate(book), frozenset())
        if self.config.typst_supplement:
            if not supplement.children:
                raise ConfigError("typst_supplement matches no document of the book; correct its patterns")
            self._print(source.with_suffix(f".{SUPPLEMENT}.typ"), self._translate(supplement, True), frozenset())
        logger.info("done")

    @property
    def file_name(self) -> str:
        """Return the name of the PDF without its suffix."""
        return str(self.config.typst_file_name or make_filename_from_project(title(self.config)))

    def _translate(self, book: nodes.Element, is_supplement: bool = False) -> str:
        """Return the source of the book or of its supplement, to whose first pages extensions add nothing."""
        translator = Translator(self, book, HANDLERS, by_name)
        first = NOTHING if is_supplement else front_pages(translator, book)
        front = translator.blocks(child for child in book.children if _place(child) == FRONT)
        body = translator.blocks(child for child in book.children if _place(child) != FRONT)
        return main_file(self.config, first, front, body, is_supplement=is_supplement)

    def _font_folders(self) -> list[Path]:
        return folders(self.config.typst_font_paths, Path(self.app.confdir))

    def _print(self, source: Path, text: str, letters: frozenset[str]) -> None:
        """Compile ``text`` with ``letters`` as their codes; if Typst lacks glyphs for others, warn, and compile again with their codes."""
        source.write_text(HEAD + with_codes(text, letters), encoding="utf-8")
        try:
            self._compile(source)
        except TypstCompileError as error:
            new = missing_letters(error.diagnostic) - letters
            if not new:
                raise
            message = f"no typeface of the PDF has {named(new)}, so the code is printed instead; add a family that has it to typst_fonts, and its folder to typst_font_paths"
            if named(new):
                warn(message, (error.document, None) if error.document in self.env.found_docs else None, "letter")
            self._print(source, text, letters | new)

    def _compile(self, source: Path) -> None:
        warnings = compile_pdf(
            source,
            source.with_suffix(".pdf"),
            font_folders=self._font_folders(),
            timestamp=timestamp_of_build(),
            standards=self.config.typst_standards,
        )
        for message in warnings:
            logger.warning("Typst: %s", message, type="typst", subtype="compile")


def _place(node: nodes.Node) -> str:
    return str(node.get("place", "")) if isinstance(node, nodes.Element) else ""
