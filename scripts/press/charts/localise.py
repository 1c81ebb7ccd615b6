"""Localise a chart, a table, or a data frame that a notebook shows: replace its codes by labels of one language.

Analyses contain only codes, as field names and category values. Labels come from a vocabulary. Nothing here knows which
languages there are.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from press.core.errors import PressError
from press.core.text import Json, Translate
from press.language.number_phrases import HEDGES
from press.language.quantities import Quantity, quantity_of, spell_iso, spell_number
from press.language.units import unit_symbol

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
# Channels in which categories have an order.
_ORDERED = {"x", "y", "color", "fill", "stroke", "shape", "strokeDash", "row", "column", "facet"}
# The property of a channel that holds its number format; empty where it is the channel itself.
_FORMATTED = {"x": "axis", "y": "axis", "color": "legend", "size": "legend", "text": "", "tooltip": ""}


def localise_chart(spec: Json, label: Label, title_label: Label | None = None, years: Collection[str] = ()) -> Json:
    """Return ``spec`` (Vega-Lite) with labels for every title, category and sort order.

    Fields in ``years`` are formatted as years.

    A channel without a title gets the label of its field; given titles are codes for ``title_label``, as they may be units, and so is the
    ``text`` of marks for ``label``. Values of nominal and ordinal fields, their sort orders and scale domains are labelled, numbers and years are not. Where a chart gives no order, the codes have
    that of their letters, which Vega would give the words. A code without a label raises the vocabulary's own error.
    """
    result = map_categories(_in_order(spec), lambda value: _label_value(value, label))
    _plain_years(result, years)
    for channel, definition in _channels(result):
        # ``x2`` and ``y2`` share the title of ``x`` and ``y``.
        if "title" not in definition and "field" in definition and not channel.endswith("2"):
            definition["title"] = definition["field"]
        for holder in (definition, *(definition.get(guide) or {} for guide in ("axis", "legend", "header"))):
            if isinstance(holder.get("title"), str) and holder["title"]:
                holder["title"] = (title_label or label)(holder["title"])
    for view in views(result):
        mark = view["mark"] if isinstance(view.get("mark"), dict) else {}
        for holder, key in ((view, "title"), (mark, "text")):
            if isinstance(holder.get(key), str):
                holder[key] = label(holder[key])
    # A dict keeps the order in which names come first.
    order = dict.fromkeys(name for rows in spec.get("datasets", {}).values() for row in rows[:1] for name in row)
    result["usermeta"] = {TITLES: _field_titles(result, label), ORDER: list(order), YEARS: _years(result, years)}
    return result


def _in_order(spec: Json) -> Json:
    """Return ``spec`` with the order of codes for each field without one.

    Places and colours are then the same in every language, and months follow one another.
    """
    result, fields = copy.deepcopy(spec), dict[str, list[Json]]()
    for channel, definition in _channels(result):
        if channel in _ORDERED and isinstance(definition.get("field"), str):
            fields.setdefault(definition["field"], []).append(definition)
    for field, definitions in fields.items():
        values = {row[field] for row in all_rows(result) if field in row}
        has_order = any("sort" in each or "domain" in (each.get("scale") or {}) for each in definitions)
        has_words = all(isinstance(value, str) for value in values) and not all(map(str.isdigit, values))
        if has_words and not has_order:
            for definition in definitions:
                definition["sort"] = sorted(values)
    return result


def with_numbers(label: Label, numbers: Mapping[str, str]) -> Label:
    """Return ``label`` with each placeholder ``{name}`` in its result replaced by the entry of ``numbers`` with that name."""
    if not numbers:
        return label

    def filled(code: str) -> str:
        try:
            return label(code).format_map(numbers)
        except KeyError as missing:
            message = f"the label '{code}' has a place for a number {missing}, and the chart has none of that name"
            remedy = f"call it one of {', '.join(numbers)}, or give the number with the chart"
            raise PressError(message, remedy=remedy) from None

    return filled


def _plain_years(spec: Json, years: Collection[str]) -> None:
    """Set the format of the fields ``years`` to plain digits, where a chart draws them as numbers and has no format of its own."""
    for row in all_rows(spec):
        row.update({name: whole_year(row[name]) for name in row.keys() & set(years)})
    for channel, definition in _channels(spec):
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
    drawn = [definition for _, definition in _channels(spec) if "field" in definition]
    plain = {each["field"] for each in drawn if (each.get("axis") or {}).get("format") == _YEAR_FORMAT}
    named = {str(each["field"]) for each in drawn} & set(years)
    return sorted(plain | {name for name in named if any(isinstance(row.get(name), int) for row in all_rows(spec))})


def _field_titles(spec: Json, label: Label) -> dict[str, str]:
    """Return a column title for each drawn field: the title of its axis where no other field has it, else its label."""
    titles: dict[str, str] = {}
    for _, definition in _channels(spec):
        if "field" in definition and definition["field"] not in titles:
            title = str(definition.get("title") or "")
            is_own = title and title not in titles.values()
            titles[definition["field"]] = title if is_own else label(definition["field"])
    return titles


def map_categories(spec: Json, change: Callable[[Any], Any]) -> Json:
    """Return a copy of ``spec`` with ``change`` applied to every value, sort order and domain of nominal and ordinal fields."""
    result = copy.deepcopy(spec)
    coded = set()
    for _, definition in _channels(result):
        if "field" not in definition or definition.get("type") not in ("nominal", "ordinal"):
            continue
        coded.add(definition["field"])
        for holder, key in ((definition, "sort"), (definition.get("scale") or {}, "domain")):
            if isinstance(holder.get(key), list):
                holder[key] = [change(value) for value in holder[key]]
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
    for key in ("layer", "hconcat", "vconcat", "concat"):
        for part in spec.get(key, []):
            yield from views(part)
    if isinstance(spec.get("spec"), dict):
        yield from views(spec["spec"])


def _channels(spec: Json) -> Iterator[tuple[str, Json]]:
    """Yield all encoding and facet channels of a chart with their definitions.

    ``tooltip`` and ``detail`` may be lists of them.
    """
    for view in views(spec):
        for channel, definition in view.get("encoding", {}).items():
            for single in definition if isinstance(definition, list) else [definition]:
                yield channel, single
        facets = view.get("facet", {})
        for facet in (facets, facets.get("row"), facets.get("column")):
            if facet and "field" in facet:
                yield "facet", facet


def _label_value(value: Any, label: Label) -> Any:
    """Return the label of a code; numbers, empty cells and digits (a year as text) unchanged."""
    if not isinstance(value, str) or not value or value.isdigit():
        return value
    return label(value)


def localise_table(resource: Json, label: Label, spell: Spell, unit_label: Label | None = None) -> Json:
    """Return ``resource`` (a data resource: ``schema.fields``, ``data``) with labels as column titles and categories.

    Each field gets a ``title``, with its unit after a comma where it has one, labelled by ``unit_label``. Fields of type ``string`` hold
    codes unless they are marked ``"literal": true``. A field marked ``"quantity": [unit field, scale field]`` is put into words with the unit and
    scale of its row, and those two fields are removed; an empty cell stays empty. A third field may have hedges ("more-than"), which are put before the
    value; it is removed if it holds nothing else.
    """
    result = copy.deepcopy(resource)
    _spell_quantities(result, spell)
    for field in result["schema"]["fields"]:
        field["title"] = label(field["name"])
        if unit := field.get("unit"):
            field["title"] += f", {(unit_label or label)(unit)}"
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
                    row[field["name"]] = spell(quantity_of(value, row[unit], row[scale] or ""), hedge)
            spent |= {name for name in hedges if not any(row[name] for row in resource["data"])}
    resource["schema"]["fields"] = [field for field in fields if field["name"] not in spent]
    resource["data"] = [{key: value for key, value in row.items() if key not in spent} for row in resource["data"]]


class Words(NamedTuple):
    """The target ``language``, its labels of codes (empty where there are none), and the translation function of the interface."""

    language: str
    label: Label
    translate: Translate


def localise_frame(content: Json, words: Words) -> Json:
    """Return ``content`` (`press.notebooks.frames`) as a localised data resource.

    Fields of row headers are marked ``head``.

    Unlike a published table it may have any content: codes without a label are left unchanged.
    """
    rows, heads = content["rows"], content["heads"]
    fields, texts = [], []
    for place, column in enumerate(content["columns"]):
        is_head = place < heads
        title = _title(column, words)
        if not title and not is_head:
            # A pandas Series has a column without a name.
            title = words.translate("Value")
        field = {"name": str(place), "title": title, "type": column["type"], "head": is_head}
        fields.append(field | {fact: column[fact] for fact in ("digits", "unit") if fact in column})
        texts.append(_values(column, [row[place] for row in rows], words))
    data = [dict(zip(map(str, range(len(fields))), row, strict=True)) for row in zip(*texts, strict=True)]
    return {"schema": {"fields": fields}, "data": data}


def _title(column: Json, words: Words) -> str:
    """Return the label of a column, with its unit after a comma where it does not contain it."""
    title = words.label(column["name"]) or spell_iso(column["name"], words.language) or column["name"]
    unit = column.get("unit", "")
    # The title of a count names what is counted, so it gets no unit.
    unit_words = words.label(unit) or unit_symbol(unit, words.language) if unit and unit != "count" else ""
    return f"{title}, {unit_words}" if unit_words and unit_words.lower() not in title.lower() else title


def _values(column: Json, values: list[Any], words: Words) -> list[Any]:
    if column["type"] == "boolean":
        return [value if value is None else words.translate("Yes" if value else "No") for value in values]
    if column["type"] != "string":
        return values
    kind, language = column["name"], words.language
    texts = {value for value in values if value and isinstance(value, str)}
    # A column holds codes only if all of its strings are codes: single words of free text may look like one.
    codes = {text for text in texts if not (text.isdigit() or spell_iso(text, language))}
    # The label of a code within its column, such as ``claim.users``, or else its general one.
    known = {code: words.label(f"{kind}.{code}") or words.label(code) for code in codes}
    labels = {text: spell_iso(text, language) or text for text in texts} | (known if all(known.values()) else {})

    def as_text(value: Any) -> str | None:
        """Return a cell, which may also hold a number, as text."""
        if value is None or isinstance(value, str):
            return labels.get(value, value) if value else value
        return str(value) if isinstance(value, bool) else spell_number(value, language)

    return [as_text(value) for value in values]
