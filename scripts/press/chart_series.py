"""The course of many numbers over time, in sentences: one for each series."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from press.chart_data import measures, time_field
from press.chart_values import row_name
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
        yield f"{found[0]['title']}."
    for name, rows in groups.items():
        for field in found:
            known = [row for row in rows if row.get(field["name"]) is not None]
            title = "" if len(found) == 1 else field["title"]
            if known:
                yield _sentence(", ".join(filter(None, (name, title))), known, field, time, language, word)


def _sentence(name: str, rows: list[Json], field: Json, time: str, language: str, word: Word) -> str:
    def told(row: Json) -> str:
        when = str(row[time])
        return f"{cell_text(row[field['name']], field, language)} ({spell_iso(when, language) or when})"

    values = [row[field["name"]] for row in rows]
    named = f"{name}: " if name else ""
    if len(rows) == 1:
        return f"{named}{told(rows[0])}."
    parts = [word("from {first} to {last}").format(first=told(rows[0]), last=told(rows[-1]))]
    low, high = (rows[values.index(extreme(values))] for extreme in (min, max))
    if {min(values), max(values)} != {values[0], values[-1]}:
        parts.append(word("least {low}, greatest {high}").format(low=told(low), high=told(high)))
    return f"{named}{'; '.join([*parts, word(trend(values))])}."


def trend(values: Sequence[float]) -> str:
    """The course of two or more ``values``, as an English phrase that the catalogues have in other languages."""
    steps = [later - earlier for earlier, later in pairwise(values)]
    whole = values[-1] - values[0]
    if not any(steps):
        return "does not change"
    if whole == 0:
        return "ends where it began"
    is_steady = all(step * whole >= 0 for step in steps)
    if whole > 0:
        return "rises throughout" if is_steady else "rises, with setbacks"
    return "falls throughout" if is_steady else "falls, with recoveries"
