"""A block of a chapter: a paragraph, heading, cell, head of a directive or the like, with its lines and what it says and names."""

from __future__ import annotations

from dataclasses import dataclass

from press.checks.myst.directive import Directive
from press.checks.myst.inline import Role, Text

PARAGRAPH, HEADING, CELL, DIRECTIVE, CODE, MATH, HTML, SUBSTITUTION, COMMENT, ITEM, HEAD, ROW, LABEL, FRONT = (
    *("paragraph", "heading", "cell", "directive", "code", "math", "html", "substitution"),
    *("comment", "list number", "head of a table", "row", "label", "front matter"),
)
# Blocks that tell how the text stands there, and are none that a translation has to have as well.
UNCOUNTED = (COMMENT, ITEM, HEAD, ROW, FRONT)
# What a list of terms is: one of a glossary has a class for terms that the role ``term`` finds.
TERMS, GLOSSARY = "terms", "glossary"


# Blocks are read once for all checks: one is equal to itself alone, so that what was found in it can be kept by it.
@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, heading, cell of a table, head of a directive or the like, on the lines ``line`` to ``end``.

    ``texts`` is what readers read of it. Of a fence that nothing closes ``open_fence`` is the mark that began it. A ``source``
    have those of which it counts: rows, comments, substitutions, front matter, numbers of a list (whose ``level`` is how deep the
    list stands within others; that of a heading its own), and what is not read, of which it is what is told. ``within`` names the directives around it, each with its classes;
    ``is_listed`` is what stands in an item of a list. ``ids`` are what attributes call it, ``equation`` what a formula is called;
    ``term`` says whether it is one of a list of terms, and of a glossary.
    """

    kind: str
    line: int
    end: int
    texts: tuple[Text, ...] = ()
    level: int = 0
    is_quoted: bool = False
    within: tuple[str, ...] = ()
    is_listed: bool = False
    directive: Directive | None = None
    labels: tuple[str, ...] = ()
    footnote: str = ""
    source: str = ""
    open_fence: str = ""
    ids: tuple[str, ...] = ()
    equation: str = ""
    term: str = ""

    @property
    def roles(self) -> list[Role]:
        """Return the roles of all its texts."""
        return [role for text in self.texts for role in text.roles]
