"""Read JSON written by people; report with file and line what is malformed or stands twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.text import line_at, read_utf8, shortened


def read_json(path: Path) -> Any:
    """Return the content of the JSON file at ``path``; raise PressError where it is malformed, or has a key twice in one object."""
    text = read_utf8(path)

    def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            key = next(name for name in names if names.count(name) > 1)
            begin = shortened(json.dumps(dict(pairs[:1]), ensure_ascii=False))
            # The line is certain where the key is nowhere else.
            line = line_at(text, text.rindex(f'"{key}"')) if text.count(f'"{key}"') == 2 else None
            message = f"the key '{key}' stands twice in the object that begins with {begin}"
            raise PressError(message, file=path, line=line, remedy="remove one of the two, or give it another name")
        return found

    try:
        return json.loads(text, object_pairs_hook=unique_keys)
    except json.JSONDecodeError as error:
        message = f"malformed JSON: {error.msg} at position {error.colno}"
        remedy = "check commas, quotes and brackets on this line and the one before"
        raise PressError(message, file=path, line=error.lineno, remedy=remedy) from None
