"""Read YAML written by people; report with file and line what is malformed, duplicated, or would expand without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import FileState, file_state
from press.core.text import lines_of, read_utf8, shortened

# libyaml's loader, several times as fast, where PyYAML was built with it.
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Limits far above any real settings: depth of nesting, number of values with aliases expanded, digits of a number.
_DEEPEST, _MOST, _LONGEST_NUMBER = 50, 1_000_000, 100
# PyYAML takes ten microseconds for each.
_MARKS, _MOST_MARKS = re.compile(r"[\n\r\[\]{},:?*&!|>#-]"), 100_000
_SHOWN = 40
# The path to a value in a YAML file: keys of mappings and indices of lists.
Keys = Sequence[str | int]
# Names of YAML's types for people.
_KINDS = {"timestamp": "date", "int": "whole number", "float": "number"}


def load_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file, not to be changed; raise PressError with the line where it is no YAML, or no mapping."""
    return _load(path, file_state(path))


@cached_by_state
def _load(path: Path, state: FileState) -> dict[str, Any]:
    data = parse_yaml(read_utf8(path), path)
    if not isinstance(data, dict):
        raise PressError(
            "the file is no mapping of keys to values", file=path, line=1, remedy="write 'key: value' lines"
        )
    return data


def section(path: Path, mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the mapping under ``key`` of ``mapping``, empty if there is none; raise PressError where it is no mapping."""
    value = mapping.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        remedy = f"write the settings of '{key}' indented on the lines below '{key}:'"
        raise PressError(
            f"'{key}' is '{value}', which is no section", file=path, line=line_of(path, key), remedy=remedy
        )
    return value


def leaves(value: Any, *keys: str | int) -> Iterator[tuple[Keys, Any]]:
    """Yield each value within ``value`` that is no mapping and no list, with the keys that lead to it."""
    if not isinstance(value, dict | list):
        yield keys, value
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(inner, *keys, key)


def line_of(path: Path, key: str) -> int | None:
    """Return the number of the line with ``key`` in a YAML file, or None."""
    lines = lines_of(read_utf8(path)) if path.is_file() else []
    return next((number for number, line in enumerate(lines, start=1) if line.strip().startswith(f"{key}:")), None)


def line_in(path: Path, keys: Keys) -> int | None:
    """Return the line of the value that ``keys`` lead to in a YAML file, or of the last of them that is there."""
    node, line = _composed(path, file_state(path)) if path.is_file() else None, None
    for key in keys:
        inner: list[tuple[yaml.Node, yaml.Node]] = []
        if isinstance(node, yaml.MappingNode):
            inner = [pair for pair in node.value if pair[0].value == str(key)]
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            inner = [(entry, entry) for entry in node.value[key : key + 1]]
        if not inner:
            break
        line, node = inner[0][0].start_mark.line + 1, inner[0][1]
    return line


@cached_by_state
def _composed(path: Path, state: FileState) -> yaml.Node | None:
    return compose_yaml(read_utf8(path))


def compose_yaml(text: str) -> yaml.Node | None:
    """Return ``text``, in which `parse_yaml` found no fault, as nodes, which know their lines."""
    node: yaml.Node | None = yaml.compose(text, _BASE)
    return node


def parse_yaml(text: str, path: Path, first: int = 1) -> Any:
    """Return the value of the YAML ``text``, which begins at line ``first`` of the file ``path``; raise PressError where it is malformed."""
    marks = [match.start() for match in _MARKS.finditer(text)]
    if len(marks) > _MOST_MARKS:
        message = f"this file has {len(marks)} ends of lines and signs of YAML, from this line on more than {_MOST_MARKS}, and is not read"
        passed = text.count("\n", 0, marks[_MOST_MARKS]) + first
        raise PressError(message, file=path, line=passed, remedy="leave out what is not needed, or divide it")
    try:
        return _parse(text)
    except yaml.reader.ReaderError as error:
        # libyaml gives the code point, PyYAML's own reader the character.
        code = error.character if isinstance(error.character, int) else ord(error.character)
        line = text.count("\n", 0, text.find(chr(code))) + first if chr(code) in text else None
        message = f"character {code:#06x} is not allowed in YAML"
        raise PressError(message, file=path, line=line, remedy="remove it from the file") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # An error at the end of the file is reported for the last line with text.
        last = text.rstrip().count("\n")
        raise PressError(
            f"malformed YAML: {shortened(str(error.problem or error.context))}",
            file=path,
            line=min(mark.line, last) + first if mark else None,
            remedy=error.note or "check indentation, colons and quotes on this line and the one before",
        ) from None
    except RecursionError:
        raise PressError(_TOO_DEEP, file=path, line=first, remedy=_LESS) from None


_TOO_DEEP = f"values stand within one another, deeper than {_DEEPEST}"
_LESS = "close brackets, and write with less indentation"


def _parse(text: str) -> Any:
    node = compose_yaml(text)
    if node is None:
        return None
    _size(node, _DEEPEST, {})
    try:
        return _constructed(_BASE, node)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return _constructed(_PlacingLoader, node)


def _constructed(loader: Any, node: yaml.Node) -> Any:
    made = loader("")
    try:
        return made.construct_document(node)
    finally:
        made.dispose()


class _PlacingLoader(_BASE):  # type: ignore[misc]
    """The safe loader with the position in its errors for a value that looks like a date or a number and is none."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of ``node``; raise a MarkedYAMLError where it is none of its type."""
        try:
            return super().construct_object(node, deep=deep)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            kind = node.tag.rpartition(":")[2]
            raise _no_such(node, _KINDS.get(kind, kind)) from None


def _size(node: yaml.Node, depth: int, known: dict[int, int]) -> int:
    """Return the number of values in ``node`` with its aliases expanded.

    Raises a MarkedYAMLError for a duplicate key, for nesting deeper than ``depth``, or where aliases expand to too many values.
    """
    if isinstance(node, yaml.ScalarNode):
        if len(node.value) > _LONGEST_NUMBER and node.tag.endswith((":int", ":float")):
            raise _no_such(node, "number of reasonable length")
        return 1
    if id(node) not in known:
        if depth == 0:
            raise _fault(node, _TOO_DEEP, _LESS)
        _check_keys(node)
        known[id(node)] = 0
        known[id(node)] = 1 + sum(_size(inner, depth - 1, known) for inner in _inner(node))
    if known[id(node)] == 0:
        raise _fault(node, "an alias (*) stands within what it repeats", "write the value out")
    if known[id(node)] > _MOST:
        raise _fault(node, "aliases (*) repeat one another too often here", "write the values out")
    return known[id(node)]


def _inner(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key
            yield value
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _check_keys(node: yaml.Node) -> None:
    seen: set[tuple[str, str]] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        # For keys that are no scalars the loader raises an error itself.
        if isinstance(key, yaml.ScalarNode):
            if (key.tag, key.value) in seen:
                message = f"the key '{key.value}' stands here twice"
                raise _fault(key, message, "remove one of the two, or give it another name")
            seen.add((key.tag, key.value))


def _no_such(node: yaml.Node, kind: str) -> yaml.MarkedYAMLError:
    shown = f"'{node.value[:_SHOWN]}'" if isinstance(node, yaml.ScalarNode) else "this"
    return _fault(node, f"{shown} is no {kind}", "put it in quotes if it is a text, or correct it")


def _fault(node: yaml.Node, message: str, remedy: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=message, problem_mark=node.start_mark, note=remedy)
