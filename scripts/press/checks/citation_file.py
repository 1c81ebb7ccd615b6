"""Check ``CITATION.cff``, by which GitHub and Zenodo cite a book, against what the book says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.citation.press_citation import load_citation
from press.citation.record import edition_work
from press.core.errors import PressError
from press.core.reading import Keys, line_in, load_yaml

_FILE, _PREFERRED = "CITATION.cff", "preferred-citation"


@check("citation-file", DATA, Stage.SOURCES)
def citation_file(material: Material) -> Iterator[Fault]:
    """Find what `CITATION.cff` says otherwise than the settings: title, version and languages."""
    path = material.root / _FILE
    if path.is_file():
        for keys, message in _differences(load_yaml(path), material):
            yield fault_at(_FILE, line_in(path, keys) or 1, f"{message}; let both say the same")


def _differences(file: Mapping[str, Any], material: Material) -> Iterator[tuple[Keys, str]]:
    settings = material.settings
    try:
        record = edition_work(settings, settings.languages[0], load_citation(material.root), None)
    except PressError:
        # The check of settings tells.
        return
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
        for key, own in (("title", record.with_subtitle()), ("version", record.text("version"))):
            if str(part.get(key) or "") != own:
                yield (*above, key), f"the {key} is '{part.get(key) or ''}', that of the book '{own}'"
