"""Check what the editors say in the chapters that restate another's argument: few remarks, none folded away, each marked as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from press.checks.check import CHAPTERS, Fault, Material, check, fault_at
from press.checks.front_matter import VOICE, front_matter_value, is_by_section
from press.checks.marks import remarks_in
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter
from press.directives.components.names import EDITORS

# A page with more says them side by side with an argument that it no longer restates.
_MOST = 3
# Directives and classes whose content is unfolded on demand.
_FOLDS = {"dropdown", "toggle"}
_NO_SPAN = re.compile(r"\{\.editors\}")


@check("remarks", CHAPTERS)
def remarks(material: Material) -> Iterator[Fault]:
    """Find more than three remarks of the editors in a chapter that restates (whose front matter says neither `voice: editors` nor `parity: section`), remarks that are folded away, and those that are not marked as such because of a slip."""
    for chapter in material.chapters:
        yield from _slips(chapter)
        found = [(line, block) for block in chapter.blocks for line in _lines(block)]
        yield from (fault_at(chapter.path, line, _FOLDED) for line, block in found if _is_folded(block))
        if front_matter_value(chapter, VOICE) != EDITORS and not is_by_section(chapter):
            yield from (fault_at(chapter.path, line, _MORE) for line, _ in found[_MOST:])


_FOLDED = "a remark of the editors is folded away, where what it says of a sentence goes unread; let it stand open"
_MORE = (
    f"this chapter restates, and has more than {_MOST} remarks of the editors; move the paragraph to the chapter of what the editors "
    f"found, or, if all of the chapter is theirs, say '{VOICE}: {EDITORS}' in its front matter"
)


def _lines(block: Block) -> Iterator[int]:
    """Yield the line of each remark that begins in ``block``; what stands within one is part of it."""
    if EDITORS in block.within:
        return
    if block.directive and block.directive.name == EDITORS:
        yield block.directive.line
    for text in block.texts:
        yield from remarks_in(text)


def _is_folded(block: Block) -> bool:
    return not _FOLDS.isdisjoint(block.within)


def _slips(chapter: Chapter) -> Iterator[Fault]:
    """Yield what was meant to be a remark within a sentence and is none."""
    for block in chapter.blocks:
        for text in block.texts:
            for line, classes in text.spans:
                near = [name for name in classes if name != EDITORS and get_close_matches(name, [EDITORS], cutoff=0.75)]
                if near:
                    yield fault_at(
                        chapter.path, line, f"'.{near[0]}' is no class of a remark; write [...]{{.{EDITORS}}}"
                    )
            for match in _NO_SPAN.finditer(text.words):
                message = f"nothing in brackets stands before {{.{EDITORS}}}; write [...]{{.{EDITORS}}}, without brackets open within"
                yield fault_at(chapter.path, text.line_at(match.start()), message)
