"""Says in words what a chart shows, from the chart's own data: the text that stands for the picture."""

from __future__ import annotations

from collections.abc import Callable

from press.chart_data import raw_table, time_field
from press.chart_series import series_sentences
from press.chart_values import sentence, value_sentences
from press.localise import views
from press.publish_format import Json
from press.quantities import spell_iso

_MOST_ROWS = 16
_KINDS = {
    "bar": "Bar chart",
    "line": "Line chart",
    "point": "Point chart",
    "circle": "Point chart",
    "rule": "Chart of intervals",
    "tick": "Chart of intervals",
}
Word = Callable[[str], str]


def alternative(spec: Json, caption: str, language: str, word: Word) -> str:
    """All that is to be said of a chart at once: ``short_alternative`` and ``description``."""
    return f"{short_alternative(spec, caption, language, word)} {description(spec, language, word)}".strip()


def short_alternative(spec: Json, caption: str, language: str, word: Word) -> str:
    """Kind of chart, subject and period: ``Line chart. Rain in two cities. 2003–2022.``"""
    parts = [word(_KINDS.get(_mark(spec), "Chart")), caption.rstrip(" ."), _period(spec, caption, language)]
    return sentence(". ".join(part for part in parts if part))


def description(spec: Json, language: str, word: Word) -> str:
    """The numbers of a chart in sentences: all of a few; of many, for each series, its ends, its extremes and its trend."""
    table = raw_table(spec)
    if table is None:
        return ""
    is_long = len(table["data"]) > _MOST_ROWS
    sentences = series_sentences if is_long and time_field(table) else value_sentences
    return " ".join(sentences(table, spec, language, word))


def _mark(spec: Json) -> str:
    """The first mark of a chart that says what kind of chart it is; lines of reference do so only where nothing else is."""
    marks = [view["mark"] for view in views(spec) if "mark" in view]
    types = [mark["type"] if isinstance(mark, dict) else str(mark) for mark in marks]
    return min((name for name in types if name in _KINDS), key=lambda name: name in ("rule", "tick"), default="")


def _period(spec: Json, caption: str, language: str) -> str:
    """From when to when, unless the caption says so."""
    table = raw_table(spec)
    name = time_field(table) if table else ""
    if table is None or not name:
        return ""
    values = sorted({str(row[name]) for row in table["data"]})
    first, last = (spell_iso(value, language) or value for value in (values[0], values[-1]))
    if first == last or (first in caption and last in caption):
        return ""
    return f"{first} – {last}" if " " in first else f"{first}–{last}"
