"""Join all documents into one doctree in the order of the contents, each with its references resolved."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.book_builder import BookBuilder
from press.builders.typst.matter import FRONT, Part, drop_repeated_title, in_order, matches, matter_of, number_chapters
from press.builders.typst.source import title
from press.builders.typst.words import words_of
from press.edition.numbering import NumberingEnvironment
from press.edition.xref_digest import DoctreeCache

# A document with its references resolved, and its toctrees, which are not printed.
Chapter = tuple[nodes.document, list[addnodes.toctree]]

_CHAPTERS = DoctreeCache[Chapter]()


def assemble(builder: BookBuilder) -> nodes.Element:
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

    def __init__(self, builder: BookBuilder) -> None:
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
            drop_repeated_title(file, title(config), config.typst_subtitle, words_of(config.language))
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
