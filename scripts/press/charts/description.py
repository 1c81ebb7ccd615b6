"""Describe in words what a chart shows, from the chart's own data: the text alternative of its image."""

from __future__ import annotations

from collections.abc import Iterator

from press.charts.localise import views
from press.charts.table import bounds, cell_text, measures, raw_table, time_field
from press.charts.theme import mark_of
from press.charts.values import heading, row_name, sentence, trend, value_sentences
from press.core.text import Json, Translate
from press.language.dates import spell_iso

_MOST_ROWS = 16
_KINDS = {
    "bar": "Bar chart",
    "line": "Line chart",
    "point": "Point chart",
    "circle": "Point chart",
    "rule": "Chart of intervals",
    "tick": "Chart of intervals",
}
# Beginnings of the names of shapes that point in a direction.
_HEADS = ("arrow", "triangle", "wedge")


def alt_text(spec: Json, caption: str, language: str, translate: Translate) -> str:
    """Return the full text alternative of a chart: `short_alt_text` and `description`."""
    return f"{short_alt_text(spec, caption, language, translate)} {description(spec, language, translate)}".strip()


def short_alt_text(spec: Json, caption: str, language: str, translate: Translate) -> str:
    """Return the kind of chart, its subject and period: ``Line chart. Rain in two cities. 2003–2022.``."""
    parts = [translate(_kind(spec)), caption.rstrip(" ."), _period(spec, caption, language)]
    return sentence(". ".join(part for part in parts if part))


def description(spec: Json, language: str, translate: Translate) -> str:
    """Return the numbers of a chart in sentences: all of a few; of a long series its ends, its extremes and its trend."""
    table = raw_table(spec)
    if table is None:
        return ""
    is_long = len(table["data"]) > _MOST_ROWS
    sentences = series_sentences if is_long and time_field(table) else value_sentences
    return " ".join(sentences(table, spec, language, translate))


def _kind(spec: Json) -> str:
    """Return the kind of chart in English: by how its marks stand to one another, else by the first of them."""
    drawn = [(mark_of(view), view.get("encoding", {})) for view in views(spec) if "mark" in view]
    types = [mark["type"] for mark, _ in drawn if mark["type"] in _KINDS]
    if _joins_points(spec, drawn):
        is_directed = any(str(mark.get("shape")).startswith(_HEADS) for mark, _ in drawn)
        return "Arrow chart" if is_directed else "Chart of joined dots"
    if bounds(spec) and not {"bar", "line"}.intersection(types):
        return "Chart of intervals"
    # Rules and ticks tell the kind only where there is nothing else.
    return _KINDS[min(types, key=lambda name: name in ("rule", "tick"))] if types else "Chart"


def _joins_points(spec: Json, drawn: list[tuple[Json, Json]]) -> bool:
    """Return whether points are joined in pairs: by marks from one to the other, or by lines that each stay within a row."""
    places = [
        (mark["type"], {encoding.get(channel, {}).get("field") for channel in ("x", "y")}) for mark, encoding in drawn
    ]
    pointed = {field for type_, fields in places if type_ in ("point", "circle") for field in fields}
    within = (
        mark["type"] == "line" and "field" in (detail := encoding.get("detail", {})) and detail["field"] in fields
        for (mark, encoding), (_, fields) in zip(drawn, places, strict=True)
    )
    return any(pointed.issuperset(ends) for ends in bounds(spec)) or any(within)


def _period(spec: Json, caption: str, language: str) -> str:
    """Return the first and last point in time; empty where the caption has both."""
    table = raw_table(spec)
    name = time_field(table) if table else ""
    if table is None or not name:
        return ""
    values = sorted({str(row[name]) for row in table["data"]})
    first, last = (spell_iso(value, language) or value for value in (values[0], values[-1]))
    if first == last or (first in caption and last in caption):
        return ""
    return f"{first} – {last}" if " " in first else f"{first}–{last}"


def series_sentences(table: Json, spec: Json, language: str, translate: Translate) -> Iterator[str]:
    """Yield for each series its first and last value, its extremes where they lie between, and its trend."""
    time = time_field(table)
    found = [field for field, _ in measures(table, spec)]
    groups: dict[str, list[Json]] = {}
    for row in sorted(table["data"], key=lambda row: str(row[time])):
        groups.setdefault(row_name(row, table, language, without=[time]), []).append(row)
    if len(found) == 1:
        yield sentence(heading(found[0], spec, 1))
    for name, rows in groups.items():
        for field in found:
            known = [row for row in rows if row.get(field["name"]) is not None]
            title = "" if len(found) == 1 else field["title"]
            if known:
                course = _course(known, field, time, language, translate)
                yield sentence(": ".join(filter(None, (name, title, course))))


def _course(rows: list[Json], field: Json, time: str, language: str, translate: Translate) -> str:
    def told(row: Json) -> tuple[str, str]:
        when = str(row[time])
        return cell_text(row[field["name"]], field, language), spell_iso(when, language) or when

    def point(row: Json) -> str:
        return "{} ({})".format(*told(row))

    values, is_inverted = [row[field["name"]] for row in rows], field.get("is_inverted", False)
    if len(rows) == 1:
        return point(rows[0])
    (first, began), (last, ended) = told(rows[0]), told(rows[-1])
    ends = (
        "rank {first} ({began}), then {last} ({ended})" if is_inverted else "from {first} ({began}) to {last} ({ended})"
    )
    parts = [translate(ends).format(first=first, began=began, last=last, ended=ended)]
    low, high = (rows[values.index(extreme(values))] for extreme in (min, max))
    if {min(values), max(values)} != {values[0], values[-1]}:
        pattern = "best {low}, worst {high}" if is_inverted else "lowest {low}, highest {high}"
        parts.append(translate(pattern).format(low=point(low), high=point(high)))
    return "; ".join([*parts, translate(trend(values, is_inverted))])
