"""Set ids on the blocks of a page, the same in every edition: the label of the section and the number of the block within it.

``january-after.3`` is the third block (paragraph, list item, formula, code, figure, table ...) of the section labelled
``january-after``, in whatever language. An edit in one section changes no id of another. A figure or table that has a label keeps
it. The ids of blocks are set for HTML alone; those of sections, put in order before, are seen by all builders.

A chapter whose front matter has ``parity: section`` has other paragraphs in each language: there, only sections and labelled
elements are counterparts, and no other block gets an id.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.directives.components import component_word
from press.directives.link_nodes import page_card
from press.edition.context import format_of, get_context
from press.edition.fallback import NOTICE

_BLOCKS = (
    *(nodes.paragraph, nodes.term, nodes.rubric, nodes.line_block, nodes.attribution, nodes.literal_block),
    *(nodes.math_block, nodes.figure, nodes.table),
)
# Generated from results, or sorted by the alphabet of the language: no counterparts in the other editions.
_PASSED_OVER = (nodes.section, page_card, component_word, addnodes.toctree)
# The class of sections that are counterparts as a whole.
_BY_SECTION = "press-by-section"
_PASSED_OVER_CLASSES = {"cell", "press-faces", "press-reference", "toctree-wrapper", NOTICE}


def setup_block_ids(app: Sphinx) -> None:
    """Register the transforms that set ids on sections and blocks."""
    app.add_transform(LabelFirst)
    app.add_post_transform(NameBlocks)


class LabelFirst(SphinxTransform):
    """Put the label of a section first among its ids, before that of its title, whose words differ by language.

    A section without a label gets an id from its number (``section-2``), except where one source serves all editions.
    """

    default_priority = 870

    def apply(self, **kwargs: Any) -> None:
        """Put the id of the label, or of the number, first."""
        context = get_context(self.app)
        folder = PurePosixPath(context.settings.book, context.edition.language)
        shared = not PurePosixPath(self.env.docname).is_relative_to(folder)
        for place, section in numbered_sections(self.document):
            names = [name for name in section["names"] if self.document.nametypes.get(name)]
            first = [self.document.nameids[name] for name in names if self.document.nameids.get(name) in section["ids"]]
            if not first and not shared:
                first = [place]
                self.document.ids[place] = section
            section["ids"] = list(dict.fromkeys([*first, *section["ids"]]))


class NameBlocks(SphinxPostTransform):
    """Set an id on every block of a page.

    Where parity is by section, mark the sections with a class that scripts read.
    """

    # After all post-transforms that add or remove blocks.
    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Set the ids by section."""
        if not format_of(self.app.builder).is_for_browsers:
            return
        docname = self.env.docname
        by_section = self.env.metadata[docname].get("parity") == "section"
        for section in self.document.findall(nodes.section):
            if by_section:
                section["classes"].append(_BY_SECTION)
            for number, block in enumerate(() if by_section else blocks(section), start=1):
                if not block["names"]:
                    identifier = f"{section['ids'][0]}.{number}"
                    # Sphinx looks up the number of a figure by the first of its ids.
                    for numbers in self.env.toc_fignumbers.get(docname, {}).values():
                        if known := numbers.get(next(iter(block["ids"]), "")):
                            numbers[identifier] = known
                    block["ids"].insert(0, identifier)


def numbered_sections(parent: nodes.Element, before: str = "section") -> Iterator[tuple[str, nodes.section]]:
    """Yield every section below ``parent`` with its number in the outline: ``section-2-1`` is the first within the second."""
    for number, section in enumerate((child for child in parent if isinstance(child, nodes.section)), start=1):
        yield f"{before}-{number}", section
        yield from numbered_sections(section, f"{before}-{number}")


def blocks(parent: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the blocks of a section without those of its subsections; a figure or table is one block."""
    for child in parent.children:
        if not isinstance(child, nodes.Element) or isinstance(child, _PASSED_OVER):
            continue
        if _PASSED_OVER_CLASSES & set(child["classes"]):
            continue
        # By the id of its title, sphinx-proof finds a theorem without a number in the page.
        is_free_title = isinstance(child, nodes.title) and isinstance(parent, nodes.Admonition) and not child["ids"]
        if isinstance(child, _BLOCKS) or is_free_title:
            yield child
        else:
            yield from blocks(child)
