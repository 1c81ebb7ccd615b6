"""Check that chapters begin with what they say in brief, in a book that has it."""

from __future__ import annotations

from collections.abc import Iterator

from press.checks.check import CHAPTERS, Fault, Material, check, fault_at
from press.checks.front_matter import IN_BRIEF, front_matter_value
from press.checks.marks import comparable_blocks
from press.checks.myst.block import HEADING
from press.checks.myst.chapter import Chapter
from press.directives.components.names import IN_BRIEF as DIRECTIVE
from press.directives.components.names import LEAD

_MISSING = (
    f"this chapter does not begin with what it says in brief, as others do; write :::{{{DIRECTIVE}}} below its title, or, if it is a "
    f"list, '{IN_BRIEF}: false' in its front matter"
)


@check("openings", CHAPTERS)
def openings(material: Material) -> Iterator[Fault]:
    """Find chapters that do not begin with what they say in brief, where others do (but those with a lead, or with `in-brief: false`)."""
    if not any(DIRECTIVE in _names(chapter) for chapter in material.chapters):
        return
    for chapter in material.chapters:
        is_list = front_matter_value(chapter, IN_BRIEF) is False
        if not (is_list or LEAD in _names(chapter) or _begins_in_brief(chapter)):
            title = next((block for block in chapter.blocks if block.kind == HEADING), None)
            yield fault_at(chapter.path, title.line if title else 1, _MISSING)


def _names(chapter: Chapter) -> list[str]:
    return [block.directive.name for block in chapter.blocks if block.directive]


def _begins_in_brief(chapter: Chapter) -> bool:
    below = comparable_blocks(chapter.blocks)[1:2]
    return any(block.directive is not None and block.directive.name == DIRECTIVE for block in below)
