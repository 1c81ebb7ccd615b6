"""Compare what an edition shares with another, block by block, or section by section: numbers, citations, references, labels, embeds, remarks.

A block is compared with the one in the same place of the section, or of the definition of the same term. A chapter whose front matter says
``parity: section`` has other paragraphs in each language; of its sections the same has to stand in each, in whatever sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher, get_close_matches
from itertools import zip_longest
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from press.checks.check import Fault
from press.checks.collect import Mark
from press.checks.slips import has_open_blocks
from press.checks.structure import FRONT
from press.checks.typed import ancestors, blocks, front_matter, place_in
from press.directives.components import EDITORS, component
from press.directives.typed import TYPED
from press.notebooks.results import NUMBER

BY_SECTION = "parity: section"
# Options of a number that change what is stated; the others are matters of the language. Sentences that differ need not count the same noun.
_SHARED, _IN_SECTION = ("approx", "noun", "digits"), ("approx", "digits")
# What a section may have in one language alone.
_FREE = ("ref ", "numref ", "doc ", "term ", "eq ", "footnote ", "text of footnote ", "heading ")
_AROUND_CITATION = re.compile(r"\{([^}]*)\}")
_COUNTED = (nodes.TextElement, nodes.Admonition, nodes.image, nodes.footnote, component)


class Block(NamedTuple):
    """What a block has to share: its ``kind``, what stands in it, and the label of the section or term to which it belongs."""

    section: str
    kind: str
    marks: tuple[str, ...]


def counterparts(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Yield what each block of a document shares with its counterpart, first what the front matter says."""
    if has_open_blocks(document):
        return
    front = front_matter(document)
    said = tuple(f"{key}: {front[key]}" for key in FRONT if key in front)
    yield Mark("parity", *place_in(document, document), Block("", "front matter", said))
    shared = _IN_SECTION if BY_SECTION in said else _SHARED
    section, labels = "", list[nodes.Element]()
    for node in blocks(document):
        if isinstance(node, nodes.target):
            labels.append(node)
        elif isinstance(node, _COUNTED) or TYPED in node:
            if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section) and labels:
                section = labels[-1]["names"][0] if labels[-1]["names"] else section
            for each in (*labels, node):
                block = Block(_term(each) or section, _kind(each), tuple(sorted(_marks(each, shared))))
                file, line = place_in(each, document)
                yield Mark("parity", file, line, block, end=line + each.astext().count("\n"))
            labels = []


def _kind(node: nodes.Element) -> str:
    return node.parent.tagname.replace("_", " ") if isinstance(node.parent, nodes.list_item) else node.tagname


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
        is_number = role == NUMBER.name
        yield " ".join(
            [role, name, *sorted(word for word in options if is_number and word.partition("=")[0] in shared)]
        )
    elif isinstance(part, addnodes.pending_xref):
        if part.get("refdomain") == "cite":
            works = _AROUND_CITATION.sub(_pages, part["reftarget"]).split(",")
            yield from (f"citation {work.strip()}" for work in works)
        elif part.get("refdomain") == "std":
            yield f"{part['reftype']} {part['reftarget']}"
    elif isinstance(part, nodes.footnote_reference):
        yield f"footnote {part.get('refname')}"
    elif isinstance(part, nodes.inline):
        yield from (f"label {name}" for name in part["names"])
        yield from [EDITORS] if EDITORS in part["classes"] else []


def _pages(words: re.Match[str]) -> str:
    """Return what languages share of the words around a citation: the numbers."""
    pages = " ".join(re.findall("[0-9]+", words[1]))
    return f" {pages}" if pages else ""


def differences(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Iterator[Fault]:
    """Find blocks whose numbers (with what is said of them: `approx`, `noun`, `digits`), citations, labels, embeds or remarks of the editors differ between the languages; of a chapter whose front matter says `parity: section`, such sections."""
    # A chapter cannot be read, or holds a block that is not closed, which is told.
    if not (ours and theirs):
        return
    (front, *ours), (their_front, *theirs) = ours, theirs
    if front.what != their_front.what:
        yield _out_of_step(front, their_front, _only(front, their_front))
        return
    by_section = BY_SECTION in front.what.marks
    first, second = _sections(ours), _sections(theirs)
    yield from _missing(first, second, front, their_front)
    headings = [
        [name for name in one if not name.startswith("term ") and name in other]
        for one, other in ((first, second), (second, first))
    ]
    for name, other in zip(*headings, strict=True):
        if name != other:
            words = f"the one is the section '{name}', the other '{other}'; let both chapters have the same order"
            yield _out_of_step(first[name][0], second[other][0], words)
            return
    for name, own in first.items():
        if name in second:
            yield from (_in_section if by_section else _in_blocks)(own, second[name])


def _sections(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for mark, after in zip_longest(marks, marks[1:]):
        # What cannot be shown has left no mark behind it.
        end = max(mark.end, after.line - 1) if after else mark.end
        found.setdefault(mark.what.section, []).append(replace(mark, end=end))
    return found


def _missing(first: dict[str, list[Mark]], second: dict[str, list[Mark]], *fronts: Mark) -> Iterator[Fault]:
    """Yield the fault of each section or term that one chapter lacks, unless the other has one of almost the same label."""
    alone = [name for name in second if name and name not in first]
    for name in [name for name in first if name and name not in second]:
        mark, label = first[name][0], name.removeprefix("term ")
        if near := get_close_matches(name, alone, n=1, cutoff=0.8):
            alone.remove(near[0])
            renamed = near[0].removeprefix("term ")
            words = f"the one is labelled '{label}', the other '{renamed}'; let both have the same label"
            yield replace(_out_of_step(mark, second[near[0]][0], words), lost=(label, renamed))
        else:
            yield _lacks(name, mark, fronts[1])
    yield from (_lacks(name, second[name][0], fronts[0]) for name in alone)


def _lacks(name: str, mark: Mark, lacking: Mark) -> Fault:
    what, label = ("term", name.removeprefix("term ")) if name.startswith("term ") else ("section", name)
    words = f"{mark.place}: the {what} '{label}' is missing in {lacking.file}; write it there, or remove it here"
    return Fault(words, lost=(label,))


def _in_section(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Iterator[Fault]:
    """Yield the fault of a section of which one language lacks what the other has in it, or has what is labelled in another order; plain references are free."""
    first, second = ({one: mark for mark in reversed(side) for one in mark.what.marks} for side in (ours, theirs))
    found = []
    for own, other in ((first, second), (second, first)):
        only = [f"{one} (line {own[one].line})" for one in sorted(own.keys() - other) if not one.startswith(_FREE)]
        found += [f"only {ours[0].file if own is first else theirs[0].file}: {', '.join(only)}"] if only else []
    if found:
        words = f"{'; '.join(found)}; let the same section of both hold the same"
        yield _out_of_step(ours[0], theirs[0], words, ours, theirs)
        return
    orders = ([one for mark in side for one in mark.what.marks if one.startswith("label ")] for side in (ours, theirs))
    for one, another in zip(*orders, strict=False):
        if one != another:
            words = f"the one has the {one} here, the other the {another}; let both have the same order"
            yield _out_of_step(first[one], second[another], words)
            return


def _in_blocks(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Iterator[Fault]:
    """Yield the fault of each block that differs; where one language has more blocks, only the first, as the others follow from it."""
    if len(ours) == len(theirs):
        pairs = zip(ours, theirs, strict=True)
        yield from (_out_of_step(own, other, _only(own, other)) for own, other in pairs if own.what != other.what)
        return
    matcher = SequenceMatcher(None, [mark.what for mark in ours], [mark.what for mark in theirs], autojunk=False)
    first = next(code for code in matcher.get_opcodes() if code[0] != "equal")
    _, begin, end, other_begin, other_end = first
    if begin < end and other_begin < other_end:
        yield _out_of_step(ours[begin], theirs[other_begin], _only(ours[begin], theirs[other_begin]))
        return
    mark, others, at = (ours[begin], theirs, other_begin) if begin < end else (theirs[other_begin], ours, begin)
    # What the other chapter lacks may stand there, with a fault of its own.
    before, after = others[max(at - 1, 0)], others[min(at, len(others) - 1)]
    message = (
        f"{mark.place}: has a {mark.what.kind} more than {after.place}; add its counterpart there, or remove it here"
    )
    # Footnotes stand at the end, whatever is wrong where they are referred to.
    first_line = 1 if mark.what.kind == "footnote" else before.line
    gap = frozenset(f"{after.file}:{line}" for line in range(first_line, after.line + 1))
    yield Fault(message, follows=gap)


def _only(own: Mark, other: Mark) -> str:
    """Return in words what one of two blocks has alone, or more often."""
    found = [] if own.what.kind == other.what.kind else [f"the one is a {own.what.kind}, the other a {other.what.kind}"]
    for mark, lacking in ((own, other), (other, own)):
        counts = {one: mark.what.marks.count(one) - lacking.what.marks.count(one) for one in mark.what.marks}
        more = [one for one, count in counts.items() if count > 0]
        found += [f"only {mark.file}: {', '.join(more)}"] if more else []
    return f"{'; '.join(found)}; let the same paragraph of both hold the same"


def _out_of_step(own: Mark, other: Mark, words: str, ours: Sequence[Mark] = (), theirs: Sequence[Mark] = ()) -> Fault:
    follows = {
        f"{side[0].file}:{line}"
        for side in (ours or [own], theirs or [other])
        for line in range(side[0].line, max(max(mark.end, mark.line) for mark in side) + 1)
    }
    return Fault(f"{own.place} and {other.place} are out of step: {words}", follows=frozenset(follows))
