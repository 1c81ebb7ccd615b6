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
from press.language.catalogues import get_translation

if TYPE_CHECKING:
    from sphinx.config import Config

    from press.core.text import Translate


FRONT, BODY, BACK, SUPPLEMENT = "front", "body", "back", "supplement"
OWN_TITLE = "About this book"


class Part(nodes.Part, nodes.TextElement):
    """The heading of a part: the caption of one of several toctrees in the root document."""


def matches(docname: str, patterns: Iterable[str]) -> bool:
    """Return whether a document name matches one of the glob patterns."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def in_order(files: list[nodes.Element], config: Config) -> list[nodes.Element]:
    """Return front matter, body without parts that have become empty, back matter, supplement; all but the body in the order of the patterns."""
    patterns = [*config.typst_front_matter, *config.typst_back_matter, *config.typst_supplement]
    front, body, back, supplement = (
        [file for file in files if file["place"] == place] for place in (FRONT, BODY, BACK, SUPPLEMENT)
    )
    for part in (front, back, supplement):
        part.sort(
            key=lambda file: next(at for at, pattern in enumerate(patterns) if fnmatchcase(file["docname"], pattern))
        )
    pairs = zip(body, [*body[1:], Part()], strict=True)
    full = [file for file, after in pairs if not (isinstance(file, Part) and isinstance(after, Part))]
    return [*front, *full, *back, *supplement]


def number_chapters(files: list[nodes.Element], config: Config) -> None:
    """Set the ``number``, counted from 1, of each chapter of the body, if ``typst_chapter_numbers`` is on."""
    chapters = (file for file in files if file["place"] == BODY and file.get("base") == 1)
    for number, file in enumerate(chapters if config.typst_chapter_numbers else (), start=1):
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


def assemble(builder: Builder) -> list[nodes.Element]:
    """Return the whole book with its supplement as a ``start_of_file`` for each document.

    Its ``base`` is the level of that document's highest headings, counted from 1, ``place`` whether it is ``front``, ``body`` or
    ``back`` matter or the ``supplement``, ``number`` that of the chapter if it has one.
    """
    files = in_order(_Assembly(builder).documents(builder.config.root_doc, 1), builder.config)
    number_chapters(files, builder.config)
    return files


class _Assembly:
    """One walk through the toctrees; records which documents are in the book already."""

    def __init__(self, builder: Builder) -> None:
        self.builder = builder
        self.seen: set[str] = set()

    def documents(self, docname: str, base: int) -> list[nodes.Element]:
        """Return the document and those below it; only those below if it is excluded from the PDF."""
        config, env = self.builder.config, self.builder.env
        if docname in self.seen or docname not in env.found_docs:
            return []
        self.seen.add(docname)
        tree: nodes.document | None = None
        if matches(docname, config.typst_exclude):
            toctrees = list(NumberingEnvironment(env).get_doctree(docname).findall(addnodes.toctree))
        else:
            tree, toctrees = self._chapter(docname)
        below = self._below(toctrees, base, is_root=docname == config.root_doc)
        if tree is None:
            return below
        places = {
            SUPPLEMENT: config.typst_supplement,
            FRONT: config.typst_front_matter,
            BACK: config.typst_back_matter,
        }
        place = next((place for place, patterns in places.items() if matches(docname, patterns)), BODY)
        file = addnodes.start_of_file("", *tree.children, docname=docname, base=base, place=place)
        if place == FRONT:
            words = get_translation(config.language, domain=WORDS)
            drop_repeated_title(file, title(config), config.typst_subtitle, words)
        return [file, *below]

    def _below(self, toctrees: list[addnodes.toctree], base: int, *, is_root: bool) -> list[nodes.Element]:
        """Return the documents of ``toctrees``; if several of the root document have captions, these are headings of parts."""
        has_parts = is_root and sum(1 for toctree in toctrees if toctree.get("caption")) > 1
        below: list[nodes.Element] = []
        for toctree in toctrees:
            level = base if is_root else base + 1
            names = cast("list[str]", toctree.get("includefiles", []))
            files = [file for name in names for file in self.documents(name, level)]
            if has_parts and files and toctree.get("caption"):
                part = Part(toctree["caption"], toctree["caption"], place=BODY)
                part.source, part.line = toctree.source, toctree.line
                below.append(part)
            below += files
        return below

    def _chapter(self, docname: str) -> Chapter:
        tree = self.builder.env.get_doctree(docname)
        self.builder.env.apply_post_transforms(tree, docname)
        self.builder.post_process_images(tree)
        join_sources(tree)
        toctrees = list(tree.findall(addnodes.toctree))
        for toctree in toctrees:
            wrapper = toctree.parent
            target = wrapper if "toctree-wrapper" in wrapper["classes"] else toctree
            if target.parent is not None:
                target.parent.remove(target)
        return tree, toctrees


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
