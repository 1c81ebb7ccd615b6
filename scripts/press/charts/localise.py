"""Turns a chart or a table that holds codes into one that a reader of a language can read.

The analysis knows only codes: field names and category values. Labels come from a vocabulary. Nothing here knows which
languages there are.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from press.core.errors import PressError
from press.core.text import Json
from press.language.number_phrases import HEDGES
from press.language.quantities import Quantity

Label = Callable[[str], str]
# Says a quantity with its hedge, which may be empty.
Spell = Callable[[Quantity, str], str]

# Where a localised chart keeps the headings of its fields, the order of its rows' fields, which a notebook's file sorts
# by name, and which fields are years; Vega-Lite leaves ``usermeta`` to its users.
TITLES = "titles"
ORDER = "order"
YEARS = "years"
# d3's format of whole numbers without separators of thousands: only years are drawn so.
_YEAR_FORMAT = "d"
# Where a channel has its format: in its axis, in its legend, or (of text) in itself.
_FORMATTED = {
    **dict.fromkeys(("x", "y"), "axis"),
    **dict.fromkeys(("color", "size"), "legend"),
    "text": "",
    "tooltip": "",
}
# Where a label has a number: ``in {year}``.
_PLACE = re.compile(r"\{([^{}]+)\}")
# The parts of a Vega-Lite specification that hold views of their own.
_COMPOSITIONS = ("layer", "hconcat", "vconcat", "concat")


def localise_chart(spec: Json, label: Label, years: Collection[str] = ()) -> Json:
    """Return ``spec`` (Vega-Lite) with every title, category and order in words instead of codes, and ``years`` as such.

    A channel without a title is titled by the label of its field; a given title, and the text that a mark has of its own,
    are codes too. Values of nominal and ordinal fields, their sort orders and scale domains are labelled, numbers and years are left alone. A missing label
    raises the vocabulary's own error.
    """
    result = map_categories(spec, lambda value: _label_value(value, label))
    _plain_years(result, years)
    for view in views(result):
        for channel, definition in _channels(view):
            _title_channel(channel, definition, label)
        if isinstance(view.get("title"), str):
            view["title"] = label(view["title"])
        mark = view.get("mark")
        if isinstance(mark, dict) and isinstance(mark.get("text"), str):
            mark["text"] = label(mark["text"])
    result["usermeta"] = {
        TITLES: _field_titles(result, label),
        ORDER: _field_order(result),
        YEARS: _years(result, years),
    }
    return result


def with_numbers(label: Label, numbers: Mapping[str, str]) -> Label:
    """``label`` with each ``{name}`` in its words replaced by the one of ``numbers`` that is called so."""

    def filled(code: str) -> str:
        return _PLACE.sub(lambda place: _number(place[1], code), label(code)) if numbers else label(code)

    def _number(name: str, code: str) -> str:
        if name not in numbers:
            raise PressError(
                f"the label '{code}' has a place for a number '{name}', and the chart has none of that name",
                remedy=f"call it one of {', '.join(numbers)}, or give the number with the chart",
            )
        return numbers[name]

    return filled


def _plain_years(spec: Json, years: Collection[str]) -> None:
    """Have the fields ``years`` written as plain digits, where a chart draws them as numbers and says nothing else."""
    for rows in spec.get("datasets", {}).values():
        for row in rows:
            row.update({name: whole_year(row[name]) for name in row.keys() & set(years)})
    for view in views(spec):
        for channel, definition in _channels(view):
            is_number = definition.get("field") in years and definition.get("type") == "quantitative"
            if is_number and channel in _FORMATTED:
                _set_format(definition, _FORMATTED[channel])


def _set_format(definition: Json, guide: str) -> None:
    holder = definition.setdefault(guide, {}) if guide else definition
    if isinstance(holder, dict):
        holder.setdefault("format", _YEAR_FORMAT)


def whole_year(value: Any) -> Any:
    """Return a year that was read as a number with decimals as a whole one."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _years(spec: Json, years: Collection[str]) -> list[str]:
    """Those of the fields ``years`` that hold numbers, and the fields whose axis writes plain digits."""
    rows = [row for rows in spec.get("datasets", {}).values() for row in rows]
    definitions = [definition for view in views(spec) for _, definition in _channels(view) if "field" in definition]
    drawn = {str(d["field"]) for d in definitions}
    plain = {d["field"] for d in definitions if (d.get("axis") or {}).get("format") == _YEAR_FORMAT}
    numbers = {name for name in drawn & set(years) if any(isinstance(row.get(name), int) for row in rows)}
    return sorted(plain | numbers)


def _field_order(spec: Json) -> list[str]:
    return list(dict.fromkeys(name for rows in spec.get("datasets", {}).values() for row in rows[:1] for name in row))


def _field_titles(spec: Json, label: Label) -> dict[str, str]:
    """A heading for each drawn field, for the table of a chart's data: the title of its axis where that is its own."""
    titles: dict[str, str] = {}
    for view in views(spec):
        for _, definition in _channels(view):
            if "field" in definition and definition["field"] not in titles:
                title = str(definition.get("title") or "")
                is_own = title and title not in titles.values()
                titles[definition["field"]] = title if is_own else label(definition["field"])
    return titles


def map_categories(spec: Json, change: Callable[[Any], Any]) -> Json:
    """Return ``spec`` with ``change`` made to every value, order and domain of its nominal and ordinal fields."""
    result = copy.deepcopy(spec)
    definitions = [d for view in views(result) for _, d in _channels(view) if _is_coded(d)]
    for definition in definitions:
        for holder, key in ((definition, "sort"), (definition.get("scale") or {}, "domain")):
            if isinstance(holder.get(key), list):
                holder[key] = [change(value) for value in holder[key]]
    coded = {definition["field"] for definition in definitions}
    for rows in result.get("datasets", {}).values():
        for row in rows:
            for field in coded & row.keys():
                row[field] = change(row[field])
    return result


def views(spec: Json) -> Iterator[Json]:
    """A chart and all views within it, from the outside in."""
    yield spec
    for key in _COMPOSITIONS:
        for part in spec.get(key, []):
            yield from views(part)
    if isinstance(spec.get("spec"), dict):
        yield from views(spec["spec"])


def _channels(view: Json) -> Iterator[tuple[str, Json]]:
    """All channels of a view with their definitions; ``tooltip`` and ``detail`` may be lists of them."""
    for channel, definition in view.get("encoding", {}).items():
        for single in definition if isinstance(definition, list) else [definition]:
            yield channel, single
    facets = view.get("facet", {})
    for facet, definition in (("facet", facets), ("row", facets.get("row")), ("column", facets.get("column"))):
        if isinstance(definition, dict) and "field" in definition:
            yield facet, definition


def _is_coded(definition: Json) -> bool:
    return definition.get("type") in ("nominal", "ordinal") and "field" in definition


def _title_channel(channel: str, definition: Json, label: Label) -> None:
    """Title a channel by its own title or its field; the second end of a mark (x2) shares the title of the first."""
    if "title" not in definition:
        if "field" in definition and not channel.endswith("2"):
            definition["title"] = label(definition["field"])
    elif isinstance(definition["title"], str) and definition["title"]:
        definition["title"] = label(definition["title"])
    for guide in ("axis", "legend", "header"):
        nested = definition.get(guide)
        if isinstance(nested, dict) and isinstance(nested.get("title"), str) and nested["title"]:
            nested["title"] = label(nested["title"])


def _label_value(value: Any, label: Label) -> Any:
    """Words for a code; numbers, empty cells and digits (a year as text) stay."""
    if not isinstance(value, str) or not value or value.isdigit():
        return value
    return label(value)


def localise_table(resource: Json, label: Label, spell: Spell) -> Json:
    """Return ``resource`` (a data resource: ``schema.fields``, ``data``) with headings and categories in words.

    Each field gets a ``title``, with its unit after a comma where it has one. Fields of type ``string`` hold codes unless
    they are marked ``"literal": true``. A field marked ``"quantity": [unit field, scale field]`` is spelled with the unit and
    scale of its row, and those two fields are left out. A third field may have hedges ("more-than"), which are said with the
    value; it is left out where it has nothing else.
    """
    result = copy.deepcopy(resource)
    _spell_quantities(result, spell)
    for field in result["schema"]["fields"]:
        title = label(field["name"])
        field["title"] = f"{title}, {label(field['unit'])}" if field.get("unit") else title
        if field["type"] == "string" and not field.get("literal"):
            for row in result["data"]:
                row[field["name"]] = _label_value(row[field["name"]], label)
    return result


def _spell_quantities(resource: Json, spell: Spell) -> None:
    fields = resource["schema"]["fields"]
    spent: set[str] = set()
    for field in fields:
        if "quantity" in field:
            unit, scale, *hedges = field.pop("quantity")
            field.update(type="string", literal=True, align="end")
            spent |= {unit, scale}
            for row in resource["data"]:
                hedge = _taken_hedge(row, hedges)
                row[field["name"]] = spell(Quantity(str(row[field["name"]]), row[unit], row[scale] or ""), hedge)
            spent |= {name for name in hedges if not any(row[name] for row in resource["data"])}
    resource["schema"]["fields"] = [field for field in fields if field["name"] not in spent]
    resource["data"] = [{key: value for key, value in row.items() if key not in spent} for row in resource["data"]]


def _taken_hedge(row: Json, columns: Sequence[str]) -> str:
    """Return the hedge in one of the ``columns`` of ``row``, which is then empty there; nothing where they have none."""
    for name in columns:
        if row[name] in HEDGES:
            hedge, row[name] = str(row[name]), None
            return hedge
    return ""
