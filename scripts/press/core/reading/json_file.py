"""Read JSON written by people; report with file and line what is malformed, duplicated, or not allowed by RFC 8259."""

from __future__ import annotations

import json
import re
from collections import Counter
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from math import isfinite
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.text import line_at, read_utf8

# Far deeper than any data package descriptor.
_DEEPEST = 50
_REMEDY = "check commas, quotes and brackets on this line and the one before"
# Half of a surrogate pair, which UTF-8 cannot encode.
_HALF = re.compile(r"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")


class _FaultError(ValueError):
    """A value that Python's reader accepts and press does not; ``key`` is a duplicate key, or the value itself."""

    def __init__(self, message: str, remedy: str, key: str = "") -> None:
        super().__init__(message)
        self.remedy, self.key = remedy, key


def read_json(path: Path) -> Any:
    """Return the content of the JSON file at ``path``; raise PressError where it is malformed, or has a key twice in one object."""
    return parse_json(read_utf8(path), path)


def parse_json(text: str, path: Path) -> Any:
    """Return the value of the JSON ``text`` from the file ``path``; raise the same errors as `read_json`."""
    try:
        found = json.loads(
            text, object_pairs_hook=_unique_keys, parse_constant=_refuse, parse_float=_float, parse_int=_int
        )
        if _is_deeper(found, _DEEPEST):
            raise RecursionError
        json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        message = f"malformed JSON: {error.msg} at position {error.colno}"
        raise PressError(message, file=path, line=error.lineno, remedy=_REMEDY) from None
    except UnicodeEncodeError:
        half = _HALF.search(text)
        message = f"'{half[0] if half else ''}' is half a sign, which nothing can print"
        remedy = "write the sign itself"
        raise PressError(message, file=path, line=line_at(text, half.start() if half else 0), remedy=remedy) from None
    except _FaultError as error:
        raise PressError(str(error), file=path, line=_line_of(text, error.key), remedy=error.remedy) from None
    except RecursionError:
        message = "values stand too deep within one another"
        raise PressError(message, file=path, line=1, remedy="close brackets that stand open") from None
    return found


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        key = next(name for name, number in times.items() if number > 1)
        message = f"the key '{key}' stands twice in one object"
        raise _FaultError(message, "remove one of the two, or give it another name", key)
    return found


def _refuse(name: str) -> Any:
    raise _FaultError(f"{name} is no number in JSON", "write a number, or null where none is known", name)


def _int(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:
        remedy = "put it in quotes if it is a text, or correct it"
        raise _FaultError(f"a number has {len(digits)} digits", remedy, digits) from None


def _float(typed: str) -> float:
    number = float(typed)
    return number if isfinite(number) else _refuse(typed)


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels == 0 or any(_is_deeper(item, levels - 1) for item in inner if isinstance(item, dict | list))


def _line_of(text: str, key: str) -> int | None:
    """Return the line of the last occurrence of ``key``; of a duplicate key in one object, that of the second."""
    objects: list[tuple[int, int]] = []

    def parse_object(start: tuple[str, int], *args: Any) -> Any:
        made, end = JSONObject(start, *args)
        if [name for name, _ in made].count(key) > 1:
            objects.append((start[1], end))
        return made, end

    decoder = json.JSONDecoder(object_pairs_hook=lambda pairs: pairs, parse_int=str)
    decoder.parse_object = parse_object  # type: ignore[attr-defined]
    decoder.scan_once = py_make_scanner(decoder)  # type: ignore[attr-defined]
    try:
        # Behind a value that is a fault itself there may be more of them.
        decoder.raw_decode(text, len(text) - len(text.lstrip()))
    except RecursionError:
        return None
    begin, end = objects[0] if objects else (0, len(text))
    return line_at(text, max(text.rfind(key, begin, end), 0))
