"""Join all documents into one doctree in the order of the contents: front matter, body with numbered chapters, back matter, supplement."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder

from press.builders.typst.anchors import first_section
from press.builders.typst.escape import WORDS
from press.builders.typst.source import title
from press.edition.numbering import NumberingEnvironment
from press.edition.xref_digest import DoctreeCache
from press.language.catalogues import get_translation

if TYPE_CHECKING:
    from sphinx.config import Config

    from press.core.text import Translate


FRONT, BODY, BACK, SUPPLEMENT = "front", "body", "back", "supplement"
OWN_TITLE = "About this book"


class Part(nodes.Part, nodes.TextElement):
    """The heading of a part: the caption of one of several toctrees in the root document."""


def matter_of(docname: str, config: Config) -> str:
    """Return ``front``, ``body``, ``back`` or ``supplement``, by the patterns of the configuration."""
    if matches(docname, config.typst_supplement):
        return SUPPLEMENT
    if matches(docname, config.typst_front_matter):
        return FRONT
    return BACK if matches(docname, config.typst_back_matter) else BODY


def matches(docname: str, patterns: Iterable[str]) -> bool:
    """Return whether a document name matches one of the glob patterns."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def in_order(files: list[nodes.Element], config: Config) -> list[nodes.Element]:
    """Return front matter, body without parts that have become empty, back matter, supplement; all but the body in the order of the patterns."""
    placed = {
        place: [file for file in files if _matter_of_file(file, config) == place]
        for place in (FRONT, BODY, BACK, SUPPLEMENT)
    }
    patterns = [*config.typst_front_matter, *config.typst_back_matter, *config.typst_supplement]
    front, back, supplement = (
        sorted(placed[place], key=lambda file: _rank(file, patterns)) for place in (FRONT, BACK, SUPPLEMENT)
    )
    return [*front, *_without_empty_parts(placed[BODY]), *back, *supplement]


def _matter_of_file(file: nodes.Element, config: Config) -> str:
    """Return the matter of a file; a part is always of the body, even if its documents are not."""
    return BODY if isinstance(file, Part) else matter_of(file["docname"], config)


def _rank(file: nodes.Element, patterns: list[str]) -> int:
    return next(rank for rank, pattern in enumerate(patterns) if fnmatchcase(file["docname"], pattern))


def _without_empty_parts(files: list[nodes.Element]) -> list[nodes.Element]:
    following = [*files[1:], Part()]
    return [
        file
        for file, after in zip(files, following, strict=False)
        if not (isinstance(file, Part) and isinstance(after, Part))
    ]


def number_chapters(files: list[nodes.Element], config: Config) -> None:
    """Set the ``number``, counted from 1, of each chapter of the body, if ``typst_chapter_numbers`` is on."""
    if not config.typst_chapter_numbers:
        return
    chapters = (file for file in files if isinstance(file, addnodes.start_of_file) and file["base"] == 1)
    for number, file in enumerate((file for file in chapters if matter_of(file["docname"], config) == BODY), start=1):
        file["number"] = str(number)


def drop_repeated_title(file: nodes.Element, title: str, subtitle: str, translate: Translate) -> None:
    """Replace the heading of front matter that repeats the title of the book, since the title page comes before it.

    If the subtitle follows, it becomes the heading; otherwise ``OWN_TITLE`` does, translated.
    """
    section = first_section(file)
    heading = section.children[0] if section is not None and section.children else None
    if section is None or not isinstance(heading, nodes.title) or _plain(heading.astext()) != _plain(title):
        return
    heading[:] = [nodes.Text(translate(OWN_TITLE))]
    first = section.children[1] if len(section.children) > 1 else None
    if isinstance(first, nodes.paragraph) and subtitle and _plain(first.astext()) == _plain(subtitle):
        heading[:] = [nodes.Text(subtitle)]
        section.remove(first)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


# A document with its references resolved, and its toctrees, which are not printed.
Chapter = tuple[nodes.document, list[addnodes.toctree]]

_CHAPTERS = DoctreeCache[Chapter]()


def assemble(builder: Builder) -> nodes.Element:
    """Return the whole book with its supplement as one element with a ``start_of_file`` for each document.

    ``start_of_file["base"]`` is the level of that document's highest headings, counted from 1, ``["place"]`` whether it is
    ``front``, ``body`` or ``back`` matter or the ``supplement``, ``["number"]`` that of the chapter if it has one.
    """
    files = in_order(_Assembly(builder).documents(builder.config.root_doc, 1), builder.config)
    number_chapters(files, builder.config)
    book = nodes.Element()
    book += files
    return book


class _Assembly:
    """One walk through the toctrees; records which documents are in the book already."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.seen: set[str] = set()
        self.cached = _CHAPTERS.begin(builder)

    def documents(self, docname: str, base: int) -> list[nodes.Element]:
        """Return the document and those below it; only those below if it is excluded from the PDF."""
        if docname in self.seen or docname not in self.builder.env.found_docs:
            return []
        self.seen.add(docname)
        config = self.builder.config
        is_excluded = matches(docname, config.typst_exclude)
        tree, toctrees = (
            (None, self._toctrees_of(docname)) if is_excluded else self.cached(docname, lambda: self._chapter(docname))
        )
        below = self._below_root(toctrees, base) if docname == config.root_doc else self._below(toctrees, base)
        if tree is None:
            return below
        place = matter_of(docname, config)
        file = addnodes.start_of_file("", *tree.children, docname=docname, base=base, place=place)
        if place == FRONT:
            drop_repeated_title(
                file, title(config), config.typst_subtitle, get_translation(config.language, domain=WORDS)
            )
        return [file, *below]

    def _toctrees_of(self, docname: str) -> list[addnodes.toctree]:
        """Return the toctrees of a document that is not printed itself."""
        return list(NumberingEnvironment(self.builder.env).get_doctree(docname).findall(addnodes.toctree))

    def _chapter(self, docname: str) -> Chapter:
        tree = self.builder.env.get_doctree(docname)
        self.builder.env.apply_post_transforms(tree, docname)
        self.builder.post_process_images(tree)
        join_sources(tree)
        toctrees = list(tree.findall(addnodes.toctree))
        _drop_toctrees(toctrees)
        # A cached doctree must not hold Sphinx's environment in memory.
        tree.settings.env = tree.reporter = None  # type: ignore[assignment]
        return tree, toctrees

    def _below_root(self, toctrees: list[addnodes.toctree], base: int) -> list[nodes.Element]:
        has_parts = sum(1 for toctree in toctrees if toctree.get("caption")) > 1
        below: list[nodes.Element] = []
        for toctree in toctrees:
            files = self._listed(toctree, base)
            if has_parts and files and toctree.get("caption"):
                part = Part(toctree["caption"], toctree["caption"])
                part.source, part.line = toctree.source, toctree.line
                below.append(part)
            below.extend(files)
        return below

    def _below(self, toctrees: list[addnodes.toctree], base: int) -> list[nodes.Element]:
        return [file for toctree in toctrees for file in self._listed(toctree, base + 1)]

    def _listed(self, toctree: nodes.Element, base: int) -> list[nodes.Element]:
        names = cast("list[str]", toctree.get("includefiles", []))
        return [element for name in names for element in self.documents(name, base)]


def join_sources(tree: nodes.Element) -> None:
    """Move the paragraph that names the source of a table into the table before it, as its legend.

    Such a paragraph has the class ``source`` or one that ends with ``-source``.
    """
    for node in list(tree.findall(nodes.paragraph)):
        at = node.parent.index(node)
        before = node.parent.children[at - 1] if at else None
        is_source = any(name == "source" or name.endswith("-source") for name in node["classes"])
        if is_source and isinstance(before, nodes.table):
            node.parent.remove(node)
            before += node


def _drop_toctrees(toctrees: list[addnodes.toctree]) -> None:
    for toctree in toctrees:
        wrapper = toctree.parent
        target = wrapper if "toctree-wrapper" in wrapper["classes"] else toctree
        if target.parent is not None:
            target.parent.remove(target)
