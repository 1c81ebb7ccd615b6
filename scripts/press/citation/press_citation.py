"""Read ``press_citation`` of ``_config.yml``: the makers of the edition, and its data for catalogues.

Everything in it is optional. What is not known is left out of every record, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.project import project_version
from press.core.reading import KeyedFault, line_in, schema_faults
from press.core.settings import CONFIG, WEB_ADDRESS, sphinx_config

SETTING, LICENCE = "press_citation", "licence"
_TEXTS = ("version", "publisher", "place", LICENCE)
BY_LANGUAGE = ("dataset", "based_on", "not_licensed")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>[\d.]+)/?")
_TEXT = {"type": "string", "pattern": r"\S", "what": "no text", "remedy": "put it in quotes, or remove the line"}
_ADDRESS = {
    "type": "string",
    "pattern": rf"^(?:{WEB_ADDRESS.pattern})$",
    "what": "no address",
    "remedy": "write the address at which the licence stands, such as https://creativecommons.org/licenses/by/4.0/",
}
_WORDS = {
    "type": "object",
    "additionalProperties": _TEXT,
    "what": "no section",
    "remedy": "write its words by language, indented on the lines below it",
}
_AUTHOR = {
    "type": "object",
    "properties": {"family": _TEXT, "given": _TEXT, "name": _TEXT},
    "additionalProperties": False,
    "oneOf": [{"required": ["family"]}, {"required": ["name"], "maxProperties": 1}],
    "what": "no author",
    "remedy": "write {family: Abay, given: Aru} for a person, {name: An Institute} for an organisation",
}
_LIST = {"type": "array", "what": "no list", "remedy": "write each entry on a line of its own, after '- '"}
_SCHEMA = {
    "type": "object",
    "properties": {
        **{key: _ADDRESS if key == LICENCE else _TEXT for key in _TEXTS},
        **dict.fromkeys(BY_LANGUAGE, _WORDS),
        "authors": {**_LIST, "items": _AUTHOR},
        "names": {**_LIST, "items": _TEXT},
    },
    "additionalProperties": False,
    "what": "no section",
    "remedy": "write its settings indented on the lines below it",
}


@dataclass(frozen=True)
class Author:
    """A person by family and given names, or an organisation by its ``name`` alone."""

    family: str = ""
    given: str = ""
    name: str = ""
    suffix: str = ""

    @property
    def surname(self) -> str:
        """Return the family name with what stands behind it: ``King Jr.``."""
        return " ".join(filter(None, [self.family, self.suffix]))

    def inverted(self, separator: str = ", ") -> str:
        """Return the family name before initials: ``Abay, A. B.``."""
        return self.name or separator.join(filter(None, [self.surname, initials(self.given)]))

    def signed(self) -> str:
        """Return initials before the family name: ``A. B. Abay``."""
        return self.name or " ".join(filter(None, [initials(self.given), self.surname]))

    @property
    def full(self) -> str:
        """Return the name as it is said: ``Aru Abay``."""
        return self.name or " ".join(filter(None, [self.given, self.surname]))

    @property
    def sorted(self) -> str:
        """Return the name as it is sorted: ``Abay, Aru``."""
        return self.name or ", ".join(filter(None, [self.surname, self.given]))


def initials(given: str) -> str:
    """Return ``A. B.`` for ``Aru Bota``, ``A.-M.`` for ``Ann-Mari``; initials are returned unchanged."""
    names = given.replace(".", ". ").replace(". -", ".-").split()
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


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


@cached_per_build
def load_citation(root: Path) -> CitationSettings:
    """Return the settings of the book at ``root``; raise a PressError where one is wrong.

    Without a ``version`` the book has that of the ``pyproject.toml`` beside it, if there is one.
    """
    values = sphinx_config(root).get(SETTING) or {}
    for keys, fault in citation_faults(values):
        line = line_in(root / CONFIG, ("sphinx", "config", SETTING, *keys))
        raise PressError(fault, file=root / CONFIG, line=line)
    given = {key: value for key, value in values.items() if value is not None}
    texts: dict[str, Any] = {key: given[key].strip() for key in _TEXTS if key in given}
    words: dict[str, Any] = {
        key: {str(tag): text.strip() for tag, text in given.get(key, {}).items()} for key in BY_LANGUAGE
    }
    return CitationSettings(
        **{"version": project_version(root), **texts},
        **words,
        authors=tuple(Author(**{key: text.strip() for key, text in one.items()}) for one in given.get("authors", ())),
        names=tuple(name.strip() for name in given.get("names", ())),
    )


def citation_faults(values: Any) -> list[KeyedFault]:
    """Return what is wrong with the value of ``press_citation``; a setting without a value is none."""
    known = (
        {key: value for key, value in values.items() if value is not None} if isinstance(values, Mapping) else values
    )
    return [*schema_faults(known, _SCHEMA, SETTING)]
