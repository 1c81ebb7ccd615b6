"""Compare what two editions share: numbers, citations, references, labels, embeds, remarks.

A block is compared with the one in the same place of the section, or of the definition of the same term. A chapter whose
front matter says ``parity: section`` may have other paragraphs in each language: each of its sections has to hold the same as often,
in whatever sentences. What leads it is compared block by block there too: headings, paragraphs that begin in bold, and directives
such as a finding or a correction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from press.checks.prose import FRONT, blocks, front_matter, place_in
from press.checks.slips import has_open_blocks
from press.directives.components import EDITORS, TYPED, component
from press.directives.link_nodes import ancestors
from press.notebooks.results import NUMBER

PARITY = "parity"
BY_SECTION = "parity: section"
# Options of a number that change what is stated; the others are matters of the language. Sentences that differ need not count the same noun.
_SHARED, _IN_SECTION = ("approx", "noun", "digits"), ("approx", "digits")
# What a section may have in one language alone.
_FREE = ("ref ", "numref ", "term ", "eq ", "footnote ", "text of footnote ", "heading ")
_AROUND_CITATION = re.compile(r"\{([^}]*)\}")
_COUNTED = (nodes.TextElement, nodes.Admonition, nodes.image, nodes.footnote, component)


class Block(NamedTuple):
    """A block of a document, which begins at ``line``, with its ``kind``.

    ``shared`` is what its counterpart has to have too, ``section`` the label of its section or term; ``leads`` says that readers take
    it in by itself: a heading, a paragraph that begins in bold, or one of a directive that is no remark.
    """

    file: str
    line: int
    kind: str
    shared: tuple[str, ...]
    section: str = ""
    leads: bool = False

    @property
    def place(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}"


def counterparts(document: nodes.document) -> Iterator[Block]:
    """Yield the blocks of a document that have a counterpart, first its front matter."""
    if has_open_blocks(document):
        return
    front = front_matter(document)
    said = tuple(f"{key}: {front[key]}" for key in FRONT if key in front)
    file, line = place_in(document, document)
    yield Block(file, line, "front matter", said)
    shared = _IN_SECTION if BY_SECTION in said else _SHARED
    section, labels = "", list[nodes.Element]()
    for node in blocks(document):
        if isinstance(node, nodes.target):
            labels.append(node)
        elif isinstance(node, _COUNTED) or TYPED in node:
            if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section) and labels:
                section = labels[-1]["names"][0] if labels[-1]["names"] else section
            for each in (*labels, node):
                file, line = place_in(each, document)
                kind = each.parent.tagname if isinstance(each.parent, nodes.list_item) else each.tagname
                marks = tuple(sorted(_marks(each, shared)))
                yield Block(file, line, kind.replace("_", " "), marks, _term(each) or section, _leads(each))
            labels = []


def _leads(node: nodes.Element) -> bool:
    """Return whether readers take in ``node`` by itself."""
    if isinstance(node, nodes.title):
        return True
    if not isinstance(node, nodes.paragraph):
        return False
    # MyST begins with an empty text.
    first = next((part for part in node.children if part.astext()), None)
    if isinstance(first, nodes.strong):
        return True
    directives = [around for around in ancestors(node) if TYPED in around]
    return bool(directives) and not isinstance(directives[0], component)


def _term(node: nodes.Element) -> str:
    """Return the label of the term that ``node`` is or defines; empty where it is no part of a glossary."""
    items = (around for around in (node, *ancestors(node)) if isinstance(around, nodes.definition_list_item))
    named = next((item.findall(nodes.inline) for item in items), ())
    return next((f"term {name}" for inline in named for name in inline["names"]), "")


def _marks(node: nodes.Element, shared: Collection[str]) -> Iterator[str]:
    """Yield what ``node`` shares with its counterpart, in any order."""
    yield from (f"label {name}" for name in node["names"] if not isinstance(node, nodes.footnote))
    yield from [node[TYPED]] if node.get(TYPED) else []
    if isinstance(node, nodes.footnote):
        yield from (f"text of footnote {name}" for name in node["names"])
    elif isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        yield f"heading {sum(isinstance(around, nodes.section) for around in ancestors(node))}"
    elif isinstance(node, nodes.TextElement) and not node.get(TYPED):
        for part in node.findall(nodes.Element):
            yield from _inline_marks(part, shared) if part is not node else ()


def _inline_marks(part: nodes.Element, shared: Collection[str]) -> Iterator[str]:
    if part.get(TYPED):
        role, name, *options = [*str(part[TYPED]).split(), ""]
        compared = [option for option in options if role == NUMBER.name and option.partition("=")[0] in shared]
        yield " ".join([role, name, *sorted(compared)])
    elif isinstance(part, addnodes.pending_xref):
        if part.get("refdomain") == "cite":
            # Languages share the numbers of pages among the words around a citation.
            pages = lambda around: " ".join(["", *re.findall("[0-9]+", around[1])])  # noqa: E731
            works = _AROUND_CITATION.sub(pages, part["reftarget"]).split(",")
            yield from (f"citation {work.strip()}" for work in works)
        elif part.get("refdomain") == "std":
            yield f"{part['reftype']} {part['reftarget']}"
    elif isinstance(part, nodes.footnote_reference):
        yield f"footnote {part.get('refname')}"
    elif isinstance(part, nodes.inline):
        yield from (f"label {name}" for name in part["names"])
        yield from [EDITORS] if EDITORS in part["classes"] else []


def differences(ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[str]:
    """Find blocks whose numbers (with what is said of them: `approx`, `noun`, `digits`), citations, labels, embeds or remarks of the editors differ between the languages; of a chapter whose front matter says `parity: section`, such sections."""
    # A chapter cannot be read, or holds a block that is not closed, which is told.
    if not (ours and theirs):
        return
    (front, *ours), (their_front, *theirs) = ours, theirs
    if front.shared != their_front.shared:
        yield _out_of_step(front, their_front, _only(front, their_front))
        return
    first, second = _sections(ours), _sections(theirs)
    lacking = [(name, first[name][0], their_front) for name in first if name not in second]
    lacking += [(name, second[name][0], front) for name in second if name not in first]
    for name, block, other in lacking:
        if name:
            what = f"the term '{name[len('term ') :]}'" if name.startswith("term ") else f"the section '{name}'"
            yield f"{block.place}: {what} is missing in {other.file}; write it there, or remove it here"
    headings = [name for name in first if name in second and not name.startswith("term ")]
    for name, their_name in zip(headings, filter(headings.__contains__, second), strict=True):
        if name != their_name:
            words = f"the one is the section '{name}', the other '{their_name}'; let both chapters have the same order"
            yield _out_of_step(first[name][0], second[their_name][0], words)
            return
    compare = _in_section if BY_SECTION in front.shared else _in_blocks
    for name, blocks_of_ours in first.items():
        if name in second:
            yield from compare(blocks_of_ours, second[name])


def _sections(blocks: Sequence[Block]) -> dict[str, list[Block]]:
    sections: dict[str, list[Block]] = {}
    for block in blocks:
        sections.setdefault(block.section, []).append(block)
    return sections


def _in_section(ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[str]:
    """Yield the faults of a section: of what leads it, else of all that one language lacks, or has less often; plain references are free."""
    first, second = _compared(ours), _compared(theirs)
    leading = list(_in_blocks([block for block in first if block.leads], [block for block in second if block.leads]))
    if leading:
        yield from leading
        return
    faults = [*_more_often(first, second), *_more_often(second, first)]
    if faults:
        yield _out_of_step(ours[0], theirs[0], f"{'; '.join(faults)}; let the same section of both hold the same")


def _compared(blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` without what a section may have in one language alone."""
    compared = []
    for block in blocks:
        marks = [mark for mark in block.shared if not mark.startswith(_FREE)]
        compared.append(block._replace(shared=tuple(marks)))
    return compared


def _more_often(blocks: Sequence[Block], others: Sequence[Block]) -> Iterator[str]:
    """Yield in words what stands in ``blocks`` more often than in ``others``, with the line where it stands last."""
    counts, theirs = (Counter(mark for block in side for mark in block.shared) for side in (blocks, others))
    lines = {mark: block.line for block in blocks for mark in block.shared}
    more = []
    for mark, line in sorted(lines.items()):
        if counts[mark] > theirs[mark]:
            more.append(f"{mark} (line {line}{', more often' if theirs[mark] else ''})")
    if more:
        yield f"only {blocks[0].file}: {', '.join(more)}"


def _in_blocks(ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[str]:
    """Yield the fault of each block that differs; only the first where one language has more blocks, as the others follow from it."""
    keys, their_keys = ([(block.kind, block.shared) for block in side] for side in (ours, theirs))
    if len(ours) == len(theirs):
        for own, other in zip(ours, theirs, strict=True):
            if (own.kind, own.shared) != (other.kind, other.shared):
                yield _out_of_step(own, other, _only(own, other))
        return
    codes = SequenceMatcher(None, keys, their_keys, autojunk=False).get_opcodes()
    _, begin, end, other_begin, other_end = next(code for code in codes if code[0] != "equal")
    if begin < end and other_begin < other_end:
        yield _out_of_step(ours[begin], theirs[other_begin], _only(ours[begin], theirs[other_begin]))
        return
    more, others, at = (ours[begin], theirs, other_begin) if begin < end else (theirs[other_begin], ours, begin)
    after = others[min(at, len(others) - 1)]
    yield f"{more.place}: has a {more.kind} more than {after.place}; add its counterpart there, or remove it here"


def _only(ours: Block, theirs: Block) -> str:
    """Return in words what one of two blocks has alone, or more often."""
    faults = [] if ours.kind == theirs.kind else [f"the one is a {ours.kind}, the other a {theirs.kind}"]
    for block, other in ((ours, theirs), (theirs, ours)):
        counts = {mark: block.shared.count(mark) - other.shared.count(mark) for mark in block.shared}
        more = [mark for mark, count in counts.items() if count > 0]
        faults += [f"only {block.file}: {', '.join(more)}"] if more else []
    return f"{'; '.join(faults)}; let the same paragraph of both hold the same"


def _out_of_step(ours: Block, theirs: Block, words: str) -> str:
    return f"{ours.place} and {theirs.place} are out of step: {words}"
