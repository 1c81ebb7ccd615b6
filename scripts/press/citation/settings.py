"""What ``_config.yml`` says under ``press_citation``: who made the edition, and how it is to be catalogued.

Everything in it may be missing. What is not known is left out of every record, never filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.project import project_version
from press.core.settings import CONFIG, sphinx_config
from press.core.text import read_utf8

_TEXTS = ("version", "publisher", "place", "licence")
_BY_LANGUAGE = ("dataset", "based_on")
_PERSON = ("family", "given")
_KEYS = (*_TEXTS, *_BY_LANGUAGE, "authors", "names")


@dataclass(frozen=True)
class Author:
    """A person by family and given names, or an organisation by its ``name`` alone."""

    family: str = ""
    given: str = ""
    name: str = ""


@dataclass(frozen=True)
class CitationSettings:
    """What is known of the edition.

    ``licence`` is the address of a licence. ``names`` are the proper names with which a subtitle may begin: others lose
    their capital in catalogues. ``dataset`` has the title of the data by language, ``based_on`` a sentence on the work that
    the edition presents.
    """

    version: str = ""
    authors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    licence: str = ""
    names: tuple[str, ...] = ()
    dataset: Mapping[str, str] = field(default_factory=dict)
    based_on: Mapping[str, str] = field(default_factory=dict)


def load_citation(root: Path) -> CitationSettings:
    """The settings of the book at ``root``, read from its ``_config.yml``."""
    return citation_settings(root, sphinx_config(root).get("press_citation"))


def citation_settings(root: Path, given: Any) -> CitationSettings:
    """The settings in ``given``, the value of ``press_citation``; a PressError where it is not as it should be.

    Without a version of its own the book has that of ``pyproject.toml`` beside it, if there is one.
    """
    values = _mapping(root, "press_citation", given or {})
    unknown = [str(key) for key in values if key not in _KEYS]
    if unknown:
        raise _wrong(root, unknown[0], "press_citation has no such setting", f"use {', '.join(_KEYS)}")
    texts = {key: _text(root, key, values[key]) for key in _TEXTS if values.get(key) is not None}
    return CitationSettings(
        version=texts.get("version") or project_version(root),
        authors=tuple(_author(root, entry) for entry in _list(root, "authors", values)),
        publisher=texts.get("publisher", ""),
        place=texts.get("place", ""),
        licence=texts.get("licence", ""),
        names=tuple(_text(root, "names", name) for name in _list(root, "names", values)),
        dataset=_words(root, "dataset", values.get("dataset") or {}),
        based_on=_words(root, "based_on", values.get("based_on") or {}),
    )


def _author(root: Path, entry: Any) -> Author:
    if isinstance(entry, Mapping) and set(entry) in ({"name"}, {"family"}, set(_PERSON)):
        return Author(**{str(key): _text(root, str(key), value) for key, value in entry.items()})
    remedy = "write {family: Abay, given: Aru} for a person, {name: An Institute} for an organisation"
    raise _wrong(root, "authors", f"'{entry}' is no author", remedy)


def _words(root: Path, key: str, value: Any) -> dict[str, str]:
    return {str(language): _text(root, key, text) for language, text in _mapping(root, key, value).items()}


def _mapping(root: Path, key: str, value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise _wrong(root, key, f"'{value}' is no section", f"write its settings indented on the lines below '{key}:'")


def _list(root: Path, key: str, values: Mapping[str, Any]) -> list[Any]:
    value = values.get(key) or []
    if isinstance(value, list):
        return value
    raise _wrong(root, key, f"'{value}' is no list", "write each entry on a line of its own, after '- '")


def _text(root: Path, key: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _wrong(root, key, f"'{value}' is no text", "put it in quotes, or remove the line if nothing is known")


def _wrong(root: Path, key: str, what: str, remedy: str) -> PressError:
    lines = read_utf8(root / CONFIG).splitlines() if (root / CONFIG).is_file() else []
    line = next((number for number, text in enumerate(lines, 1) if text.strip().startswith(f"{key}:")), None)
    return PressError(f"{key}: {what}", file=root / CONFIG, line=line, remedy=remedy)
