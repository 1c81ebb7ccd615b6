"""Check the contents of the book: the chapters that they name are there, in every language, and well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.markup.documents import relative
from press.checks.myst.block import CODE, COMMENT, HEADING, HTML, Block
from press.checks.settings.toc import toc_faults
from press.core.errors import PressError
from press.core.reading.yaml_file import line_in, load_yaml
from press.data.sources import Sources
from press.edition.chapters import TOC
from press.edition.contents import contents_faults


@check("contents", CHAPTERS, Stage.STRUCTURE)
def contents(material: Material) -> Iterator[Fault]:
    """Find entries of the contents that name no chapter of the first language, chapters that no entry names, and keys of `_toc.yml` that are unknown where they stand."""
    path = material.root / TOC
    for keys, message in toc_faults(load_yaml(path)):
        yield fault_at(TOC, line_in(path, keys) or 1, message)
    forgotten_by_right = {f"{path}: " for path in _included(material)}
    for words in contents_faults(material.sources):
        place = re.match(r"[^\s:]+:\d+", words)
        if not words.startswith(tuple(forgotten_by_right)):
            yield Fault(words, (place[0],) if place else ())


def _included(material: Material) -> set[str]:
    """Return the paths, from the root, of files that a chapter includes: text of that chapter, with no place in the contents and no title."""
    return {
        relative(block.directive.argument, PurePosixPath(chapter.path.parent))
        for chapter in material.chapters
        for block in chapter.blocks
        if block.directive and block.directive.name == "include"
    }


@check("structure", CHAPTERS, Stage.STRUCTURE)
def structure(material: Material) -> None:
    """Find chapters that a language lacks, and those without a title, with a directive that is left open, a footnote without text or one that nothing refers to."""
    _check_all_there(material.sources)
    included = _included(material)
    faults = [
        f"{chapter.path}:{line}: {fault}"
        for chapter in material.chapters
        for line, fault in structure_faults(chapter.blocks, is_whole=chapter.path.as_posix() not in included)
    ]
    faults += [
        f"{chapter.path}:1: the front matter opened here is not closed: end it with a line ---"
        for chapter in material.chapters
        if _OPEN_FRONT.match(chapter.source)
    ]
    if faults:
        raise PressError("\n".join(faults))


def _check_all_there(sources: Sources) -> None:
    """Raise a PressError where a chapter of one language has no counterpart in another."""
    names = set().union(*sources.chapters.values())
    missing = [
        f"{sources.settings.book}/{language}/{name}"
        for language, present in sources.chapters.items()
        for name in sorted(names.difference(present))
    ]
    if missing:
        also = f" (missing as well: {', '.join(missing[1:])})" if missing[1:] else ""
        raise PressError(
            "a chapter that other editions have is missing",
            file=sources.root / missing[0],
            remedy=f"write the chapter in this language or remove it from all{also}",
        )


# What looks like the head of a directive but would be printed as text, or as code.
_BROKEN_HEAD = re.compile(r"^[ \t]*(?::{2,}\{|`{3,}\{|~{3,}\{).*$", re.MULTILINE)
_OPEN_FRONT = re.compile(r"---[ \t]*\n(?!.*^(?:---|\.\.\.)[ \t]*$)", re.DOTALL | re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\[\]\s]++)\]")


def structure_faults(blocks: Sequence[Block], *, is_whole: bool = True) -> list[tuple[int, str]]:
    """Return line and words for what Sphinx would misread without saying where: titles, fences, directives, footnotes.

    A text that is not a whole chapter has no title.
    """
    found = [*_title_faults(blocks)] if is_whole else []
    for block in blocks:
        found += (*_fence_faults(block), *_footnote_faults(block))
    used = {label for block in blocks for text in block.texts for label in text.footnotes}
    for label, line in ((f"[^{block.footnote}]", block.line) for block in blocks if block.footnote not in used | {""}):
        found.append(
            (
                line,
                f"nothing refers to the footnote {label}, which no reader sees: write {label} in the text, or remove it",
            )
        )
    return sorted(found)


def _title_faults(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    first = next((block for block in blocks if block.kind == HEADING), None)
    if first is None or first.level != 1:
        line = first.line if first else 1
        yield line, "the chapter does not begin with a title: write '# Title' as its first heading"


def _fence_faults(block: Block) -> Iterator[tuple[int, str]]:
    if fence := block.open_fence:
        yield block.line, f"the {fence} opened here is not closed: end the block with a line {fence}"
    if any(text.source.lstrip().startswith("<!--") for text in block.texts) and block.kind in (COMMENT, HTML):
        if not any("-->" in text.source for text in block.texts):
            yield block.line, "the comment opened here is not closed: end it with -->"
        return
    sources = [(block.line, block.source)] if block.kind == CODE else [(text.line, text.source) for text in block.texts]
    for line, source in sources:
        for match in _BROKEN_HEAD.finditer(source):
            message = f"'{match[0].strip()}' is no directive: write it as :::{{name}} argument"
            yield line + source.count("\n", 0, match.start()), message


def _footnote_faults(block: Block) -> Iterator[tuple[int, str]]:
    # What refers to a footnote that is there is no text.
    for text in block.texts:
        for match in _FOOTNOTE.finditer(text.words):
            message = f"the footnote [^{match['label']}] has no text: add a line [^{match['label']}]: ..."
            yield text.line_at(match.start()), message
