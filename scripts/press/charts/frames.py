"""Translate a data frame that a notebook shows, which holds codes, into a table for readers of a language.

Unlike a published table it may have any content: codes without a label are left unchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from press.core.text import Json
from press.language.quantities import spell_iso, spell_number

# The title of a count names what is counted, so it gets no unit.
_THINGS = "count"


class Words(NamedTuple):
    """The target ``language``, its labels of codes (empty where there are none), and the translation function of the interface."""

    language: str
    label: Callable[[str], str]
    translate: Callable[[str], str]


def localise_frame(content: Json, words: Words) -> Json:
    """Return ``content`` (`press.notebooks.frames`) as a localised data resource; fields of row headers are marked ``head``."""
    rows, heads = content["rows"], content["heads"]
    fields, texts = [], []
    for place, column in enumerate(content["columns"]):
        is_head = place < heads
        # A pandas Series has a column without a name.
        title = _title(column, [] if is_head else content["group"], words) or (
            "" if is_head else words.translate("Value")
        )
        field = {"name": str(place), "title": title, "type": column["type"], "head": is_head}
        fields.append(field | ({"digits": column["digits"]} if "digits" in column else {}))
        texts.append(_values(column, [row[place] for row in rows], words))
    data = [dict(zip(map(str, range(len(fields))), row, strict=True)) for row in zip(*texts, strict=True)]
    return {"schema": {"fields": fields}, "data": data}


def _title(column: Json, groups: list[str], words: Words) -> str:
    """Return the labels of a column, level by level, with its unit after a comma where they do not contain it."""
    name = column["name"]
    if not name:
        return ""
    kinds = groups or [""] * len(name)
    title = " · ".join(
        _word(part, kind, words) or spell_iso(part, words.language) or part
        for part, kind in zip(name, kinds, strict=False)
    )
    unit = column.get("unit", "")
    unit_words = words.label(unit) if unit and unit != _THINGS else ""
    return f"{title}, {unit_words}" if unit_words and unit_words.lower() not in title.lower() else title


def _word(code: str, kind: str, words: Words) -> str:
    """Return the label of a code within its ``kind``, such as ``claim.users`` for a claim, or else its general label."""
    own = words.label(f"{kind}.{code}") if kind else ""
    return own or words.label(code)


def _values(column: Json, values: list[Any], words: Words) -> list[Any]:
    if column["type"] == "boolean":
        return [value if value is None else words.translate("Yes" if value else "No") for value in values]
    if column["type"] != "string":
        return values
    kind, language = column["name"][-1] if column["name"] else "", words.language
    texts = {value for value in values if value and isinstance(value, str)}
    # A column holds codes only if all of its strings are codes: single words of free text may look like one.
    codes = {text for text in texts if not (text.isdigit() or spell_iso(text, language))}
    known = {code: _word(code, kind, words) for code in codes}
    labels = {text: spell_iso(text, language) or text for text in texts} | (known if all(known.values()) else {})

    def told(value: Any) -> str | None:
        """Return a cell, which may also hold a number, as text."""
        if value is None or isinstance(value, str):
            return labels.get(value, value) if value else value
        return str(value) if isinstance(value, bool) else spell_number(value, language)

    return [told(value) for value in values]
