"""Print all documents of the project as one PDF: the Sphinx extension ``press.typst`` with its builder ``typst``.

Extensions add to the cover and the imprint nodes that they return from events of Sphinx. ``typst-cover`` is emitted with the book as
one element; the nodes of the first listener that returns any are printed on the cover: figures below, all else between titles and
figures. ``typst-imprint`` is emitted likewise; all listeners return fields, which follow those of ``typst_imprint``.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import fontpkg_ibm_plex_mono
import fontpkg_noto_sans
import fontpkg_noto_serif
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util.images import guess_mimetype
from sphinx.util.osutil import make_filename_from_project

from press.builders.typst.assemble import FRONT, assemble, title
from press.builders.typst.compile import compile_pdf
from press.builders.typst.escape import WORDS, arguments, array, optional_string, string
from press.builders.typst.translator import TypstTranslator, unhyphenated, warn
from press.core.errors import PressError
from press.core.reading import load_yaml
from press.core.resources import press_path
from press.language.catalogues import get_translation
from press.language.registry import profile_of

OPTIONS = load_yaml(press_path("builders/typst/options.yml"))
COVER, IMPRINT = "typst-cover", "typst-imprint"
#: Media types of notebook outputs that are printed, the best first.
PRINTED = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/latex", "text/plain")
#: Packages have the typefaces that do not come with Typst, so that every machine prints the same bytes.
FONT_FOLDERS = [package.ROOT / "files" for package in (fontpkg_noto_serif, fontpkg_noto_sans, fontpkg_ibm_plex_mono)]
#: Lists that may follow the contents: the series of Sphinx, the kind of figure in Typst and the heading.
LISTS = {"figures": ("figure", "image", "Figures"), "tables": ("table", "table", "Tables")}
#: The first line of the source, before all that comes from the book.
HEAD = '#import "template.typ": *\n'
# What Sphinx fills in where a project names no author.
UNSET_AUTHOR = "Author name not set"

#: As markup: the text on the cover, its figures, and the fields of the imprint, each a name and its body.
FrontPages = tuple[str, str, Sequence[tuple[str, str]]]


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension ``press.typst``."""
    app.add_builder(TypstBuilder)
    app.add_event(COVER)
    app.add_event(IMPRINT)
    for name, default in OPTIONS.items():
        app.add_config_value(name, default, "", [type(default)])
    app.setup_extension("press.builders.excluded")
    app.setup_extension("press.builders.formulas")
    app.connect("config-inited", keep_notebook_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def keep_notebook_outputs(app: Sphinx, config: Config) -> None:
    """Set for MyST-NB which outputs this builder prints; the author's own priorities, which come later, win."""
    if "nb_mime_priority_overrides" in config:
        ours = [("typst", kind, rank) for rank, kind in enumerate(PRINTED, start=1)]
        config.nb_mime_priority_overrides = [*ours, *(config.nb_mime_priority_overrides or ())]
        # Each output has text as well, so that nothing is lost.
        config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]


class TypstBuilder(Builder):
    """A builder that writes ``<name>.typ`` with its images and ``<name>.pdf`` into the output folder."""

    name = "typst"
    format = "typst"
    epilog = "The PDF is in %(outdir)s."
    # Those that Typst prints under PDF/A, the best first.
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012  declared so by Sphinx
    supported_remote_images = False

    def init(self) -> None:
        """Initialise without files."""
        self._site: Builder | None = None
        #: The arguments of `compile_pdf` for what was written.
        self.written: tuple[Path, list[Path], list[str]] | None = None

    def get_outdated_docs(self) -> str:
        """Report all documents as outdated, as the book is always printed as a whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return ``%document``, as all documents share one file."""
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the URI of ``to``, which is the same from every document."""
        return self.get_target_uri(to, typ)

    def image_path(self, node: nodes.Element) -> str | None:
        """Copy the file of an image into the output folder and return its path from there.

        ``None`` if it cannot be printed.
        """
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
            self._site = cls(self.app, self.env)
            vars(self._site).update(link_suffix=".html")
        return self._site.get_target_uri(docname)

    def site_url(self, address: str, docname: str = "") -> str | None:
        """Return the URL of an ``address`` that is relative to the site, or to its page ``docname``.

        ``None`` if the URL of the site is unknown.
        """
        base = str(self.config.typst_base_url).rstrip("/")
        return urljoin(f"{base}/{self.site_uri(docname) if docname else ''}", address) if base else None

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Write the book."""
        name = self.config.typst_file_name or make_filename_from_project(title(self.config))
        source = Path(self.outdir) / f"{name}.typ"
        shutil.copyfile(Path(__file__).with_name("template.typ"), source.with_name("template.typ"))
        files = assemble(self)
        folders = [Path(self.app.confdir, name).resolve() for name in self.config.typst_font_paths]
        book = nodes.Element("", *files)
        translator = TypstTranslator(self, book)
        first = self._front_pages(translator, book)
        # No list holds what the cover shows.
        translator.captioned.clear()
        front = translator.blocks(file for file in files if file["place"] == FRONT)
        body = translator.blocks(file for file in files if file["place"] != FRONT)
        source.write_text(HEAD + main_file(self.config, first, front, body, translator.captioned), encoding="utf-8")
        self.written = source, [*folders, *FONT_FOLDERS], list(self.config.typst_standards)

    def _front_pages(self, translator: TypstTranslator, book: nodes.Element) -> FrontPages:
        """Return what listeners add to the first two pages of ``book``."""
        cover = unhyphenated("", *next(filter(None, self.events.emit(COVER, book)), []))
        fields = unhyphenated("", *(field for result in self.events.emit(IMPRINT, book) for field in result or ()))
        # What is on the cover has the room of a page, too.
        nodes.Element("", cover)
        figures = [node for node in cover.children if isinstance(node, nodes.figure)]
        text = translator.blocks(node for node in cover.children if node not in figures)
        picture = translator.blocks(figures)
        facts = (field.children for field in fields.children)
        imprint = [(translator.inline(name.children), translator.blocks(body.children)) for name, body in facts]
        return text, picture, imprint

    def finish(self) -> None:
        """Compile what was written, unless a process of its own is to do so."""
        if not self.config.typst_compile or not self.written:
            return
        try:
            warnings = compile_pdf(*self.written)
        except PressError as error:
            raise SphinxError(str(error)) from error
        for message, subtype, place in warnings:
            warn(message, place or None, subtype)


def main_file(config: Config, first: FrontPages, front: str, body: str, captioned: Collection[str]) -> str:
    """Return the source of the book after its head: ``first`` pages, ``front`` matter and ``body``, with the values of ``config``.

    There are lists of what has ``captioned`` figures. To let Typst ask for them would lay out the whole book once more.
    """
    gettext, (lead, picture, facts) = get_translation(config.language, WORDS), first
    language, _, region = config.language.replace("-", "_").partition("_")
    fonts = {**OPTIONS["typst_fonts"], **config.typst_fonts}
    # The imprint has what the configuration says, then what extensions say, then the typefaces.
    imprint = [_imprint(entry) for entry in config.typst_imprint]
    imprint += [f"([{name}], [{text}])" for name, text in facts]
    if imprint:
        typefaces = dict.fromkeys(names[0] for names in fonts.values() if names)
        imprint.append(_imprint((gettext("Typefaces"), ", ".join(typefaces))))
    authors = config.typst_author or [config.author]
    lists = (LISTS[name] for name in config.typst_lists)
    settings = {
        "title": string(title(config)),
        "subtitle": optional_string(config.typst_subtitle),
        "authors": array(string(name) for name in authors if name and name != UNSET_AUTHOR),
        "date": optional_string(config.typst_date),
        "description": optional_string(config.typst_description),
        "lang": string(language),
        "region": optional_string(region),
        "justify": "false" if profile_of(config.language).ragged else None,
        "paper": string(config.typst_paper),
        "accent": f"rgb({string(config.typst_accent)})",
        "contents-depth": str(config.typst_contents_depth),
        "contents-title": string(gettext("Contents")),
        "chapters-apart": bool(config.typst_chapter_numbers),
        "lists": array(f"({kind}, {string(gettext(name))})" for series, kind, name in lists if series in captioned),
        **{role: array(map(string, names)) for role, names in fonts.items()},
        "lead": f"[{lead}]" if lead else None,
        "picture": f"[{picture}]" if picture else None,
        "imprint": array(imprint),
    }
    return f"#show: book.with(\n  {arguments(settings)},\n  front: [\n{front}\n],\n)\n\n{body}\n"


def _imprint(entry: Any) -> str:
    """Return an entry of the imprint as name and text; an ``entry`` without a name is a text alone."""
    name, text = ("", entry) if isinstance(entry, str) else entry
    return array([string(name), string(text)])
