"""Describe in words what a chart shows, from its own data: values, their course over time, the text alternative of its image."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from babel.lists import format_list

from press.charts.localise import views
from press.charts.table import Measure, bounds, cell_text, chart_table, measures, time_field, year_fields
from press.charts.theme import mark_of
from press.core.text import Json, Translate
from press.language.quantities import spell_iso

# The minimum number of values for naming the highest and lowest, the maximum number of rows to name as such, and the minimum
# number of values for a trend.
_WORTH_COMPARING, _MOST_NAMES, _WORTH_A_TREND = 4, 2, 3
# The minimum difference between first and last value, as a fraction of the range, that counts as a direction.
_LASTING = 1 / 3
_MOST_ROWS = 16
_KINDS = {
    "bar": "Bar chart",
    "line": "Line chart",
    "point": "Dot chart",
    "circle": "Dot chart",
    "rule": "Interval chart",
    "tick": "Interval chart",
}


def short_alt_text(spec: Json, caption: str, language: str, translate: Translate) -> str:
    """Return the kind of chart, its subject and period: ``Line chart. Rain in two cities. 2003–2022.``."""
    parts = [translate(_kind(spec)), caption.rstrip(" ."), _period(spec, caption, language)]
    return sentence(". ".join(part for part in parts if part))


def description(spec: Json, language: str, translate: Translate) -> str:
    """Return the numbers of a chart in sentences: all of them if they are few.

    A long series has its ends, its extremes and its trend.
    """
    table = chart_table(spec)
    if table is None:
        return ""
    sentences = Sentences(table, spec, language, translate)
    is_long = len(table["data"]) > _MOST_ROWS
    return " ".join(sentences.of_series() if is_long and time_field(table) else sentences.of_values())


@dataclass(frozen=True)
class Sentences:
    """Sentences in a ``language`` on the ``table`` of the chart ``spec``."""

    table: Json
    spec: Json
    language: str
    translate: Translate

    def of_values(self) -> Iterator[str]:
        """Yield a sentence for each measure, and the rows with the highest and lowest value.

        ``Users, million. North: 6.8; South: 2.4.``
        """
        measured = list(measures(self.table, self.spec))
        years = [field for field, _ in measured if field["type"] == "year"]
        if years:
            yield from self._of_years(years)
        measured = [measure for measure in measured if measure[0] not in years]
        for measure in measured:
            rows = [row for row in self.table["data"] if row.get(measure[0]["name"]) is not None]
            if rows:
                yield sentence(self._heading(measure[0], len(measured)))
                yield from self._of_measure(rows, measure)
                if len(measured) == 1 and len(rows) >= _WORTH_COMPARING and not measure[0].get("is_inverted"):
                    yield from self._extremes(rows, measure[0])

    def of_series(self) -> Iterator[str]:
        """Yield for each series its first and last value, its extremes where they lie between, and its trend."""
        time, groups = time_field(self.table), dict[str, list[Json]]()
        fields = [field for field, _ in measures(self.table, self.spec)]
        for row in sorted(self.table["data"], key=lambda row: str(row[time])):
            groups.setdefault(self._name(row, [time]), []).append(row)
        if len(fields) == 1:
            yield sentence(self._heading(fields[0], 1))
        for name, rows in groups.items():
            for field in fields:
                known = [row for row in rows if row.get(field["name"]) is not None]
                title = "" if len(fields) == 1 else field["title"]
                if known:
                    yield sentence(": ".join(filter(None, (name, title, self._course(known, field, time)))))

    def _written(self, row: Json, field: Json) -> str:
        return cell_text(row.get(field["name"]), field, self.language)

    def _spelled(self, value: object) -> str:
        return spell_iso(str(value), self.language) or str(value)

    def _heading(self, field: Json, measured: int) -> str:
        """Return the title of the chart where it has a single measure, as that includes the unit.

        Else the title of the column.
        """
        title = self.spec.get("title")
        return title if measured == 1 and isinstance(title, str) else str(field["title"])

    def _categories(self) -> list[str]:
        """Return the names of the columns that identify a row.

        Several columns of years are measured values instead.
        """
        years = year_fields(self.table)
        measured = years if len(years) > 1 else []
        fields = (field for field in self.table["schema"]["fields"] if field not in measured)
        return [field["name"] for field in fields if field["type"] != "number"]

    def _name(self, row: Json, without: Sequence[str] = ()) -> str:
        """Return the categories of a row, such as city and year, without the columns ``without``."""
        names = (name for name in self._categories() if name not in without)
        return ", ".join(self._spelled(row[name]) for name in names if row.get(name) is not None)

    def _broadest(self, rows: list[Json]) -> str:
        """Return the category column with the fewest values; empty where there is only one such column."""
        names = [name for name in self._categories() if all(row.get(name) is not None for row in rows)]
        return min(names, key=lambda name: len({row[name] for row in rows})) if len(names) > 1 else ""

    def _of_years(self, years: list[Json]) -> Iterator[str]:
        """Yield for each row its name, its years with their titles, and what else it has.

        ``Flood – year given: 2021; year found: 2019 (computed).``
        """
        categories, titles = self._categories(), [str(field["title"]) for field in years]
        # Without their capital, unless they begin with an abbreviation such as GDP.
        titles = [title if title[1:2].isupper() else title[:1].lower() + title[1:] for title in titles]
        for row in self.table["data"]:
            values = (self._written(row, field) for field in years)
            parts = (f"{title}: {value}" for title, value in zip(titles, values, strict=True))
            name, remark = self._name(row, categories[1:]), self._name(row, categories[:1])
            yield sentence(f"{name} – {'; '.join(parts)}{remark and f' ({remark})'}")

    def _of_measure(self, rows: list[Json], measure: Measure) -> Iterator[str]:
        """Yield one sentence for all rows; for rows with several categories, one for each value of the broadest."""
        if group := self._broadest(rows):
            for value in dict.fromkeys(row[group] for row in rows):
                parts = [self._value(row, measure, group) for row in rows if row[group] == value]
                yield sentence(f"{self._spelled(value)} – {'; '.join(parts)}")
            return
        parts, time = [self._value(row, measure) for row in rows], time_field(self.table)
        if time and len({row[time] for row in rows}) == len(rows) >= _WORTH_A_TREND:
            in_order = sorted(rows, key=lambda row: str(row[time]))
            values = [row[measure[0]["name"]] for row in in_order]
            if not measure[0].get("is_inverted"):
                parts.append(self.translate(trend(values)))
        yield sentence("; ".join(parts))

    def _value(self, row: Json, measure: Measure, group: str = "") -> str:
        """Return a value as rounded in the chart, after the name of its row, with its bounds in brackets."""
        field, pair = measure
        value = self._written(row, field)
        if pair:
            columns = {column["name"]: column for column in self.table["schema"]["fields"]}
            # No finer than the value, unless the chart writes them out itself.
            bounds = (columns[name] if "digits" in columns[name] else field for name in pair)
            low, high = (cell_text(row[bound], by, self.language) for bound, by in zip(pair, bounds, strict=True))
            value = f"{value} ({self.translate('{low} to {high}').format(low=low, high=high)})"
        name = self._name(row, [group])
        return f"{name}: {value}" if name else value

    def _extremes(self, rows: list[Json], field: Json) -> Iterator[str]:
        values = [row[field["name"]] for row in rows]
        patterns = (max(values), "Highest: {names} ({value})."), (min(values), "Lowest: {names} ({value}).")
        for value, pattern in patterns if min(values) < max(values) else ():
            extreme = [row for row in rows if row[field["name"]] == value]
            # Where they differ only in the broadest category, what they have in common.
            names = {self._name(row, [self._broadest(rows)]): None for row in extreme}
            if len(extreme) == 1 or len(names) > 1:
                names = dict.fromkeys(self._name(row) for row in extreme)
            if len(names) <= _MOST_NAMES:
                listed = format_list(list(names), locale=self.language)
                yield self.translate(pattern).format(names=listed, value=self._written(extreme[0], field))

    def _course(self, rows: list[Json], field: Json, time: str) -> str:
        values, is_inverted = [row[field["name"]] for row in rows], field.get("is_inverted", False)
        written, times = [self._written(row, field) for row in rows], [self._spelled(row[time]) for row in rows]
        points = [f"{value} ({when})" for value, when in zip(written, times, strict=True)]
        if len(rows) == 1:
            return points[0]
        ends = "from {first} ({began}) to {last} ({ended})"
        if is_inverted:
            ends = "rank {first} ({began}), then {last} ({ended})"
        parts = [self.translate(ends).format(first=written[0], began=times[0], last=written[-1], ended=times[-1])]
        low, high = (points[values.index(extreme(values))] for extreme in (min, max))
        if is_inverted:
            # Of ranks the first, the last and the best say enough.
            if min(values) not in (values[0], values[-1]):
                parts.append(self.translate("best {low}").format(low=low))
            return "; ".join(parts)
        if {min(values), max(values)} != {values[0], values[-1]}:
            parts.append(self.translate("lowest {low}, highest {high}").format(low=low, high=high))
        return "; ".join([*parts, self.translate(trend(values))])


def sentence(text: str) -> str:
    """Return ``text`` with a capital, unless it begins with a name such as eGov, and exactly one full stop."""
    begun = text[:1].upper() + text[1:] if text[:2].islower() else text
    return f"{begun.rstrip('.')}."


def trend(values: Sequence[float]) -> str:
    """Return the trend of two or more ``values`` in English words, which the message catalogues translate."""
    steps = [later - earlier for earlier, later in pairwise(values)]
    whole = values[-1] - values[0]
    if not any(steps):
        return "does not change"
    if abs(whole) < _LASTING * (max(values) - min(values)):
        return "varies without a lasting direction"
    is_steady = all(step * whole >= 0 for step in steps)
    return f"{'increases' if whole > 0 else 'decreases'} {'throughout' if is_steady else 'with fluctuations'}"


def _kind(spec: Json) -> str:
    """Return the kind of chart in English: by how its marks are placed to one another, else by the first of them."""
    drawn = [(mark_of(view), view.get("encoding", {})) for view in views(spec) if "mark" in view]
    types = [mark["type"] for mark, _ in drawn if mark["type"] in _KINDS]
    placed = [{encoding.get(channel, {}).get("field") for channel in ("x", "y")} for _, encoding in drawn]
    points = (on for (mark, _), on in zip(drawn, placed, strict=True) if mark["type"] in ("point", "circle"))
    pointed = {field for on in points for field in on}
    # Points are joined in pairs by marks from one to the other, or by lines that each stay within a row.
    within = (
        mark["type"] == "line" and "field" in (detail := encoding.get("detail", {})) and detail["field"] in on
        for (mark, encoding), on in zip(drawn, placed, strict=True)
    )
    if any(pointed.issuperset(ends) for ends in bounds(spec)) or any(within):
        # Shapes that point in a direction.
        is_directed = any(str(mark.get("shape")).startswith(("arrow", "triangle", "wedge")) for mark, _ in drawn)
        return "Arrow chart" if is_directed else "Range chart"
    # A shape of one's own is a path of SVG.
    if any(str(mark.get("shape")).startswith("M") for mark, _ in drawn):
        return "Pictogram"
    if bounds(spec) and not {"bar", "line"}.intersection(types):
        return "Interval chart"
    # Rules and ticks tell the kind only where there is nothing else.
    return _KINDS[min(types, key=lambda name: name in ("rule", "tick"))] if types else "Chart"


def _period(spec: Json, caption: str, language: str) -> str:
    """Return the first and last point in time; empty where the caption has both."""
    table = chart_table(spec)
    name = time_field(table) if table else ""
    if table is None or not name:
        return ""
    values = sorted({str(row[name]) for row in table["data"]})
    first, last = (spell_iso(value, language) or value for value in (values[0], values[-1]))
    if first == last or (first in caption and last in caption):
        return ""
    return f"{first} – {last}" if " " in first else f"{first}–{last}"
