"""Turns a chart or a table that holds codes into one that a reader of a language can read.

The analysis knows only codes: field names and category values. Labels come from a vocabulary. Nothing here knows which
languages there are.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from press.publish_format import Json
from press.quantities import Quantity

Label = Callable[[str], str]

# The parts of a Vega-Lite specification that hold views of their own.
_COMPOSITIONS = ("layer", "hconcat", "vconcat", "concat")


def localise_chart(spec: Json, label: Label) -> Json:
    """Return ``spec`` (Vega-Lite) with every title, category and order in words instead of codes.

    A channel without a title is titled by the label of its field; a given title is a code too. Values of nominal and
    ordinal fields, their sort orders and scale domains are labelled, numbers and years are left alone. A missing label
    raises the vocabulary's own error.
    """
    result = copy.deepcopy(spec)
    coded = {field for view in _views(result) for field in _coded_fields(view)}
    for view in _views(result):
        for definition in _channels(view):
            _label_channel(definition, label)
        if isinstance(view.get("title"), str):
            view["title"] = label(view["title"])
    for rows in result.get("datasets", {}).values():
        for row in rows:
            for field in coded & row.keys():
                row[field] = _label_value(row[field], label)
    return result


def _views(spec: Json) -> Iterator[Json]:
    yield spec
    for key in _COMPOSITIONS:
        for part in spec.get(key, []):
            yield from _views(part)
    if isinstance(spec.get("spec"), dict):
        yield from _views(spec["spec"])


def _channels(view: Json) -> Iterator[Json]:
    """All channel definitions of a view; ``tooltip`` and ``detail`` may be lists of them."""
    for definition in view.get("encoding", {}).values():
        yield from definition if isinstance(definition, list) else [definition]
    for facet in ("facet", "row", "column"):
        if isinstance(view.get(facet), dict) and "field" in view[facet]:
            yield view[facet]


def _is_coded(definition: Json) -> bool:
    return definition.get("type") in ("nominal", "ordinal") and "field" in definition


def _coded_fields(view: Json) -> Iterator[str]:
    return (definition["field"] for definition in _channels(view) if _is_coded(definition))


def _label_channel(definition: Json, label: Label) -> None:
    if "field" in definition and "title" not in definition:
        definition["title"] = label(definition["field"])
    elif isinstance(definition.get("title"), str) and definition["title"]:
        definition["title"] = label(definition["title"])
    for guide in ("axis", "legend", "header"):
        nested = definition.get(guide)
        if isinstance(nested, dict) and isinstance(nested.get("title"), str) and nested["title"]:
            nested["title"] = label(nested["title"])
    if _is_coded(definition):
        _label_list(definition, "sort", label)
        _label_list(definition.get("scale") or {}, "domain", label)


def _label_list(holder: Json, key: str, label: Label) -> None:
    if isinstance(holder.get(key), list):
        holder[key] = [_label_value(value, label) for value in holder[key]]


def _label_value(value: Any, label: Label) -> Any:
    """Words for a code; numbers, empty cells and digits (a year as text) stay."""
    if not isinstance(value, str) or not value or value.isdigit():
        return value
    return label(value)


def localise_table(resource: Json, label: Label, spell: Callable[[Quantity], str]) -> Json:
    """Return ``resource`` (a data resource: ``schema.fields``, ``data``) with headings and categories in words.

    Each field gets a ``title``, with its unit after a comma where it has one. Fields of type ``string`` hold codes unless
    they are marked ``"literal": true``. A field marked ``"quantity": [unit field, scale field]`` is spelled with the unit and
    scale of its row, and those two fields are left out.
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


def _spell_quantities(resource: Json, spell: Callable[[Quantity], str]) -> None:
    fields = resource["schema"]["fields"]
    spent: set[str] = set()
    for field in fields:
        if "quantity" in field:
            unit, scale = field.pop("quantity")
            field.update(type="string", literal=True, align="end")
            spent |= {unit, scale}
            for row in resource["data"]:
                row[field["name"]] = spell(Quantity(str(row[field["name"]]), row[unit], row[scale] or ""))
    resource["schema"]["fields"] = [field for field in fields if field["name"] not in spent]
    resource["data"] = [{key: value for key, value in row.items() if key not in spent} for row in resource["data"]]
