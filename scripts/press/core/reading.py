"""Read YAML and JSON written by people, and check their content.

Report malformed values and duplicate keys with file and line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.text import lines_of, near_names, read_utf8, shortened

# libyaml's loader, several times as fast, where PyYAML was built with it.
_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The path to a value in a file: keys of mappings and indices of lists.
Keys = Sequence[str | int]
# Where a fault is, and what is wrong with what remedy.
KeyedFault = tuple[Keys, str]
_REMEDY = "correct the value, or put a text in quotes"


@cached_by_state
def load_yaml(path: Path) -> dict[str, Any]:
    """Return the mapping in a YAML file, not to be changed.

    Raise PressError with the line where it is no YAML, or no mapping.
    """
    data = parse_yaml(read_utf8(path), path)
    if not isinstance(data, dict):
        message = "the file is no mapping of keys to values"
        remedy = "write 'key: value' lines"
        if path.name == "_toc.yml":
            remedy = f"have the contents of an older Jupyter Book rewritten: jupyter-book toc migrate {path.name} -o {path.name}"
        raise PressError(message, file=path, line=1, remedy=remedy)
    return data


def section(path: Path, mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return the mapping under ``key`` of ``mapping``, empty if there is none.

    Raise PressError where it is no mapping.
    """
    value = mapping.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        message = f"'{key}' is '{value}', which is no section"
        remedy = f"indent its settings on the lines below '{key}:'"
        raise PressError(message, file=path, line=line_of(path, key), remedy=remedy)
    return value


def names_in(path: Path, mapping: Mapping[str, Any], key: str, *, or_one: bool = False) -> list[str]:
    """Return the list of names under ``key`` of ``mapping``, or a single one; raise PressError for anything else."""
    value = mapping.get(key) or []
    names = [value] if or_one and isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message, remedy = f"{key} is '{value}', which is no list of names", f"write in brackets: {key}: [one, another]"
        raise PressError(message, file=path, line=line_of(path, key), remedy=remedy)
    return names


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
    node, line = _composed(path) if path.is_file() else None, None
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
def _composed(path: Path) -> yaml.Node | None:
    node: yaml.Node | None = yaml.compose(read_utf8(path), _BASE)
    return node


def parse_yaml(text: str, path: Path, first: int = 1) -> Any:
    """Return the value of the YAML ``text``, which begins at line ``first`` of the file ``path``.

    Raise PressError where it is malformed.
    """
    try:
        return yaml.load(text, _Loader)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes.
        before, remedy = text.encode()[: error.position], "remove that character, which may be invisible"
        message = f"malformed YAML: {error.reason}"
        raise PressError(message, file=path, line=before.count(b"\n") + first, remedy=remedy) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # An error at the end of the file is reported for the last line with text.
        line = min(mark.line, text.rstrip().count("\n")) + first if mark else None
        message = f"malformed YAML: {shortened(str(error.problem or error.context))}"
        remedy = error.note or "check indentation, colons and quotes on this line and the one before"
        raise PressError(message, file=path, line=line, remedy=remedy) from None


class _Loader(_BASE):  # type: ignore[misc]
    """The safe loader, which reports duplicate keys and impossible dates with their line."""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of ``node``.

        Raise a MarkedYAMLError where it looks like a date or a number and is none.
        """
        try:
            return super().construct_object(node, deep=deep)
        except ValueError:
            message, remedy = f"'{node.value}' cannot be read", "put it in quotes if it is a text, or correct it"
            raise yaml.MarkedYAMLError(problem=message, problem_mark=node.start_mark, note=remedy) from None

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the value of ``node``; raise a MarkedYAMLError where it has a key twice."""
        seen: set[tuple[str, str]] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if (key.tag, key.value) in seen:
                message, remedy = f"the key '{key.value}' is here twice", "remove one of the two, or rename it"
                raise yaml.MarkedYAMLError(problem=message, problem_mark=key.start_mark, note=remedy)
            seen.add((key.tag, key.value))
        return dict(super().construct_mapping(node, deep=deep))


def read_json(path: Path) -> Any:
    """Return the content of the JSON file at ``path``.

    Raise PressError where it is malformed, or an object has a key twice.
    """

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(dict(pairs)) < len(pairs):
            message = f"a key is there twice: {shortened(str(pairs))}"
            raise PressError(message, file=path, remedy="remove one of the two")
        return dict(pairs)

    try:
        return json.loads(read_utf8(path), object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        message = f"malformed JSON: {error.msg} at position {error.colno}"
        remedy = "check commas, quotes and brackets on this line and the one before"
        raise PressError(message, file=path, line=error.lineno, remedy=remedy) from None


def schema_faults(document: Any, schema: dict[str, Any], name: str = "") -> Iterator[KeyedFault]:
    """Yield what is wrong with the value of ``name`` in a file, by default with all of it: the first fault of each value.

    Beside the words of JSON Schema a ``schema`` may have ``what`` ("no address") and ``remedy``, which are told instead.
    """
    from jsonschema import Draft7Validator, FormatChecker  # noqa: PLC0415  slow to import, which a build without changes is spared

    unsorted = Draft7Validator(schema, format_checker=FormatChecker(["regex"])).iter_errors(document)
    # A key that is mistyped is lacking as well.
    errors = sorted(unsorted, key=lambda error: ([*map(str, error.path)], error.validator != "additionalProperties"))
    for _, (error, *_) in groupby(errors, lambda error: list(error.path)):
        keys, below = tuple(error.path), next((key for key in reversed(error.path) if isinstance(key, str)), name)
        where = f"below '{below}'" if below else "at the top"
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in (key for key in error.instance if key not in known):
                remedy = f"write {near_names(str(key), known)}, remove it, or move it to where it belongs"
                yield (*keys, str(key)), f"there is no setting '{key}' {where}; {remedy}"
        elif error.validator == "required":
            missing = next(key for key in error.validator_value if key not in error.instance)
            yield keys, f"there is no '{missing}' {where}; add it"
        elif "what" in error.schema:
            fault = f"'{error.instance}' is {error.schema['what']}; {error.schema.get('remedy', _REMEDY)}"
            yield keys, f"'{'.'.join(map(str, keys)) or name}': {fault}"
        # A text that is not known yet.
        elif error.instance is not None or "string" not in error.validator_value:
            yield keys, f"'{'.'.join(map(str, keys)) or name}': {error.message}; {_REMEDY}"
