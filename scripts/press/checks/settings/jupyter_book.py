"""Check ``_config.yml`` against the schema that Jupyter Book has of it, in which no other keys are allowed here."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema
import yaml

from press.checks.settings.near import TYPES, suggestion
from press.core.reading.yaml_file import Keys

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
            unknown = (str(key) for key in error.instance if key not in known)
            yield from (((*keys, key), _unknown(key, keys, known)) for key in unknown)
        elif error.instance is not None or "string" not in _allowed(error):
            yield keys, _wrong(keys, error)


def _unknown(key: str, keys: Keys, known: Mapping[str, Any]) -> str:
    where = f"below '{keys[-1]}'" if keys else "at the top"
    home = _home_of(key)
    if home is not None and home != keys:
        right = f"it stands below '{home[-1]}'" if home else "it stands at the top, not indented"
    else:
        right = suggestion(key, known)
    return f"there is no setting '{key}' {where}; {right}"


def _home_of(key: str) -> Keys | None:
    """Return where a setting of this name stands."""
    properties = book_schema()["properties"]
    if key in properties:
        return ()
    return next(((name,) for name, inner in properties.items() if key in inner.get("properties", {})), None)


def _wrong(keys: Keys, error: jsonschema.ValidationError) -> str:
    name, value = ".".join(map(str, keys)), error.instance
    if error.validator == "enum":
        return f"'{name}' is '{value}'; write one of {', '.join(map(str, error.validator_value))}"
    kinds = [TYPES[kind] for kind in _allowed(error) if kind in TYPES]
    if error.validator != "type" or not kinds:
        return f"'{name}' is '{value}', which Jupyter Book does not take ({error.message})"
    if value is None:
        return f"'{name}' has no value; write one, or remove the line"
    remedy = "put it in quotes" if kinds == ["text"] and not isinstance(value, dict | list) else f"write a {kinds[0]}"
    return f"'{name}' is '{value}', which is no {' or '.join(kinds)}; {remedy}"


def _allowed(error: jsonschema.ValidationError) -> list[Any]:
    """Return the types that the schema allows, if it is these that it asks for."""
    return error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]


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
