"""Reads chapters as blocks: what they embed, cite and label, and which digits they type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ROLE = re.compile(r"\{(?P<role>[a-z:]+)\}`(?P<text>[^`]*)`")
_DIRECTIVE = re.compile(r"^(?P<fence>:{3,}|`{3,})\{(?P<name>[a-z-]+)\}\s*(?P<argument>.*)$")
_LABEL = re.compile(r"^\((?P<label>[a-z0-9-]+)\)=$")
_OPTION = re.compile(r"^:(?P<key>[a-z-]+):\s*(?P<value>.*)$")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]]+)\]:?")
# Stretches in which digits are not numbers of the text: quotations, code, roles, links, names.
_EXEMPT = re.compile(
    r"\{[a-z:]+\}`[^`]*`|`[^`]*`|“[^”]*”|«[^»]*»|\"[^\"]*\"|\]\([^)]*\)|<[^>]*>|\[\^[^\]]+\]:?|\{#[^}]*\}"
)


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or directive of a chapter, with the line it starts at."""

    line: int
    text: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What the block has to share with its counterpart in other languages, in any order: roles, embeds, labels."""
        found = [f"{match['role']} {self._target(match)}" for match in _ROLE.finditer(self.text)]
        for line in self.text.splitlines():
            found += [f"label {match['label']}" for match in [_LABEL.match(line)] if match]
            found += [f"{match['name']} {match['argument']}" for match in [_DIRECTIVE.match(line)] if match]
            found += [f"{match['key']} {match['value']}" for match in [_OPTION.match(line)] if match]
        found += [f"footnote {match['label']}" for match in _FOOTNOTE.finditer(self.text)]
        heading = re.match(r"#+ ", self.text)
        return tuple(sorted(found + ([f"heading {len(heading[0]) - 1}"] if heading else [])))

    @staticmethod
    def _target(match: re.Match[str]) -> str:
        """The language-neutral part of a role: the label in ``text <label>``, the name of a number without options."""
        text = match["text"]
        inner = re.search(r"<([^>]+)>$", text)
        if inner:
            return inner[1]
        return _shared_number(text) if match["role"] == "number" else text


def _shared_number(text: str) -> str:
    """The name of a number with what it is called and counted; the other options are a language's own affair."""
    name, *options = text.split() or [""]
    return " ".join([name, *sorted(option for option in options if option.startswith(("approx=", "noun=")))])


def blocks(text: str) -> list[Block]:
    """The blocks of a chapter, divided by empty lines; a fenced directive is one block."""
    found: list[Block] = []
    current: list[str] = []
    start, fence = 1, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not current:
            start = number
        if fence or line.strip():
            current.append(line)
        if fence and line.strip() == fence:
            fence = ""
        elif not fence and (opened := re.match(r"(:{3,}|`{3,})", line)):
            fence = opened[1]
        if not fence and not line.strip() and current:
            found.append(Block(start, "\n".join(current)))
            current = []
    if current:
        found.append(Block(start, "\n".join(current)))
    return found


# What looks like the head of a directive but would be printed as text.
_BROKEN_HEAD = re.compile(r"^(?:::+\{|`{3,}\{|:{3,}[a-z])")
_FOOTNOTE_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?P<colon>:?)")


def structure_faults(text: str) -> Iterator[tuple[int, str]]:
    """Line and words for what Sphinx would misread without saying where: titles, fences, directives, footnotes."""
    lines = text.splitlines()
    headings = [number for number, line in enumerate(lines, start=1) if re.match(r"#+ ", line)]
    if not headings or not lines[headings[0] - 1].startswith("# "):
        yield (headings or [1])[0], "the chapter does not begin with a title: write '# Title' as its first heading"
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        mark = re.match(r"(:{3,}|`{3,})(.*)", line)
        if mark and opened and not mark[2].strip() and mark[1] == opened[-1][1]:
            opened.pop()
        elif mark and not (opened and opened[-1][1].startswith("`")):
            opened.append((number, mark[1]))
        if _BROKEN_HEAD.match(line) and not _DIRECTIVE.match(line):
            yield number, f"'{line.strip()}' is no directive: write it as :::{{name}} argument"
    for number, mark_text in opened:
        yield number, f"the {mark_text} opened here is not closed: end the block with a line {mark_text}"
    yield from _footnote_faults(lines)


def _footnote_faults(lines: list[str]) -> Iterator[tuple[int, str]]:
    marks = [(number, match) for number, line in enumerate(lines, start=1) for match in _FOOTNOTE_MARK.finditer(line)]
    defined = {match["label"] for _, match in marks if match["colon"] and match.start() == 0}
    for number, match in marks:
        if match["label"] not in defined:
            yield number, f"the footnote [^{match['label']}] has no text: add a line [^{match['label']}]: ..."


def typed_digits(text: str, names: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """Line and text of each number typed into prose, leaving out quotations, code, roles, links and ``names``."""
    fenced = False
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(r"\s*(`{3,}|:{3,})", line):
            fenced = line.lstrip().startswith("```") and not fenced
            continue
        if fenced or _LABEL.match(line) or _OPTION.match(line) or line.startswith((">", "<!--", "%")):
            continue
        rest = _EXEMPT.sub(" ", line)
        rest = re.sub(r"^\s*\d+[.)] ", " ", rest)
        for name in names:
            rest = rest.replace(name, " ")
        for match in re.finditer(r"\d[\d.,\u00a0 ]*\d|\d", rest):
            yield number, match[0]
