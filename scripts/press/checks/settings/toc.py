"""Check ``_toc.yml``: each key is one that sphinx-external-toc knows at its place, and it can read the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sphinx_external_toc.parsing import FILE_FORMATS, TOCTREE_OPTIONS, FileFormat, MalformedError, parse_toc_data

from press.checks.settings.near import first_faults, suggestion
from press.core.reading.yaml_file import Keys

# Where it is, and what is wrong.
KeyedFault = tuple[Keys, str]
_TOP = ("format", "root", "defaults", "meta", "title", "options")
_ENTRY = ("file", "glob", "url", "title", "options")
_PLACE = re.compile(r" @ '(?P<place>[^']*)'")


def toc_faults(toc: Mapping[str, Any]) -> Iterator[KeyedFault]:
    """Yield what is wrong with the keys of a table of contents or, where nothing is, why it cannot be read."""
    name = str(toc.get("format", "default"))
    if name not in FILE_FORMATS:
        yield ("format",), f"there is no format '{name}' of contents; {suggestion(name, FILE_FORMATS)}"
        return
    found = list(first_faults(_unknown_of_document(toc, (), FILE_FORMATS[name], _TOP)))
    yield from found or _malformed(toc)


def _unknown_of_document(
    entry: Mapping[Any, Any], keys: Keys, form: FileFormat, known: Iterable[str], depth: int = 0
) -> Iterator[KeyedFault]:
    """Yield the unknown keys of a document, and of the parts and documents below it."""
    parts, entries = form.get_subtrees_key(depth), form.get_items_key(depth)
    yield from _unknown(entry, keys, (*known, parts, entries))
    for key in (key for key in ("options", "defaults") if key in known and key in entry):
        yield from _unknown(entry[key], (*keys, key), TOCTREE_OPTIONS)
        # sphinx-external-toc reads the options of documents that have entries and no parts.
        if not isinstance(entry[key], Mapping) and (key == "defaults" or entries in entry):
            message = f"the key '{key}' has no options below it; write each as 'key: value', or remove it"
            yield (*keys, key), message
    yield from _unknown_of_entries(entry.get(entries), (*keys, entries), form, depth + 1)
    for place, part in _listed(entry.get(parts)):
        within = (*keys, parts, place)
        yield from _unknown(part, within, (entries, *TOCTREE_OPTIONS))
        yield from _unknown_of_entries(part.get(entries), (*within, entries), form, depth + 1)


def _unknown_of_entries(entries: Any, keys: Keys, form: FileFormat, depth: int) -> Iterator[KeyedFault]:
    for place, entry in _listed(entries):
        yield from _unknown_of_document(entry, (*keys, place), form, _ENTRY, depth)


def _unknown(mapping: Any, keys: Keys, known: Iterable[str]) -> Iterator[KeyedFault]:
    names = [*known]
    for key in mapping if isinstance(mapping, Mapping) else ():
        if key not in names:
            yield (
                (*keys, key),
                f"there is no key '{key}' at this place of the contents; {suggestion(str(key), names)}",
            )


def _listed(value: Any) -> Iterator[tuple[int, Mapping[Any, Any]]]:
    for place, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, Mapping):
            yield place, entry


def _malformed(toc: Mapping[str, Any]) -> Iterator[KeyedFault]:
    try:
        parse_toc_data(dict(toc))
    except MalformedError as error:
        message = str(error)
        place = _PLACE.search(message)
        keys = [
            int(part) if part.isdecimal() else part for part in (place["place"] if place else "").split("/") if part
        ]
        yield keys, f"the contents cannot be read: {_PLACE.sub('', message)}; correct them here"
