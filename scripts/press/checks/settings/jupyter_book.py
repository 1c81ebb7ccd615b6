"""Check ``_config.yml`` against the schema that Jupyter Book has of it, in which no other keys are allowed here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import yaml

from press.core.reading.yaml_file import Keys
from press.core.text import near_names

# Where a fault stands, and what is wrong.
KeyedFault = tuple[Keys, str]
_CLOSED = "additionalProperties"
# What Jupyter Book reads and neither its schema nor its defaults list (jupyter_book.config.yaml_to_sphinx); press reads the last itself.
_UNLISTED: dict[str, dict[str, Any]] = {
    "": {
        "project": {"type": "string"},
        "bibtex_bibfiles": {"type": ["array", "string"], "items": {"type": "string"}},
        "bibtex_reference_style": {"type": "string"},
    },
    "html": {"navbar_footer_text": {"type": "string"}, "google_analytics_id": {"type": "string"}},
    "parse": {"myst_substitutions": {"type": "object"}, "myst_extended_syntax": {"type": "boolean"}},
    "sphinx": {"extra_extensions": {"type": ["null", "array", "string"], "items": {"type": "string"}}},
}


def schema_faults(document: Mapping[str, Any]) -> Iterator[KeyedFault]:
    """Yield what is wrong with the settings of Jupyter Book in ``document``; what is Sphinx's own is looked at elsewhere."""
    errors = sorted(jsonschema.Draft7Validator(book_schema()).iter_errors(document), key=lambda error: list(error.path))
    for error in errors:
        keys = tuple(error.path)
        if error.validator == _CLOSED:
            known = error.schema["properties"]
            where = f"below '{keys[-1]}'" if keys else "at the top"
            for key in map(str, error.instance.keys() - known.keys()):
                remedy = f"write {near_names(key, known)}, remove it, or move it to where it belongs"
                yield (*keys, key), f"there is no setting '{key}' {where}; {remedy}"
        elif error.instance is not None or "string" not in error.validator_value:
            yield keys, f"'{'.'.join(map(str, keys))}': {error.message}; correct the value, or put a text in quotes"


@cache
def book_schema() -> dict[str, Any]:
    """Return the schema with all keys that Jupyter Book reads, and no others allowed."""
    package = files("jupyter_book")
    schema: dict[str, Any] = json.loads(package.joinpath("config_schema.json").read_text("utf-8"))
    defaults = yaml.safe_load(package.joinpath("default_config.yml").read_text("utf-8"))
    sections = {"": schema, **{name: inner for name, inner in schema["properties"].items() if "properties" in inner}}
    for name, section in sections.items():
        listed = defaults if not name else defaults.get(name) or {}
        for key in listed:
            section["properties"].setdefault(key, _like(listed[key]))
        section["properties"].update(_UNLISTED.get(name, {}))
    _close(schema)
    return schema


def _like(default: Any) -> dict[str, Any]:
    return {"type": "boolean"} if isinstance(default, bool) else {}


def _close(schema: dict[str, Any]) -> None:
    for inner in schema.get("properties", {}).values():
        _close(inner)
    if "properties" in schema:
        schema[_CLOSED] = False
