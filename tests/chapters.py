"""Chapters, and editions of them, made in memory for tests of what is read in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from press.checks.markup.documents import Document, DocumentPart, EditionMarkup
from press.checks.markup.gather import outline_of
from press.checks.markup.kinds import Catalogue, DirectiveKind
from press.checks.markup.outline import Outline
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter, read_blocks

EXTENSIONS = ("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "substitution")
_DOCUTILS, _SPHINX = "docutils.parsers.rst.directives", "sphinx.directives"
_COMMON = ("class", "name")
_IMAGE = ("align", "alt", *_COMMON, "height", "scale", "target", "width")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text."""
    return read_blocks(text, EXTENSIONS)


def chapter_of(text: str, language: str = "en", name: str = "rain.md") -> Chapter:
    """Return a chapter that holds ``text``."""
    return Chapter(language, name, Path("book", language, name), text, blocks_of(text))


def _kind(where: str, required: int, options: tuple[str, ...], *, parses: bool, optional: int = 0) -> DirectiveKind:
    return DirectiveKind(where, required, optional, True, where.endswith(":Image") is False, options, parses, False)


# As docutils, Sphinx and sphinx-design document them.
CATALOGUE = Catalogue(
    {
        "note": _kind(f"{_DOCUTILS}.admonitions:Note", 0, _COMMON, parses=True),
        "image": _kind(f"{_DOCUTILS}.images:Image", 1, _IMAGE, parses=False),
        "figure": _kind(f"{_DOCUTILS}.images:Figure", 1, (*_IMAGE, "figclass", "figwidth"), parses=True),
        "math": _kind(f"{_SPHINX}.patches:MathDirective", 0, (*_COMMON, "label", "nowrap"), parses=False, optional=1),
        "include": _kind(f"{_SPHINX}.other:Include", 1, ("code", "end-line", "literal", "parser"), parses=False),
        "literalinclude": _kind(f"{_SPHINX}.code:LiteralInclude", 1, ("language", "name"), parses=False),
        "highlight": _kind(f"{_SPHINX}.code:Highlight", 1, ("force", "linenothreshold"), parses=False),
        "glossary": _kind("sphinx.domains.std:Glossary", 0, ("sorted",), parses=True),
        "card": _kind("sphinx_design.cards:CardDirective", 0, ("img-alt", "img-top", "link", "link-alt", "link-type"), parses=True, optional=1),
        "button-ref": _kind("sphinx_design.badges_buttons:ButtonRefDirective", 1, ("ref-type",), parses=True),
        "eval-rst": DirectiveKind("", 0, 1, True, True, None, parses=True, brings_labels=True),
    },
    frozenset({"ref", "numref", "doc", "term", "eq", "std:ref", "prf:ref", "download", "any", "number", "abbr"}),
    frozenset({"genindex", "search"}),
    others_resolve=False,
    settings={"suppress_warnings": [], "myst_all_links_external": False, "myst_heading_anchors": 3, "myst_heading_slug_func": None},
)  # fmt: skip


def outline(text: str) -> Outline:
    """Return the outline of a text."""
    return outline_of(blocks_of(text), CATALOGUE)


def edition_of(texts: Mapping[str, str], others: frozenset[str] = frozenset()) -> EditionMarkup:
    """Return an edition whose documents hold ``texts``, by the names that Sphinx has for them."""
    documents = []
    for name, text in texts.items():
        path = Path(f"{name}.md")
        documents.append(Document(name, (DocumentPart(outline(text), path, PurePosixPath(path.parent)),)))
    return EditionMarkup("en", tuple(documents), frozenset(), others)
