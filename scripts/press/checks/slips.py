"""Find slips of Markdown, which would be published as typed, or not at all: open code and bold words, roles with a space, cells too many, open blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from docutils import nodes
from markdown_it.rules_block.table import escapedSplit

from press.checks.collect import Mark, place_of
from press.checks.typed import ancestors, blocks, place_in
from press.directives.typed import TYPED

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


def slips(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find slips of Markdown: a backtick or `**` without its counterpart, a role with a space, a broken link, a row with more cells than the head of its table, a block that is not closed, a sign that turns the direction of writing."""
    for block in blocks(document):
        if isinstance(block, nodes.TextElement) and not isinstance(block, _AS_TYPED) and not block.get(TYPED):
            yield from _left_in(block, document)
    file = place_of(document, document)[0]
    yield from (Mark("slips", file, line, what) for line, what in _in_source(_source(document)))


def _left_in(block: nodes.TextElement, document: nodes.document) -> Iterator[Mark]:
    file, line = place_in(block, document)
    for text in block.findall(nodes.Text):
        inner = takewhile(lambda around: around is not block, ancestors(text))
        if any(isinstance(around, _AS_TYPED) or around.get(TYPED) for around in inner):
            line += text.count("\n")
            continue
        after = text.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.literal) and (role := _ROLE_AND_SPACE.search(text)):
            message = f"a space stands between {{{role[1]}}} and its backtick; remove it"
            yield Mark("slips", file, line + text.count("\n", 0, role.start()), message)
        for pattern, what in _LEFT:
            if match := re.search(pattern, text):
                named = {key: value or "" for key, value in match.groupdict().items()}
                yield Mark("slips", file, line + text.count("\n", 0, match.start()), what.format(**named))
                break
        line += text.count("\n")


def _in_source(lines: list[str]) -> Iterator[tuple[int, str]]:
    text = "\n".join(lines)
    for footnote in _FOOTNOTE.finditer(text):
        if text.count(f"[^{footnote[1]}]") == 1:
            message = f"nothing refers to the footnote [^{footnote[1]}], which no reader sees; write [^{footnote[1]}] in the text, or remove it"
            yield text.count("\n", 0, footnote.start()) + 1, message
    if _OPEN_FRONT.match(text):
        yield 1, "the front matter is not closed; end it with a line ---"
    opened: list[tuple[int, str]] = []
    columns = 0
    for number, line in enumerate(lines, start=1):
        if sign := _DIRECTIONS.search(line):
            yield (
                number,
                f"a sign that turns the direction of writing (U+{ord(sign[0]):04X}) stands here, which nobody sees; remove it",
            )
        if fence := _FENCE.match(line):
            columns = 0
            _open_or_close(opened, number, fence["fence"], fence["info"].strip())
        elif opened and opened[-1][1][0] in "`~" and not opened[-1][1].endswith("{"):
            continue
        elif "|" in line:
            cells = escapedSplit(_NESTED.sub("", line).strip())
            cells = cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]
            if number < len(lines) and re.fullmatch(r"[ >]*\|?[ :|-]*-[ :|-]*", lines[number]) and "|" in lines[number]:
                columns = len(cells)
            elif columns and any(cell.strip() for cell in cells[columns:]):
                lost = cells[columns].strip()
                yield (
                    number,
                    f"the row has {len(cells)} cells, the head of its table {columns}, so that '{lost}' is lost; remove a cell, add a column, or write \\| for a line within a cell",
                )
        elif not line.strip():
            columns = 0
    yield from (
        (number, f"the {fence.rstrip('{')} {_OPEN}; end the block with such a line") for number, fence in opened
    )


def has_open_blocks(document: nodes.document) -> bool:
    """Return whether a directive or code in a chapter is not closed, and holds what was meant to stand after it."""
    return any(_OPEN in what for _, what in _in_source(_source(document)))


def _source(document: nodes.document) -> list[str]:
    path = Path(document.settings.env.doc2path(document.settings.env.docname))
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.suffix == ".md" else []


def _open_or_close(opened: list[tuple[int, str]], number: int, fence: str, info: str) -> None:
    """Take a line of signs as Markdown does: within code nothing but its end counts."""
    if opened:
        last = opened[-1][1].rstrip("{")
        if not info and fence.startswith(last):
            opened.pop()
            return
        if last[0] in "`~" and not opened[-1][1].endswith("{"):
            return
    if info:
        opened.append((number, fence + "{" * info.startswith("{")))
