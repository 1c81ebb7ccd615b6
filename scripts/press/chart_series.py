"""The course of many numbers over time, in sentences: one for each series."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from press.chart_data import measures, time_field
from press.chart_trend import trend
from press.chart_values import heading, row_name, sentence
from press.nodes import cell_text
from press.publish_format import Json
from press.quantities import spell_iso

Word = Callable[[str], str]


def series_sentences(table: Json, spec: Json, language: str, word: Word) -> Iterator[str]:
    """For each series its first and last value, its extremes where they lie between, and whether it rises or falls."""
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
                course = _course(known, field, time, language, word)
                yield sentence(": ".join(filter(None, (name, title, course))))


def _course(rows: list[Json], field: Json, time: str, language: str, word: Word) -> str:
    def told(row: Json) -> str:
        when = str(row[time])
        return f"{cell_text(row[field['name']], field, language)} ({spell_iso(when, language) or when})"

    values = [row[field["name"]] for row in rows]
    if len(rows) == 1:
        return told(rows[0])
    parts = [word("from {first} to {last}").format(first=told(rows[0]), last=told(rows[-1]))]
    low, high = (rows[values.index(extreme(values))] for extreme in (min, max))
    if {min(values), max(values)} != {values[0], values[-1]}:
        parts.append(word("least {low}, greatest {high}").format(low=told(low), high=told(high)))
    return "; ".join([*parts, word(trend(values))])
