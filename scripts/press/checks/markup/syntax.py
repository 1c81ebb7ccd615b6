"""Read a directive as MyST will: its argument and options are taken apart and converted by its own class."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from docutils.parsers.rst import Directive as RstDirective
from docutils.parsers.rst import directives
from docutils.parsers.rst.states import MarkupError
from myst_parser.parsers.directives import ParseWarnings, parse_directive_text

from press.checks.markup.kinds import DirectiveKind
from press.checks.myst.directive import Directive

# Options that MyST itself adds to a directive.
_OF_MYST: Mapping[str, Mapping[str, Any]] = {
    "include": {
        "relative-images": directives.flag,
        "relative-docs": directives.path,
        "heading-offset": directives.nonnegative_int,
    }
}
_UNKNOWN = re.compile(r"Unknown option keys: \[(?P<keys>.*?)\] \(allowed: \[(?P<allowed>.*?)\]\)", re.DOTALL)
_INVALID = re.compile(r"Invalid option value for '(?P<key>[^']*)': (?P<value>.*?): (?P<reason>.*)", re.DOTALL)
_REQUIRED = re.compile(r"(?P<required>\d+) argument\(s\) required, (?P<given>\d+) supplied")
_TOO_MANY = re.compile(r"maximum (?P<most>\d+) argument\(s\) allowed, (?P<given>\d+) supplied")
_MOST_NAMED = 12


@dataclass(frozen=True)
class Misuse:
    """A fault of a role or directive, at ``line``; ``warning`` is the kind of which Sphinx would warn, and ``stops`` whether it does."""

    line: int
    words: str
    warning: str = ""
    stops: bool = True


@dataclass(frozen=True)
class Read:
    """A directive as it was read: its options as its class converted them, and what is wrong with it."""

    options: Mapping[str, Any]
    misuses: tuple[Misuse, ...]


def read_as_myst(directive: Directive, kind: DirectiveKind) -> Read:
    """Read the argument and the options of a directive of this ``kind``."""
    # With a block in it, the options of a directive of colons have ended.
    content = f"\n{directive.content}" if directive.content.startswith(":::") else directive.content
    try:
        parsed = parse_directive_text(_class(kind, directive.name), directive.argument, content, line=directive.line)
    except MarkupError as error:
        return Read({}, (Misuse(directive.line, _of_argument(directive, str(error))),))
    except Exception as error:  # whatever the code of an extension stumbles over, it would in a build
        message = f"'{directive.name}' cannot take its options: {type(error).__name__}: {error}; correct them"
        return Read({}, (Misuse(directive.line, message),))
    found = (misuse for warning in parsed.warnings for misuse in _misuses(directive, kind, warning))
    return Read(parsed.options, tuple(found))


def _misuses(directive: Directive, kind: DirectiveKind, warning: ParseWarnings) -> Iterator[Misuse]:
    name, message, lines = directive.name, warning.msg, {option.key: option.line for option in directive.options}
    subtype = f"myst.{warning.type.value}"
    if unknown := _UNKNOWN.fullmatch(message):
        for key in re.findall(r"'([^']*)'", unknown["keys"]):
            line = lines.get(key, directive.line)
            yield Misuse(line, f"'{name}' has no option '{key}'; {_instead(key, kind.options or ())}", subtype)
    elif invalid := _INVALID.fullmatch(message):
        key, reason = invalid["key"], " ".join(invalid["reason"].split()).rstrip(".")
        value = "nothing" if invalid["value"] == "None" else f"'{invalid['value']}'"
        yield Misuse(
            lines.get(key, directive.line),
            f"the option '{key}' of '{name}' cannot be {value} ({reason}); correct its value",
            subtype,
        )
    elif "none permitted" in message:
        empty = len(directive.body) - len(directive.body.lstrip("\n"))
        line = directive.body_line + empty
        yield Misuse(
            line, f"'{name}' holds no text; end it before this text, or write an option as :name: value", subtype
        )
    elif "Splitting content" in message:
        message = f"text of '{name}' stands on its first line and below its options; write all of it below the options"
        yield Misuse(directive.line, message, subtype)
    else:
        message = f"{message[0].lower()}{message[1:]}".rstrip(".")
        remedy = "write each option on a line of its own, as :name: value"
        yield Misuse(directive.line, f"'{name}': {message}; {remedy}", subtype)


def _instead(key: str, options: tuple[str, ...]) -> str:
    near = get_close_matches(key, options, n=3, cutoff=0.5)
    if near or len(options) > _MOST_NAMED:
        return f"use one such as {', '.join(near)}" if near else "correct its name, or remove the line"
    return f"it has {', '.join(options)}" if options else "remove the line"


def _of_argument(directive: Directive, message: str) -> str:
    name, missing = directive.name, _REQUIRED.fullmatch(message)
    if missing and missing["given"] == "0":
        return f"'{name}' needs an argument behind its name: write {{{name}}} argument"
    if missing:
        return f"'{name}' needs {missing['required']} words behind its name, not {missing['given']}"
    if many := _TOO_MANY.fullmatch(message):
        return f"'{name}' takes {many['most']} word behind its name at most, not {many['given']}; remove the others"
    return f"'{name}': {message}; correct what stands behind its name"


@cache
def _class(kind: DirectiveKind, name: str) -> type[RstDirective]:
    """Return the class of a directive, or one that takes what it takes, as far as that is known."""
    found: Any = RstDirective
    if kind.where:
        module, _, path = kind.where.partition(":")
        found = import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
    own = getattr(found, "option_spec", None) or {}
    # What was added to the class on the way is not known to convert.
    options = None if kind.options is None else {key: own.get(key, directives.unchanged) for key in kind.options}
    added = _OF_MYST.get(name, {})
    members = {
        "required_arguments": kind.required,
        "optional_arguments": kind.optional,
        "final_argument_whitespace": kind.last_has_spaces,
        "has_content": kind.has_content,
        "option_spec": {**options, **added} if options is not None else None,
    }
    return type(found.__name__, (found,), members)
