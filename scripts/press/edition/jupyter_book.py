"""What press takes from Jupyter Book 1: its settings, as a schema and as the configuration of Sphinx."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from press.core.errors import PressError
from press.core.reading import Keys, line_in, load_yaml
from press.core.resources import press_path
from press.core.settings import CONFIG


@cache
def book_schema() -> dict[str, Any]:
    """Return the schema with all keys that Jupyter Book reads, and no others allowed."""
    package = files("jupyter_book")
    schema: dict[str, Any] = json.loads(package.joinpath("config_schema.json").read_text("utf-8"))
    defaults = yaml.safe_load(package.joinpath("default_config.yml").read_text("utf-8"))
    unlisted = load_yaml(press_path("edition/jupyter_book.schema.yml"))
    sections = {"": schema, **{name: inner for name, inner in schema["properties"].items() if "properties" in inner}}
    for name, section in sections.items():
        listed = defaults if not name else defaults.get(name) or {}
        for key in listed:
            section["properties"].setdefault(key, {"type": "boolean"} if isinstance(listed[key], bool) else {})
        section["properties"].update(unlisted.get(name, {}))
    _close(schema)
    return schema


def dropped_settings(given: Any, dropped: Mapping[str, Any], above: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """Yield the keys of each ``given`` setting that does nothing, as ``edition/dropped.yml`` has them, and what is told of it."""
    for key, advice in dropped.items():
        keys, value = (*above, key), given.get(key) if isinstance(given, Mapping) else None
        if isinstance(advice, Mapping):
            yield from dropped_settings(value, advice, keys)
        elif value:
            yield keys, f"{': '.join(map(str, keys))} does nothing here: {advice}; then remove it"


def _close(schema: dict[str, Any]) -> None:
    for inner in schema.get("properties", {}).values():
        _close(inner)
    if "properties" in schema:
        schema["additionalProperties"] = False


def contents_fault(contents: Mapping[str, Any]) -> str:
    """Return why the ``contents`` of ``_toc.yml`` cannot be read; empty if they can."""
    try:
        parse_toc_data(dict(contents))
    except (MalformedError, TypeError, AttributeError) as error:
        return str(error)
    return ""


def sphinx_settings(root: Path, own: dict[str, Any]) -> dict[str, Any]:
    """Return the configuration of Sphinx for the book at ``root``, with the values of ``own``, which win."""
    from jupyter_book.config import get_final_config  # noqa: PLC0415  slow to import

    try:
        config, _ = get_final_config(user_yaml=root / CONFIG, cli_config=own, sourcedir=root, use_external_toc=True)
    except ValueError as error:
        # Of links to a repository without an address.
        remedy = "write below repository: url: https://github.com/owner/name, or set the buttons to false"
        raise PressError(
            str(error), file=root / CONFIG, line=line_in(root / CONFIG, ("html",)), remedy=remedy
        ) from None
    return dict(config)
