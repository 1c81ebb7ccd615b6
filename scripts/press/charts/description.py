"""Describe in words what a chart shows, from its own data: values, their course over time, the text alternative of its image."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from babel.lists import format_list

from press.charts.localise import views
from press.charts.table import Measure, bounds, cell_text, measures, raw_table, time_field, year_fields
from press.charts.theme import mark_of
from press.core.text import Json, Translate
from press.language.quantities import spell_iso

# The minimum number of values for naming the highest and lowest, the maximum number of rows to name as such, and the minimum
# number of values for a trend.
_WORTH_COMPARING, _MOST_NAMES, _WORTH_A_TREND = 4, 2, 3
# The minimum difference between first and last value, as a fraction of the range, that counts as a direction.
_LASTING = 1 / 3


def value_sentences(table: Json, spec: Json, language: str, translate: Translate) -> Iterator[str]:
    """Yield ``Users, million. North: 6.8; South: 2.4.`` for each measure, and the rows with the highest and lowest value."""
    found = list(measures(table, spec))
    years = [field for field, _ in found if field["type"] == "year"]
    if years:
        yield from _year_sentences(table, years, language)
    found = [measure for measure in found if measure[0] not in years]
    for measure in found:
        rows = [row for row in table["data"] if row.get(measure[0]["name"]) is not None]
        if rows:
            yield sentence(heading(measure[0], spec, len(found)))
            yield from _measure_sentences(rows, table, measure, language, translate)
            if len(found) == 1 and len(rows) >= _WORTH_COMPARING and not measure[0].get("is_inverted"):
                yield from _extremes(rows, table, measure[0], language, translate)


def _year_sentences(table: Json, years: list[Json], language: str) -> Iterator[str]:
    """Yield ``Flood – year given: 2021; year found: 2019 (computed).``: a row, its years with their titles, what else it has."""
    categories = _categories(table)
    for row in table["data"]:
        parts = (f"{_lower(field['title'])}: {cell_text(row.get(field['name']), field, language)}" for field in years)
        name, remark = (row_name(row, table, language, without) for without in (categories[1:], categories[:1]))
        yield sentence(f"{name} – {'; '.join(parts)}{remark and f' ({remark})'}")


def _lower(title: str) -> str:
    """Return ``title`` without its capital, unless it begins with an abbreviation such as GDP."""
    return title if title[1:2].isupper() else f"{title[:1].lower()}{title[1:]}"


def heading(field: Json, spec: Json, measured: int) -> str:
    """Return the title of the chart where it has a single measure, as that includes the unit; else the title of the column."""
    title = spec.get("title")
    return title if measured == 1 and isinstance(title, str) else str(field["title"])


def sentence(text: str) -> str:
    """Return ``text`` with a capital, unless it begins with a name such as eGov, and exactly one full stop."""
    begun = text[:1].upper() + text[1:] if text[:2].islower() else text
    return f"{begun.rstrip('.')}."


def row_name(row: Json, table: Json, language: str, without: Sequence[str] = ()) -> str:
    """Return the categories of a row, such as city and year, without the columns ``without``."""
    fields = [name for name in _categories(table) if name not in without]
    values = [row[name] for name in fields if row.get(name) is not None]
    return ", ".join(spell_iso(str(value), language) or str(value) for value in values)


def _categories(table: Json) -> list[str]:
    """Return the names of the columns that identify a row; several columns of years are measured values instead."""
    years = year_fields(table)
    measured = years if len(years) > 1 else []
    fields = (field for field in table["schema"]["fields"] if field not in measured)
    return [field["name"] for field in fields if field["type"] != "number"]


def _measure_sentences(
    rows: list[Json], table: Json, measure: Measure, language: str, translate: Translate
) -> Iterator[str]:
    """Yield one sentence for all rows; for rows with several categories, one for each value of the broadest."""
    group = _broadest(rows, table)
    if group:
        for value in dict.fromkeys(row[group] for row in rows):
            parts = [_value(row, table, measure, language, group) for row in rows if row[group] == value]
            yield sentence(f"{spell_iso(str(value), language) or value} – {'; '.join(parts)}")
        return
    parts = [_value(row, table, measure, language) for row in rows]
    time = time_field(table)
    if time and len({row[time] for row in rows}) == len(rows) >= _WORTH_A_TREND:
        in_order = sorted(rows, key=lambda row: str(row[time]))
        course = trend([row[measure[0]["name"]] for row in in_order], measure[0].get("is_inverted", False))
        if course == "does not change":
            parts = [_value(row, table, measure, language) for row in (in_order[0], in_order[-1])]
        parts.append(translate(course))
    yield sentence("; ".join(parts))


def _broadest(rows: list[Json], table: Json) -> str:
    """Return the category column with the fewest values; empty where there is only one such column."""
    names = [name for name in _categories(table) if all(row.get(name) is not None for row in rows)]
    return min(names, key=lambda name: len({row[name] for row in rows})) if len(names) > 1 else ""


def _value(row: Json, table: Json, measure: Measure, language: str, group: str = "") -> str:
    """Return a value as rounded in the chart, after the name of its row, with its bounds in brackets."""
    field, pair = measure
    value = cell_text(row[field["name"]], field, language)
    if pair:
        columns = {column["name"]: column for column in table["schema"]["fields"]}
        # No finer than the value, unless the chart writes them out itself.
        bounds = (columns[name] if "digits" in columns[name] else field for name in pair)
        low, high = (cell_text(row[bound], by, language) for bound, by in zip(pair, bounds, strict=True))
        value = f"{value} ({low}–{high})"
    name = row_name(row, table, language, without=[group])
    return f"{name}: {value}" if name else value


def _extremes(rows: list[Json], table: Json, field: Json, language: str, translate: Translate) -> Iterator[str]:
    values = [row[field["name"]] for row in rows]
    for value, pattern in ((max(values), "Highest: {names} ({value})."), (min(values), "Lowest: {names} ({value}).")):
        names = _names([row for row in rows if row[field["name"]] == value], rows, table, language)
        if min(values) < max(values) and len(names) <= _MOST_NAMES:
            listed = format_list(names, locale=language)
            yield translate(pattern).format(names=listed, value=cell_text(value, field, language))


def _names(found: list[Json], rows: list[Json], table: Json, language: str) -> list[str]:
    """Return the names of rows; where they differ only in the broadest category, what they have in common."""
    common = {row_name(row, table, language, without=[_broadest(rows, table)]) for row in found}
    if len(found) > 1 and len(common) == 1:
        return sorted(common)
    return list(dict.fromkeys(row_name(row, table, language) for row in found))


def trend(values: Sequence[float], is_inverted: bool = False) -> str:
    """Return the trend of two or more ``values`` in English words, which the message catalogues translate.

    On an inverted scale, with the smallest value on top, a rank that gets smaller moves up.
    """
    steps = [later - earlier for earlier, later in pairwise(values)]
    whole = values[-1] - values[0]
    if not any(steps):
        return "does not change"
    if whole == 0:
        return "ends where it began"
    if abs(whole) < _LASTING * (max(values) - min(values)):
        return "varies without a lasting direction"
    is_steady = all(step * whole >= 0 for step in steps)
    more, less = ("moves down", "moves up") if is_inverted else ("increases", "decreases")
    return f"{more if whole > 0 else less} {'throughout' if is_steady else 'with fluctuations'}"


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
