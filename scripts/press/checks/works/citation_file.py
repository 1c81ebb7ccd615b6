"""Check ``CITATION.cff``, by which GitHub and Zenodo cite a book, against what the book says of itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.citation.record import edition_work
from press.citation.settings import SETTING, read_citation
from press.core.reading.yaml_file import Keys, line_in, load_yaml
from press.core.settings import BASE_URL_VARIABLE, CONFIG, sphinx_config

_FILE, _PREFERRED = "CITATION.cff", "preferred-citation"


@check("citation-file", DATA, Stage.SOURCES)
def citation_file(material: Material) -> Iterator[Fault]:
    """Find what `CITATION.cff` says otherwise than the settings: title, version, number of authors, languages, an address or a licence that one of the two lacks."""
    path = material.root / _FILE
    if path.is_file():
        for keys, message in _differences(load_yaml(path), material):
            yield fault_at(_FILE, line_in(path, keys) or 1, f"{message}; let both say the same")


def _differences(file: Mapping[str, Any], material: Material) -> Iterator[tuple[Keys, str]]:
    settings = material.settings
    known, faults = read_citation(material.root, sphinx_config(material.root).get(SETTING))
    if faults:
        # The check of settings tells.
        return
    record = edition_work(settings, settings.languages[0], known, None)
    preferred = file.get(_PREFERRED)
    parts: list[tuple[Keys, Mapping[str, Any]]] = [((), file)]
    if isinstance(preferred, Mapping):
        parts.append(((_PREFERRED,), preferred))
        given = preferred.get("languages") or settings.languages
        languages = ", ".join(map(str, given if isinstance(given, list) else [given]))
        editions = ", ".join(settings.languages)
        if languages != editions:
            yield (_PREFERRED, "languages"), f"the languages are {languages}, the editions {editions}"
    for above, part in parts:
        for key, own in (("title", record.title.full), ("version", record.version)):
            if str(part.get(key) or "") != own:
                yield (*above, key), f"the {key} is '{part.get(key) or ''}', that of the book '{own}'"
        authors = part.get("authors")
        # The format demands an author, also of a book that names none.
        if isinstance(authors, list) and len(authors) != max(1, len(record.authors)):
            yield (*above, "authors"), f"there are {len(authors)} authors, and {len(record.authors)} in {CONFIG}"
        # The format has the address of a licence only where the licence has no SPDX identifier.
        addresses = [("license-url" if "license-url" in part else "license", known.licence)]
        # An address that the machine which publishes knows is none of the book.
        addresses += [] if os.environ.get(BASE_URL_VARIABLE) else [("url", record.address)]
        for key, own in addresses:
            if bool(part.get(key)) != bool(own):
                lacking = f"there is no '{key}', but {CONFIG} has {own}"
                yield (*above, key), lacking if own else f"{CONFIG} has no such address as '{key}'"
