"""Check the settings of a book: those of Jupyter Book, of its editions and of how it is cited; of all others Sphinx tells when it starts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.citation.press_citation import BY_LANGUAGE, SETTING, citation_faults
from press.core.errors import PressError
from press.core.files import is_remote
from press.core.reading import KeyedFault, Keys, line_in, load_yaml, schema_faults
from press.core.settings import CONFIG, EDITIONS, Settings, sphinx_config

_CONFIG = ("sphinx", "config")
_EDITION = {"properties": {"name": {}, "title": {}, "subtitle": {}}, "additionalProperties": False}
_OF_EDITIONS = {"type": "object", "additionalProperties": _EDITION}
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


@check("settings", DATA, Stage.SOURCES)
def settings(material: Material) -> Iterator[Fault | PressError]:
    """Find settings of Jupyter Book and of editions that nothing knows or that stand elsewhere, values of another type than Jupyter Book asks for, scripts and styles of other hosts, and what is wrong in `press_citation`."""
    book = material.settings
    config = sphinx_config(book.root)
    yield from _faults(book, (), schema_faults(load_yaml(book.root / CONFIG), book_schema()))
    yield from _faults(book, (*_CONFIG, EDITIONS), schema_faults(config.get(EDITIONS) or {}, _OF_EDITIONS, EDITIONS))
    yield from _faults(book, _CONFIG, _remote_files(config))
    given = config.get(SETTING) or {}
    yield from _faults(book, (*_CONFIG, SETTING), (*citation_faults(given), *_of_languages(given, book.languages)))


def _remote_files(config: Mapping[str, Any]) -> Iterator[KeyedFault]:
    """Yield the scripts and style sheets of another host, which no page of press loads."""
    for key in ("html_js_files", "html_css_files"):
        listed = config.get(key)
        for file in listed if isinstance(listed, list) else ():
            name = str(file[0] if isinstance(file, list) and file else file)
            if is_remote(name):
                remedy = "put the file into a folder of html_static_path"
                yield (key,), f"'{key}' has {name}, and pages ask no other host for anything; {remedy}"


def _faults(book: Settings, above: Keys, faults: Iterable[KeyedFault]) -> Iterator[Fault]:
    for keys, words in faults:
        yield fault_at(CONFIG, line_in(book.root / CONFIG, (*above, *keys)) or 1, words)


def _of_languages(given: Any, languages: list[str]) -> Iterator[KeyedFault]:
    """Yield words of ``press_citation`` that a language lacks or has to itself."""
    texts = (
        {key: given[key] for key in BY_LANGUAGE if isinstance(given.get(key), Mapping)}
        if isinstance(given, Mapping)
        else {}
    )
    for key, by_language in texts.items():
        if missing := [language for language in languages if language not in by_language]:
            yield (key,), f"{key}: there are no words in {', '.join(missing)}; add a line '{missing[0]}: ...'"
        for language in by_language:
            if language not in languages:
                yield (key, language), f"{key}: the book has no edition in '{language}', only in {', '.join(languages)}"


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
        schema["additionalProperties"] = False
