"""Reads chapters as blocks: what they embed, cite and label, and what in them would be misread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.checks.markup import DIRECTIVE, LABEL, OPTION, PRINTED_OPTIONS, ROLE, TARGET_DIRECTIVES, is_target_role

# Words before and after a citation, of which languages share the page: {cite:p}`key{p. 89}`.
_AROUND_CITATION = re.compile(r"\{([^}]*)\}")
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]]+)\]:?")
# Options that change what is stated: a hedge in one edition only is another statement. The others are matters of the
# language: where a month has to be declined, its name is written and the year alone comes from the role.
_SHARED_OPTIONS = ("approx", "noun", "digits")


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or directive of a chapter, with the line it starts at."""

    line: int
    text: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What the block has to share with its counterpart in other languages, in any order: roles, embeds, labels."""
        found = [_role_mark(match) for match in ROLE.finditer(self.text)]
        for line in self.text.splitlines():
            found += [f"label {match['label']}" for match in [LABEL.match(line)] if match]
            found += [_directive_mark(match) for match in [DIRECTIVE.match(line)] if match]
            found += [_option_mark(match) for match in [OPTION.match(line)] if match]
        found += [f"footnote {match['label']}" for match in _FOOTNOTE.finditer(self.text)]
        heading = re.match(r"#+ ", self.text)
        return tuple(sorted(found + ([f"heading {len(heading[0]) - 1}"] if heading else [])))

    @property
    def numbers(self) -> tuple[str, ...]:
        """Those of the marks that are numbers."""
        return tuple(mark for mark in self.marks if mark.startswith("number "))


def _role_mark(match: re.Match[str]) -> str:
    """The language-neutral part of a role: the label in ``text <label>``, the name of a number, what it is to say."""
    role, text = match["role"], match["text"]
    target = re.search(r"<([^>]+)>$", text)
    if target:
        return f"{role} {target[1]}"
    if role == "number":
        name, *options = text.split() or [""]
        return " ".join([role, name, *sorted(word for word in options if word.split("=")[0] in _SHARED_OPTIONS)])
    if role.partition(":")[0] == "cite":
        text = _AROUND_CITATION.sub(lambda words: f"{{{' '.join(re.findall(r'[0-9]+', words[1]))}}}", text)
    return f"{role} {text}" if is_target_role(role) else role


def _directive_mark(match: re.Match[str]) -> str:
    """A directive with what it names; a title is a matter of the language."""
    return f"{match['name']} {match['argument']}" if match["name"] in TARGET_DIRECTIVES else match["name"]


def _option_mark(match: re.Match[str]) -> str:
    return match["key"] if match["key"] in PRINTED_OPTIONS else f"{match['key']} {match['value']}"


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
        elif not fence and (opened := re.match(r"(:{3,}|`{3,}|~{3,})", line)):
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
        mark = re.match(r"\s*(:{3,}|`{3,}|~{3,})(.*)", line)
        if mark and opened and not mark[2].strip() and mark[1] == opened[-1][1]:
            opened.pop()
        elif mark and not (opened and opened[-1][1][0] in "`~"):
            opened.append((number, mark[1]))
        if _BROKEN_HEAD.match(line) and not DIRECTIVE.match(line):
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
