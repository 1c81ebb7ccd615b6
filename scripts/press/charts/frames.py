"""Turn a frame that a notebook shows, which holds codes, into a table that a reader of a language can read.

Unlike a published table it may be of any kind: what has no words stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from press.core.text import Json
from press.language.dates import spell_iso
from press.language.quantities import spell_number

# What is counted in things, its title names.
_THINGS = "count"


class Words(NamedTuple):
    """What a frame is put into: the ``language``, its words for codes (nothing where there are none), and those of the interface."""

    language: str
    label: Callable[[str], str]
    translate: Callable[[str], str]


def localise_frame(content: Json, words: Words) -> Json:
    """Return ``content`` (`press.notebooks.frames`) as a localised data resource; fields that head rows are marked ``head``."""
    rows, heads = content["rows"], content["heads"]
    fields, texts = [], []
    for place, column in enumerate(content["columns"]):
        is_head = place < heads
        # A column without a name is that of a series.
        title = _title(column, [] if is_head else content["group"], words) or (
            "" if is_head else words.translate("Value")
        )
        field = {"name": str(place), "title": title, "type": column["type"], "head": is_head}
        fields.append(field | ({"digits": column["digits"]} if "digits" in column else {}))
        texts.append(_values(column, [row[place] for row in rows], words))
    data = [dict(zip(map(str, range(len(fields))), row, strict=True)) for row in zip(*texts, strict=True)]
    return {"schema": {"fields": fields}, "data": data}


def _title(column: Json, groups: list[str], words: Words) -> str:
    """The words for a column, level by level, with its unit after a comma where they do not name it already."""
    name = column["name"]
    if not name:
        return ""
    kinds = groups or [""] * len(name)
    title = " · ".join(_spelled(part, kind, words) for part, kind in zip(name, kinds, strict=False))
    unit = column.get("unit", "")
    told = words.label(unit) if unit and unit != _THINGS else ""
    return f"{title}, {told}" if told and told.lower() not in title.lower() else title


def _spelled(code: str, kind: str, words: Words) -> str:
    return _word(code, kind, words) or spell_iso(code, words.language) or code


def _word(code: str, kind: str, words: Words) -> str:
    """The words for a code of a ``kind``: its own among those of the kind, such as ``claim.users`` for a claim, or those it has everywhere."""
    own = words.label(f"{kind}.{code}") if kind else ""
    return own or words.label(code)


def _values(column: Json, values: list[Any], words: Words) -> list[Any]:
    if column["type"] == "boolean":
        return [value if value is None else words.translate("Yes" if value else "No") for value in values]
    if column["type"] != "string":
        return values
    kind = column["name"][-1] if column["name"] else ""
    # A column holds codes if all of its words are codes; of free words some may look like one.
    codes = {value for value in values if isinstance(value, str) and not _is_plain(value, words.language)}
    known = {code: _word(code, kind, words) for code in codes}
    labels = known if all(known.values()) else {}
    return [_text(value, labels, words.language) for value in values]


def _is_plain(value: str, language: str) -> bool:
    return not value or value.isdigit() or bool(spell_iso(value, language))


def _text(value: Any, labels: dict[str, str], language: str) -> str | None:
    """A cell of a column that holds words, and perhaps numbers among them."""
    if value is None or isinstance(value, str):
        return value if not value else labels.get(value) or spell_iso(value, language) or value
    return str(value) if isinstance(value, bool) else spell_number(value, language)
