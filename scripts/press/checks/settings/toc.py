"""Check ``_toc.yml``: its keys are those of sphinx-external-toc, and it can read the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_external_toc.parsing import FILE_FORMATS, TOCTREE_OPTIONS, MalformedError, parse_toc_data

from press.core.reading.yaml_file import Keys, leaves
from press.core.text import near_names

_LEVELS = {
    key for form in FILE_FORMATS.values() for key in (*form.subtrees_keys, *form.items_keys, form.default_items_key)
}
_KNOWN = {"format", "root", "defaults", "meta", "title", "options", "file", "glob", "url"}
_KNOWN |= {"subtrees", *_LEVELS, *TOCTREE_OPTIONS}
_PLACE = re.compile(r" @ '(?P<place>[^']*)'")


def toc_faults(toc: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield where the unknown keys of a table of contents stand or, where there is none, why it cannot be read."""
    typed = (keys[: depth + 1] for keys, _ in leaves(toc) if keys[0] != "meta" for depth in range(len(keys)))
    unknown = dict.fromkeys(keys for keys in typed if isinstance(keys[-1], str) and keys[-1] not in _KNOWN)
    for keys in unknown:
        yield keys, f"contents have no key '{keys[-1]}'; write {near_names(str(keys[-1]), _KNOWN)}, or remove it"
    if not unknown:
        yield from _malformed(toc)


def _malformed(toc: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    try:
        parse_toc_data(dict(toc))
    except (MalformedError, TypeError, AttributeError) as error:
        message = str(error)
        place = _PLACE.search(message)
        parts = filter(None, (place["place"] if place else "").split("/"))
        keys = tuple(int(part) if part.isdecimal() else part for part in parts)
        yield keys, f"the contents cannot be read: {_PLACE.sub('', message)}; correct them here"
