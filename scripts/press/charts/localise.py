"""Localise a chart or a table: replace its codes by labels of one language.

Analyses contain only codes, as field names and category values. Labels come from a vocabulary. Nothing here knows which
languages there are.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from press.core.errors import PressError
from press.core.text import Json
from press.language.number_phrases import HEDGES
from press.language.quantities import Quantity

Label = Callable[[str], str]
# Returns a quantity in words with its hedge, which may be empty.
Spell = Callable[[Quantity, str], str]

# Keys in Vega-Lite's ``usermeta``: titles of the fields, their order in the rows (a notebook file sorts them by name), and
# the fields that are years.
TITLES = "titles"
ORDER = "order"
YEARS = "years"
# d3's format of integers without thousands separators, which only years have.
_YEAR_FORMAT = "d"
# The property of a channel that holds its number format; empty where it is the channel itself.
_FORMATTED = {
    **dict.fromkeys(("x", "y"), "axis"),
    **dict.fromkeys(("color", "size"), "legend"),
    "text": "",
    "tooltip": "",
}
# A placeholder for a number in a label: ``in {year}``.
_PLACE = re.compile(r"\{([^{}]+)\}")
# Vega-Lite's view composition operators.
COMPOSITIONS = ("layer", "hconcat", "vconcat", "concat")


def localise_chart(spec: Json, label: Label, years: Collection[str] = ()) -> Json:
    """Return ``spec`` (Vega-Lite) with labels for every title, category and sort order; fields in ``years`` are formatted as years.

    A channel without a title gets the label of its field; given titles, and the ``text`` of marks, are codes too. Values of nominal and
    ordinal fields, their sort orders and scale domains are labelled, numbers and years are not. A code without a label raises the
    vocabulary's own error.
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
        # A dict keeps the order in which names come first.
        ORDER: list(
            dict.fromkeys(name for rows in spec.get("datasets", {}).values() for row in rows[:1] for name in row)
        ),
        YEARS: _years(result, years),
    }
    return result


def with_numbers(label: Label, numbers: Mapping[str, str]) -> Label:
    """Return ``label`` with each placeholder ``{name}`` in its result replaced by the entry of ``numbers`` with that name."""
    if not numbers:
        return label

    def filled(code: str) -> str:
        words = label(code)
        if missing := [name for name in _PLACE.findall(words) if name not in numbers]:
            raise PressError(
                f"the label '{code}' has a place for a number '{missing[0]}', and the chart has none of that name",
                remedy=f"call it one of {', '.join(numbers)}, or give the number with the chart",
            )
        return _PLACE.sub(lambda place: numbers[place[1]], words)

    return filled


def _plain_years(spec: Json, years: Collection[str]) -> None:
    """Set the format of the fields ``years`` to plain digits, where a chart draws them as numbers and has no format of its own."""
    for row in all_rows(spec):
        row.update({name: whole_year(row[name]) for name in row.keys() & set(years)})
    for view in views(spec):
        for channel, definition in _channels(view):
            is_number = definition.get("field") in years and definition.get("type") == "quantitative"
            if is_number and channel in _FORMATTED:
                guide = _FORMATTED[channel]
                holder = definition.setdefault(guide, {}) if guide else definition
                if isinstance(holder, dict):
                    holder.setdefault("format", _YEAR_FORMAT)


def whole_year(value: Any) -> Any:
    """Return a year that was parsed as a float as an integer."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _years(spec: Json, years: Collection[str]) -> list[str]:
    """Return the fields among ``years`` that hold integers, and the fields whose axis has the year format."""
    definitions = [definition for view in views(spec) for _, definition in _channels(view) if "field" in definition]
    drawn = {str(d["field"]) for d in definitions}
    plain = {d["field"] for d in definitions if (d.get("axis") or {}).get("format") == _YEAR_FORMAT}
    numbers = {name for name in drawn & set(years) if any(isinstance(row.get(name), int) for row in all_rows(spec))}
    return sorted(plain | numbers)


def _field_titles(spec: Json, label: Label) -> dict[str, str]:
    """Return a column title for each drawn field: the title of its axis where no other field has it, else its label."""
    titles: dict[str, str] = {}
    for view in views(spec):
        for _, definition in _channels(view):
            if "field" in definition and definition["field"] not in titles:
                title = str(definition.get("title") or "")
                is_own = title and title not in titles.values()
                titles[definition["field"]] = title if is_own else label(definition["field"])
    return titles


def map_categories(spec: Json, change: Callable[[Any], Any]) -> Json:
    """Return a copy of ``spec`` with ``change`` applied to every value, sort order and domain of nominal and ordinal fields."""
    result = copy.deepcopy(spec)
    kinds = ("nominal", "ordinal")
    drawn = (definition for view in views(result) for _, definition in _channels(view) if "field" in definition)
    definitions = [definition for definition in drawn if definition.get("type") in kinds]
    for definition in definitions:
        for holder, key in ((definition, "sort"), (definition.get("scale") or {}, "domain")):
            if isinstance(holder.get(key), list):
                holder[key] = [change(value) for value in holder[key]]
    coded = {definition["field"] for definition in definitions}
    for row in all_rows(result):
        for field in coded & row.keys():
            row[field] = change(row[field])
    return result


def all_rows(spec: Json) -> Iterator[Json]:
    """Yield the rows of all data sets of a chart."""
    return (row for rows in spec.get("datasets", {}).values() for row in rows)


def views(spec: Json) -> Iterator[Json]:
    """Yield a chart and all views nested in it, outermost first."""
    yield spec
    for key in COMPOSITIONS:
        for part in spec.get(key, []):
            yield from views(part)
    if isinstance(spec.get("spec"), dict):
        yield from views(spec["spec"])


def _channels(view: Json) -> Iterator[tuple[str, Json]]:
    """Yield all encoding and facet channels of a view with their definitions; ``tooltip`` and ``detail`` may be lists of them."""
    for channel, definition in view.get("encoding", {}).items():
        for single in definition if isinstance(definition, list) else [definition]:
            yield channel, single
    facets = view.get("facet", {})
    for facet, definition in (("facet", facets), ("row", facets.get("row")), ("column", facets.get("column"))):
        if isinstance(definition, dict) and "field" in definition:
            yield facet, definition


def _title_channel(channel: str, definition: Json, label: Label) -> None:
    """Set the title of a channel from its own title or its field; ``x2`` and ``y2`` share the title of ``x`` and ``y``."""
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
    """Return the label of a code; numbers, empty cells and digits (a year as text) unchanged."""
    if not isinstance(value, str) or not value or value.isdigit():
        return value
    return label(value)


def localise_table(resource: Json, label: Label, spell: Spell) -> Json:
    """Return ``resource`` (a data resource: ``schema.fields``, ``data``) with labels as column titles and categories.

    Each field gets a ``title``, with its unit after a comma where it has one. Fields of type ``string`` hold codes unless
    they are marked ``"literal": true``. A field marked ``"quantity": [unit field, scale field]`` is put into words with the unit and
    scale of its row, and those two fields are removed; an empty cell stays empty. A third field may have hedges ("more-than"), which are put before the
    value; it is removed if it holds nothing else.
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
                hedge = ""
                for name in hedges:
                    if not hedge and row[name] in HEDGES:
                        hedge, row[name] = str(row[name]), None
                if (value := row[field["name"]]) is not None:
                    row[field["name"]] = spell(Quantity(str(value), row[unit], row[scale] or ""), hedge)
            spent |= {name for name in hedges if not any(row[name] for row in resource["data"])}
    resource["schema"]["fields"] = [field for field in fields if field["name"] not in spent]
    resource["data"] = [{key: value for key, value in row.items() if key not in spent} for row in resource["data"]]
