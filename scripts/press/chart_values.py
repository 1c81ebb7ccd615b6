"""The numbers of a chart with few of them, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from babel.lists import format_list

from press.chart_data import measures
from press.nodes import cell_text
from press.publish_format import Json
from press.quantities import spell_iso

# From so many values on, the greatest and the least are named as well, unless more than so many rows share the place.
_WORTH_COMPARING, _MOST_NAMES = 4, 2
Measure = tuple[Json, tuple[str, str] | None]
Word = Callable[[str], str]


def value_sentences(table: Json, spec: Json, language: str, word: Word) -> Iterator[str]:
    """``Users, million. North: 6.8; South: 2.4.``, and of several rows which is greatest and which is least."""
    found = list(measures(table, spec))
    rows = [row for row in table["data"] if any(row.get(field["name"]) is not None for field, _ in found)]
    if not rows:
        return
    if len(found) == 1:
        yield f"{found[0][0]['title']}."
    told = (_told(row, table, found, language) for row in rows)
    yield "; ".join(told) + "."
    if len(found) == 1 and len(rows) >= _WORTH_COMPARING:
        yield from _extremes(rows, table, found[0][0], language, word)


def row_name(row: Json, table: Json, language: str, without: Sequence[str] = ()) -> str:
    """The words of a row, such as city and year, without the columns ``without``."""
    fields = [field for field in table["schema"]["fields"] if field["type"] != "number" and field["name"] not in without]
    values = [row[field["name"]] for field in fields if row.get(field["name"]) is not None]
    return ", ".join(spell_iso(str(value), language) or str(value) for value in values)


def value_words(row: Json, measure: Measure, language: str) -> str:
    """A value as the chart rounds it, with its bounds in brackets."""
    field, pair = measure
    value = cell_text(row[field["name"]], field, language)
    if not pair:
        return value
    low, high = (cell_text(row[name], {**field, "name": name}, language) for name in pair)
    return f"{value} ({low} – {high})"


def _told(row: Json, table: Json, found: Sequence[Measure], language: str) -> str:
    name = row_name(row, table, language)
    known = [measure for measure in found if row.get(measure[0]["name"]) is not None]
    if len(found) == 1:
        values = value_words(row, known[0], language)
        return f"{name}: {values}" if name else values
    values = ", ".join(f"{measure[0]['title']}: {value_words(row, measure, language)}" for measure in known)
    return f"{name} – {values}" if name else values


def _extremes(rows: list[Json], table: Json, field: Json, language: str, word: Word) -> Iterator[str]:
    values = [row[field["name"]] for row in rows]
    for value, pattern in ((max(values), "Greatest: {names} ({value})."), (min(values), "Least: {names} ({value}).")):
        names = dict.fromkeys(row_name(row, table, language) for row in rows if row[field["name"]] == value)
        if min(values) < max(values) and len(names) <= _MOST_NAMES:
            told = format_list(list(names), locale=language)
            yield word(pattern).format(names=told, value=cell_text(value, field, language))
