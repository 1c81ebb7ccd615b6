"""What in a chapter is markup, which no reader sees as words: code, comments, targets of roles and directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Roles whose text is a name, not words; in ``text <name>`` only the name is one.
TARGET_ROLES = {"number", "ref", "doc", "numref", "eq", "download", "term", "footcite"}
# Directives whose argument is a name, not words.
TARGET_DIRECTIVES = {
    *("chart", "datatable", "codebook", "finding", "figure", "image", "include", "bibliography", "toctree", "grid"),
    "raw",
}
# Options whose value is printed or spoken.
PRINTED_OPTIONS = {"alt", "caption", "title", "subtitle", "header", "subject"}
_CODE_ROLES = {"code", "literal", "math", "kbd", "samp", "file", "command", "program"}
CODE_DIRECTIVES = {"code", "code-block", "code-cell", "sourcecode", "highlight", "literalinclude", "math"}

DIRECTIVE = re.compile(r"^\s*(?P<fence>:{3,}|`{3,}|~{3,})\{(?P<name>[a-z][\w:-]*)\}\s*(?P<argument>.*)$")
LABEL = re.compile(r"^\s*\((?P<label>[a-z0-9-]+)\)=\s*$")
OPTION = re.compile(r"^\s*:(?P<key>[a-z-]+):\s*(?P<value>.*)$")
ROLE = re.compile(r"\{(?P<role>[A-Za-z][\w:.+-]*)\}(?P<ticks>`+)(?P<text>[^`]*)(?P=ticks)(?!`)")
_FENCE = re.compile(r"^\s*(?P<fence>:{3,}|`{3,}|~{3,})(?P<rest>.*)$")
_COMMENT_LINE = re.compile(r"^ {0,3}%.*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Within a paragraph: code between equally many backticks, or a role.
_TICKED = re.compile(
    r"(?P<role>\{[A-Za-z][\w:.+-]*\})?(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)(?P=ticks)(?!`)", re.DOTALL
)


def is_target_role(role: str) -> bool:
    """Whether the text of ``role`` names something instead of being printed."""
    return role in TARGET_ROLES or role.partition(":")[0] == "cite"


def blank(text: str) -> str:
    """As many spaces as ``text`` has characters, its line ends kept, so that what follows stays where it is."""
    return re.sub(r"[^\n]", " ", text)


def outside_code(text: str) -> str:
    """``text`` with code, formulas and comments blanked; every other character stays in its place."""
    lines = "\n".join(_outside_fences(text.split("\n")))
    for comment in (_COMMENT, _COMMENT_LINE):
        lines = comment.sub(lambda match: blank(match[0]), lines)
    return _TICKED.sub(lambda match: blank(match[0]) if _is_code(match["role"]) else match[0], lines)


def _outside_fences(lines: list[str]) -> Iterator[str]:
    opened: list[str] = []
    in_code = False
    for line in lines:
        if opened and _closes(line, opened[-1]):
            opened.pop()
            yield blank(line)
            in_code = False
            continue
        fence = None if in_code else _FENCE.match(line)
        if fence and _opens(fence):
            opened.append(fence["fence"])
            in_code = _opens_code(line)
        yield blank(line) if in_code else line


def _opens(fence: re.Match[str]) -> bool:
    """Whether the fence begins a block: three backticks with another one on the line are code within a sentence."""
    return fence["fence"][0] != "`" or "`" not in fence["rest"]


def _opens_code(line: str) -> bool:
    directive = DIRECTIVE.match(line)
    return directive["name"] in CODE_DIRECTIVES if directive else line.lstrip()[0] != ":"


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(fence) and set(bare) == {fence[0]}


def _is_code(role: str | None) -> bool:
    return role is None or role.strip("{}") in _CODE_ROLES
