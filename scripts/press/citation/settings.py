"""Read ``press_citation`` of ``_config.yml``: who made the edition, and how it and what it cites are cited.

Everything in it is optional. What is not known is left out of every record, never filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.citation.record import Author
from press.citation.styles import STYLES, Style
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.project import project_version
from press.core.reading import KeyedFault, line_in, load_yaml, schema_faults
from press.core.resources import press_path
from press.core.settings import CONFIG, sphinx_config
from press.language.registry import profile_of

SETTING = "press_citation"
BY_LANGUAGE = ("dataset", "based_on", "not_licensed", "keywords")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>[\d.]+)/?")


@dataclass(frozen=True)
class CitationSettings:
    """The settings of ``press_citation``; unknown ones are empty.

    ``licence`` is the URL of a licence. ``names`` are proper names with which a subtitle may begin: other subtitles lose
    their capital in catalogues. ``dataset`` has the title of the data by language, ``based_on`` a sentence on the work that
    the edition is based on, ``not_licensed`` one on what the licence does not cover, ``keywords`` key words with commas between them, ``style`` the name of the
    style in which it cites.
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
    keywords: Mapping[str, str] = field(default_factory=dict)
    style: Mapping[str, str] = field(default_factory=dict)

    def style_of(self, language: str) -> Style:
        """Return the style in which the edition in ``language`` cites: the book's choice, or that of the language."""
        return STYLES[self.style.get(language) or profile_of(language).citation_style]

    @property
    def licence_name(self) -> str:
        """Return the name of a licence of Creative Commons (``CC BY 4.0``), and the address of any other."""
        match = _CREATIVE_COMMONS.fullmatch(self.licence)
        return f"CC {match['terms'].upper()} {match['version']}" if match else self.licence

    def rights(self, language: str) -> str:
        """Return the licence with its address, and what it does not cover; empty where none has been chosen."""
        named = ", ".join(dict.fromkeys([self.licence_name, self.licence]))
        return ". ".join(filter(None, [named, self.not_licensed.get(language)])) if self.licence else ""


def citation_faults(given: object) -> Iterator[KeyedFault]:
    """Yield what is wrong in the ``given`` settings."""
    yield from schema_faults(given, load_yaml(press_path("citation/citation.schema.yml")), SETTING)
    named = {"enum": [*STYLES], "what": "no style of citing", "remedy": f"write {' or '.join(STYLES)}"}
    yield from schema_faults(given, {"properties": {"style": {"additionalProperties": named}}}, SETTING)


@cached_per_build
def load_citation(root: Path) -> CitationSettings:
    """Return the settings of the book at ``root``; raise a PressError where one is wrong.

    Without a ``version`` the book has that of the ``pyproject.toml`` beside it, without ``authors`` the ``author`` of ``_config.yml``.
    """
    given = sphinx_config(root).get(SETTING) or {}
    for keys, fault in citation_faults(given):
        line = line_in(root / CONFIG, ("sphinx", "config", SETTING, *keys))
        raise PressError(fault, file=root / CONFIG, line=line)
    path = root / CONFIG
    # A line of any form: where a family name ends, nobody knows.
    author = str((load_yaml(path) if path.is_file() else {}).get("author") or "")
    people = given.get("authors") or ([{"name": author}] if author else ())
    authors = tuple(Author(**person) for person in people)
    lists = {"authors": authors, "names": tuple(given.get("names", ()))}
    return CitationSettings(**{"version": project_version(root), **given, **lists})
