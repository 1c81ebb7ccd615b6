"""Read a directive: its name, argument, options and body, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from press.directives.embeds import EMBEDS

# Directives whose argument is a name, not words, as it is for all embeds.
_TARGETS = {"figure", "image", "include", "bibliography", "toctree", "grid", "raw", "index", "contents", "only"}
# Options whose value is printed or spoken.
PRINTED_OPTIONS = {"alt", "caption", "title", "subtitle", "header", "subject"}
# Directives whose body is code, a formula or a list of names.
_CODE = {
    *("code", "code-block", "code-cell", "sourcecode", "highlight", "literalinclude", "math", "parsed-literal"),
    *("mermaid", "graphviz", "digraph", "graph", "plantuml", "doctest", "testcode", "testoutput", "ipython", "plot"),
    *("bibliography", "contents", "index", "tableofcontents", "toctree", "include", "image"),
}
# Directives whose body is printed and is no Markdown: as typed, or as HTML.
_PLAIN = {"csv-table": "text", "eval-rst": "text", "raw": "html_inline"}
_HEAD = re.compile(r"^\{(?P<name>[a-z][\w:.+-]*)\}(?:\s+(?P<argument>.*))?$")
_OPTION = re.compile(r"^\s*:(?P<key>[\w-]+):\s*(?P<value>.*)$")
_YAML_OPTION = re.compile(r"^(?P<key>[\w-]+):\s*(?P<value>.*)$")


@dataclass(frozen=True)
class Option:
    """An option of a directive, as typed, with its line."""

    key: str
    value: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A directive that begins at ``line``, with its ``body``, which begins at ``body_line``; ``head`` are the lines of its options as typed."""

    name: str
    argument: str
    options: tuple[Option, ...]
    line: int
    body: str
    body_line: int
    head: tuple[str, ...] = ()

    @property
    def content(self) -> str:
        """Return all that stands below its first line."""
        return "\n".join((*self.head, self.body))

    @property
    def is_markdown(self) -> bool:
        """Return whether the body is Markdown."""
        return self.name not in _CODE and self.name not in _PLAIN

    @property
    def names_something(self) -> bool:
        """Return whether the argument is a name, not words."""
        return self.name in _TARGETS or self.name in EMBEDS

    @property
    def classes(self) -> tuple[str, ...]:
        """Return the classes that its option ``class`` gives it."""
        return tuple(name for option in self.options if option.key == "class" for name in option.value.split())

    @property
    def plain(self) -> str:
        """Return the way in which a body is read that is printed and is no Markdown: as "text" or "html_inline"; empty for every other."""
        return _PLAIN.get(self.name, "")

    @property
    def printed(self) -> Iterator[tuple[int, str]]:
        """Return line and text of the argument and the options that are printed or spoken."""
        if self.argument and not self.names_something and self.name not in _CODE:
            yield self.line, self.argument
        yield from ((option.line, option.value) for option in self.options if option.key in PRINTED_OPTIONS)


def read_directive(info: str, content: str, line: int) -> Directive | None:
    """Return the directive that a fence at ``line`` begins with ``info``; nothing where it begins none."""
    head = _HEAD.match(info.strip())
    if head is None:
        return None
    lines = content.split("\n")
    size = _size_of_options(lines)
    options = tuple(_options(lines[:size], line + 1))
    # MyST leaves out an empty line between options and body.
    body = "\n".join(lines[size:])
    return Directive(
        head["name"], (head["argument"] or "").strip(), options, line, body, line + 1 + size, tuple(lines[:size])
    )


def _size_of_options(lines: list[str]) -> int:
    """Return how many lines the options take, in the form of MyST: between lines ``---``, or each behind a colon."""
    if lines[0].startswith("---"):
        closing = (number for number, line in enumerate(lines) if number and line.startswith("---"))
        return next(closing, len(lines) - 1) + 1
    if lines[0].startswith(":::"):
        return 0
    return next((number for number, line in enumerate(lines) if not line.lstrip().startswith(":")), len(lines))


def _options(lines: list[str], first: int) -> Iterator[Option]:
    for number, line in enumerate(lines, start=first):
        found = _OPTION.match(line) or _YAML_OPTION.match(line)
        if found:
            yield Option(found["key"], found["value"].strip(), number)


def is_closed(markup: str, lines: list[str]) -> bool:
    """Return whether the last of the ``lines`` of a fence closes it."""
    last = lines[-1].lstrip(" \t>").rstrip() if len(lines) > 1 else ""
    return len(last) >= len(markup) and set(last) == {markup[0]}
