"""Read ``press_citation`` of ``_config.yml``: the makers of the edition, and its data for catalogues.

Everything in it is optional. What is not known is left out of every record, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.project import project_version
from press.core.reading.yaml_file import Keys, line_in
from press.core.settings import CONFIG, WEB_ADDRESS, sphinx_config

SETTING, LICENCE = "press_citation", "licence"
_ABOVE = ("sphinx", "config")
_TEXTS = ("version", "publisher", "place", LICENCE)
BY_LANGUAGE = ("dataset", "based_on", "not_licensed")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>[\d.]+)/?")
_PERSON = ("family", "given")
_KEYS = (*_TEXTS, *BY_LANGUAGE, "authors", "names")
_ADDRESS = "write the address at which the licence stands, such as https://creativecommons.org/licenses/by/4.0/"
_AUTHORS = "write {family: Abay, given: Aru} for a person, {name: An Institute} for an organisation"


@dataclass(frozen=True)
class Author:
    """A person by family and given names, or an organisation by its ``name`` alone."""

    family: str = ""
    given: str = ""
    name: str = ""


@dataclass(frozen=True)
class CitationSettings:
    """The settings of ``press_citation``; unknown ones are empty.

    ``licence`` is the URL of a licence. ``names`` are proper names with which a subtitle may begin: other subtitles lose
    their capital in catalogues. ``dataset`` has the title of the data by language, ``based_on`` a sentence on the work that
    the edition is based on, ``not_licensed`` one on what the licence does not cover.
    """

    version: str = ""
    authors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    licence: str = ""
    names: tuple[str, ...] = ()
    dataset: Mapping[str, str] = field(default_factory=dict)
    based_on: Mapping[str, str] = field(default_factory=dict)
    not_licensed: Mapping[str, str] = field(default_factory=dict)

    @property
    def licence_name(self) -> str:
        """Return the name by which a licence of Creative Commons is known (``CC BY 4.0``), and the address of any other."""
        found = _CREATIVE_COMMONS.fullmatch(self.licence)
        return f"CC {found['terms'].upper()} {found['version']}" if found else self.licence

    def rights(self, language: str) -> str:
        """Return the licence with its address, and what it does not cover, in ``language``; empty where none has been chosen."""
        named = ", ".join(dict.fromkeys([self.licence_name, self.licence]))
        return ". ".join(filter(None, [named, self.not_licensed.get(language)])) if self.licence else ""


def load_citation(root: Path) -> CitationSettings:
    """Return the settings of the book at ``root``, read from its ``_config.yml``."""
    return citation_settings(root, sphinx_config(root).get(SETTING))


def citation_settings(root: Path, given: Any) -> CitationSettings:
    """Return the settings in ``given``, the value of ``press_citation``; raise a PressError where one is wrong.

    Without a ``version`` the book has that of the ``pyproject.toml`` beside it, if there is one.
    """
    settings, faults = read_citation(root, given)
    if faults:
        raise faults[0]
    return settings


def read_citation(root: Path, given: Any) -> tuple[CitationSettings, list[PressError]]:
    """Return the settings that are right, and an error for each that is wrong."""
    reader = _Reader(root / CONFIG)
    values = reader.mapping((), given or {})
    reader.look_for_unknown((), values, _KEYS)
    texts = {key: reader.text((key,), values[key]) for key in _TEXTS if values.get(key) is not None}
    if texts.get(LICENCE) and not WEB_ADDRESS.fullmatch(texts[LICENCE]):
        reader.fault((LICENCE,), f"'{texts[LICENCE]}' is no address", _ADDRESS)
    settings = CitationSettings(
        version=texts.get("version") or project_version(root),
        authors=tuple(reader.author(("authors", place), one) for place, one in reader.entries("authors", values)),
        publisher=texts.get("publisher", ""),
        place=texts.get("place", ""),
        licence=texts.get(LICENCE, ""),
        names=tuple(reader.text(("names", place), name) for place, name in reader.entries("names", values)),
        dataset=reader.words("dataset", values),
        based_on=reader.words("based_on", values),
        not_licensed=reader.words("not_licensed", values),
    )
    return settings, reader.faults


@dataclass
class _Reader:
    """Read values of the file ``path``, each located by its keys, and collect the faults."""

    path: Path
    faults: list[PressError] = field(default_factory=list)

    def mapping(self, keys: Keys, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        name = keys[-1] if keys else SETTING
        self.fault(keys, f"'{value}' is no section", f"write its settings indented on the lines below '{name}:'")
        return {}

    def entries(self, key: str, values: Mapping[str, Any]) -> list[tuple[int, Any]]:
        value = values.get(key) or []
        if isinstance(value, list):
            return list(enumerate(value))
        self.fault((key,), f"'{value}' is no list", "write each entry on a line of its own, after '- '")
        return []

    def text(self, keys: Keys, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(keys, f"'{value}' is no text", "put it in quotes, or remove the line if nothing is known")
        return ""

    def words(self, key: str, values: Mapping[str, Any]) -> dict[str, str]:
        given = self.mapping((key,), values.get(key) or {})
        return {str(language): self.text((key, language), text) for language, text in given.items()}

    def author(self, keys: Keys, entry: Any) -> Author:
        known = (*_PERSON, "name")
        if not isinstance(entry, Mapping) or not entry:
            self.fault(keys, f"'{entry}' is no author", _AUTHORS)
            return Author()
        if self.look_for_unknown(keys, entry, known):
            return Author()
        if set(entry) not in ({"name"}, {"family"}, set(_PERSON)):
            self.fault(keys, f"'{entry}' is no author", _AUTHORS)
            return Author()
        return Author(**{str(key): self.text((*keys, str(key)), value) for key, value in entry.items()})

    def look_for_unknown(self, keys: Keys, values: Mapping[str, Any], known: Sequence[str]) -> bool:
        """Record each of the ``values`` whose key is not ``known``; return whether there is one."""
        unknown = [str(key) for key in values if key not in known]
        for key in unknown:
            near = get_close_matches(key, known, n=1)
            remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(known)}"
            self.fault((*keys, key), f"{keys[0] if keys else SETTING} has no such setting", remedy)
        return bool(unknown)

    def fault(self, keys: Keys, what: str, remedy: str) -> None:
        """Record that ``what`` stands at ``keys`` is wrong."""
        name = next((str(key) for key in reversed(keys) if isinstance(key, str)), SETTING)
        line = line_in(self.path, (*_ABOVE, SETTING, *keys))
        self.faults.append(PressError(f"{name}: {what}", file=self.path, line=line, remedy=remedy))
