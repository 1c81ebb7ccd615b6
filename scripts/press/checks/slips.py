"""Find slips of Markdown, which would be published as typed, or not at all; remarks of the editors and pictures that are not as they have to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from markdown_it.rules_block.table import escapedSplit

from press.checks.check import Fault, place_of
from press.checks.prose import ancestors, blocks, front_matter, place_in
from press.core.files import is_remote
from press.directives.components import EDITORS, TYPED, remark
from press.directives.links import has_ancestor

# What shows its text as it was typed.
_AS_TYPED = (nodes.literal, nodes.FixedTextElement, nodes.math, nodes.raw, nodes.comment, nodes.system_message)
# Signs of Markdown that are left in a text, as they were not understood.
_LEFT = (
    (r"\{(?P<name>[a-z][\w:.+-]*)\}`", "the backtick after {{{name}}} is not closed; put another ` behind the text"),
    (r"`", "a backtick is not closed; put another ` behind the text, or write it as code to show one"),
    (r"(?<!\*)\*\*(?!\*)(?=\w)|(?<=\w)\*\*(?!\*)(?!\w)|(?<=[»”\"])\*\*(?=\w)", "two stars ** are not paired; put ** right before and right behind the bold words"),
    (r"\]\(", "a link is not closed, or its address holds a space; write [words](address)"),
    (r"\]\s+\((?:https?:|#)\S*\)", "a space stands between the words of a link and its address; remove it"),
    (r"\[\^(?P<name>[^\[\]\s]+)\]", "the footnote [^{name}] has no text; add a line [^{name}]: ..."),
    (r"(?m)^(?P<name>[:~]{2,}\{.*)", "'{name}' is no directive; write it as :::{{name}} argument"),
    (r"(?<=\S)\{\.(?P<name>[\w-]+)\}|^\{\.(?P<other>[\w-]+)\}", "nothing in brackets stands before the class; write [...]{{.class}}, without brackets open within"),
)  # fmt: skip
_ROLE_AND_SPACE = re.compile(r"\{([a-z][\w:.+-]*)\}\s+$")
# Signs that turn the direction of what follows: words would be shown otherwise than they are typed.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FENCE = re.compile(r"^[ >]*(?P<fence>:{3,}|`{3,}|~{3,})(?P<info>.*)$")
_OPEN_FRONT = re.compile(r"---[ \t]*\n(?!.*^(?:---|\.\.\.)[ \t]*$)", re.DOTALL | re.MULTILINE)
_FOOTNOTE = re.compile(r"^\[\^([^\[\]\s]+)\]:", re.MULTILINE)
_OPEN = "opened here is not closed"
_NESTED = re.compile(r"^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*")
# A page with more remarks says them side by side with an argument that it no longer restates.
_MOST = 3
# Classes of blocks that are unfolded on demand.
_FOLDS = {"dropdown", "toggle"}
_FOLDED = "a remark of the editors is folded away, where what it says of a sentence goes unread; let it stand open"
_MORE = (
    f"this chapter restates, and has more than {_MOST} remarks of the editors; move the paragraph to the chapter of what the editors "
    f"found, or, if all of the chapter is theirs, say 'voice: {EDITORS}' in its front matter"
)


def slips(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find slips of Markdown: a backtick or `**` without its counterpart, a role with a space, a broken link, a row with more cells than the head of its table, a block that is not closed, a sign that turns the direction of writing."""
    for block in blocks(document):
        if isinstance(block, nodes.TextElement) and not isinstance(block, _AS_TYPED) and not block.get(TYPED):
            yield from _left_in(block, document)
    file, lines = place_of(document, document)[0], _source(document)
    text = "\n".join(lines)
    for footnote in _FOOTNOTE.finditer(text):
        if text.count(f"[^{footnote[1]}]") == 1:
            words = f"nothing refers to the footnote [^{footnote[1]}], which no reader sees; write [^{footnote[1]}] in the text, or remove it"
            yield Fault(file, text.count("\n", 0, footnote.start()) + 1, words)
    if _OPEN_FRONT.match(text):
        yield Fault(file, 1, "the front matter is not closed; end it with a line ---")
    yield from (Fault(file, line, what) for line, what in _in_source(lines))


def _left_in(block: nodes.TextElement, document: nodes.document) -> Iterator[Fault]:
    file, line = place_in(block, document)
    for text in block.findall(nodes.Text):
        inner = takewhile(lambda around: around is not block, ancestors(text))
        if any(isinstance(around, _AS_TYPED) or around.get(TYPED) for around in inner):
            line += text.count("\n")
            continue
        after = text.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.literal) and (role := _ROLE_AND_SPACE.search(text)):
            message = f"a space stands between {{{role[1]}}} and its backtick; remove it"
            yield Fault(file, line + text.count("\n", 0, role.start()), message)
        for pattern, what in _LEFT:
            if match := re.search(pattern, text):
                named = {key: value or "" for key, value in match.groupdict().items()}
                yield Fault(file, line + text.count("\n", 0, match.start()), what.format(**named))
                break
        line += text.count("\n")


def _in_source(lines: list[str]) -> Iterator[tuple[int, str]]:
    # Line, signs and kind of the blocks that are open.
    opened: list[tuple[int, str, bool]] = []
    columns = 0
    for number, line in enumerate(lines, start=1):
        # Within code nothing but its end counts.
        _, signs, is_code = opened[-1] if opened else (0, "", False)
        if sign := _DIRECTIONS.search(line):
            words = f"a sign that turns the direction of writing (U+{ord(sign[0]):04X}) stands here, which nobody sees"
            yield number, f"{words}; remove it"
        if fence := _FENCE.match(line):
            columns, info = 0, fence["info"].strip()
            if opened and not info and fence["fence"].startswith(signs):
                opened.pop()
            elif info and not is_code:
                opened.append((number, fence["fence"], fence["fence"][0] in "`~" and not info.startswith("{")))
        elif is_code:
            continue
        elif "|" in line:
            cells = escapedSplit(_NESTED.sub("", line).strip())
            cells = cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]
            if number < len(lines) and re.fullmatch(r"[ >]*\|?[ :|-]*-[ :|-]*", lines[number]) and "|" in lines[number]:
                columns = len(cells)
            elif columns and any(cell.strip() for cell in cells[columns:]):
                lost, remedy = (
                    cells[columns].strip(),
                    "remove a cell, add a column, or write \\| for a line within a cell",
                )
                words = f"the row has {len(cells)} cells, the head of its table {columns}, so that '{lost}' is lost"
                yield number, f"{words}; {remedy}"
        elif not line.strip():
            columns = 0
    for number, signs, _ in opened:
        yield number, f"the {signs} {_OPEN}; end the block with such a line"


def has_open_blocks(document: nodes.document) -> bool:
    """Return whether a directive or code in a chapter is not closed, and holds what was meant to stand after it."""
    return any(_OPEN in what for _, what in _in_source(_source(document)))


def _source(document: nodes.document) -> list[str]:
    path = Path(document.settings.env.doc2path(document.settings.env.docname))
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.suffix == ".md" else []


def remarks(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find more than three remarks of the editors in a chapter that restates (whose front matter says neither `voice: editors` nor `parity: section`), remarks that are folded away, and those that are not marked as such because of a slip."""
    found = [
        node
        for node in document.findall(nodes.Element)
        if isinstance(node, remark) or (isinstance(node, nodes.inline) and EDITORS in node["classes"])
        if not has_ancestor(node, remark)
    ]
    for node in found:
        if any(not _FOLDS.isdisjoint([*box["classes"], box.get("design_component")]) for box in ancestors(node)):
            yield Fault(*place_of(node, document), _FOLDED)
    front = front_matter(document)
    if front.get("voice") != EDITORS and front.get("parity") != "section":
        yield from (Fault(*place_of(node, document), _MORE) for node in found[_MOST:])
    for span in document.findall(nodes.inline):
        near = [name for name in span["classes"] if name != EDITORS and get_close_matches(name, [EDITORS], cutoff=0.75)]
        if near:
            message = f"'.{near[0]}' is no class of a remark; write [...]{{.{EDITORS}}}"
            yield Fault(*place_of(span, document), message)


def pictures(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find pictures that say nothing in words, that another host has, or whose name has letters or spaces that do not survive in an address."""
    for image in document.findall(nodes.image):
        # What code of a notebook draws has its words elsewhere.
        if any("output" in box.get("nb_element", "") for box in ancestors(image)):
            continue
        uri, place = unquote(image["uri"]), place_of(image, document)
        is_file = not is_remote(uri)
        if not is_file and not uri.startswith("data:"):
            message = f"{uri} is not in the folder of the book, and pages ask no other host for anything; put the file into it"
            yield Fault(*place, message)
        if is_file and (not uri.isascii() or " " in uri):
            message = f"the name {uri} has letters or spaces that do not survive in an address; rename it with Latin letters, digits and hyphens"
            yield Fault(*place, message)
        # Of a file that is not there Sphinx tells.
        is_missing = is_file and not Path(document.settings.env.relfn2path(uri, docname)[1]).is_file()
        if not image.get("alt") and not is_missing:
            message = (
                f"the picture {uri} has no alternative; say in a sentence what it shows, with ![...]({uri}) or :alt:"
            )
            yield Fault(*place, message)
