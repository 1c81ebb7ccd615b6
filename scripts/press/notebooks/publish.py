"""Publish results of a notebook, once for all languages: charts, tables, numbers, and kinds that extensions add.

Results leave the notebook as ordinary outputs with the metadata that ``myst_nb.glue`` writes, so that JupyterLab shows
them and any MyST-NB project can read them. The first language is displayed; the others are hidden outputs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from functools import partial
from numbers import Integral, Real
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
from IPython.display import display

from press.charts.localise import Label, localise_chart, localise_table, whole_year, with_numbers
from press.charts.table import NUMERIC, lost_labels
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.extensions import extension_files, load_extensions
from press.core.project import find_root
from press.core.settings import Settings, load_settings
from press.core.text import Json, near_names
from press.core.tracking import note_file_read, untracked
from press.data.claims import load_claims
from press.data.descriptor import read_package
from press.data.origins import RowKey, row_at
from press.data.validation import check_range, scale_in_tables, years_of
from press.data.vocabulary import Labels, load_vocabulary
from press.language.number_phrases import number_phrase
from press.language.quantities import (
    MOST_DIGITS,
    Quantity,
    computed_quantity,
    decimal_of,
    quantity_of,
    spell,
    spell_iso,
)
from press.language.units import is_year
from press.notebooks.frames import kind_of, plain_value, shown_digits
from press.notebooks.results import CHART, HIDDEN_PREFIX, KINDS, NUMBER, TABLE, ResultKind, published

# Rows of tables by their primary keys: one key, a list of them, or tuples for keys of several columns.
Rows = Mapping[str, Any]


def chart(
    key: str,
    figure: alt.TopLevelMixin,
    *,
    sources: Sequence[str],
    claims: Sequence[str] = (),
    quantities: Mapping[str, tuple[str | float, str, str]] | None = None,
) -> None:
    """Publish ``figure`` (Altair, built from codes) under ``key``; ``sources`` names the tables it was drawn from.

    Where only some rows of the claims table are drawn, ``claims`` names them: the chart then cites the
    works of these and not all works of the table. ``quantities`` are numbers for words on the chart: in a label, ``{year}`` is
    replaced by the one called ``year``, a value with its unit and scale, spelled as in the language.
    """
    spec: Json = figure.to_dict()
    for value in lost_labels(spec):
        remedy = "write a format with more decimals, or one of digits, such as .2r"
        raise PressError(f"the chart '{key}' labels {value} as zero", remedy=remedy)
    years, numbers = years_of(sources, _book()[0].root), quantities or {}

    def localised(language: str, label: Label) -> Json:
        spelled = {name: spell(quantity_of(value, *of), language) for name, (value, *of) in numbers.items()}
        titles = with_numbers(_or_symbol(label, language), spelled)
        return {CHART.mime: localise_chart(spec, with_numbers(label, spelled), titles, years)}

    _publish(key, CHART, localised, sources, claims)


def table(
    key: str,
    frame: pd.DataFrame,
    *,
    sources: Sequence[str],
    units: Mapping[str, str] | None = None,
    digits: Mapping[str, int] | None = None,
    literal: Sequence[str] = (),
    quantities: Mapping[str, tuple[str, str] | tuple[str, str, str]] | None = None,
    links: Sequence[str] = (),
    cells: Mapping[str, str] | None = None,
) -> None:
    """Publish ``frame`` (columns and categories are codes) under ``key``.

    ``sources`` names the tables it was made from.

    ``units`` is the unit code of a column, ``digits`` the number of decimals to print; columns in ``literal`` hold text
    that is the same in every language. A column in ``quantities`` holds values whose unit changes from row to row: it
    names the columns of unit and scale, and optionally one of hedges ("about", "more-than"), which are printed with the
    value instead of as columns of their own. Columns in the unit
    ``year``, or that have the type or unit ``year`` in a table of ``sources``, hold years. Columns in ``links`` hold web addresses,
    several divided by spaces, which are shown by the names of their hosts. ``cells`` names for a column what
    an extension of the book draws in chapters in place of its words, of what the index of ``frame`` names.
    """
    named = {name for name, unit in (units or {}).items() if is_year(unit)}
    facts = {
        "unit": units or {},
        "digits": digits or {},
        "literal": dict.fromkeys([*literal, *links], True),
        "links": dict.fromkeys(links, True),
        "quantity": {name: list(columns) for name, columns in (quantities or {}).items()},
        "cell": cells or {},
    }
    resource = data_resource(key, frame, facts, years_of(sources, _book()[0].root) | named)
    resource |= {"names": [str(name) for name in frame.index]} if cells else {}
    for name, unit in (units or {}).items():
        column = pd.to_numeric(frame.get(name, pd.Series()), errors="coerce").dropna()
        for value in column.astype(float):
            check_range(Quantity(f"{decimal_of(value):f}", unit), f"the table '{key}', column '{name}'")

    def localised(language: str, label: Label) -> Json:
        def phrase(quantity: Quantity, hedge: str) -> str:
            return number_phrase(quantity, language, {}, approx=hedge)

        content = localise_table(resource, label, phrase, _or_symbol(label, language))
        return {TABLE.mime: content, "text/html": preview(content)}

    _publish(key, TABLE, localised, sources)


def data_resource(
    key: str, frame: pd.DataFrame, facts: Mapping[str, Mapping[str, Any]], years: Collection[str]
) -> Json:
    """Return ``frame`` as a data resource with the name ``key``.

    ``facts`` are those of its fields, by property and column.

    ``years`` are the columns that hold years.
    """
    fields, columns = [], dict[str, list[Any]]()
    for name, column in ((str(label), column) for label, column in frame.items()):
        if endless := [value for value in column if isinstance(value, Real | Decimal) and math.isinf(value)]:
            message = f"the table '{key}', column '{name}' holds {endless[0]}"
            raise PressError(message, remedy="publish finite numbers, or leave such cells empty (None)")
        values = columns[name] = [plain_value(value) for value in column]
        # That of the values, as pandas has numbers beside None as objects.
        kind = kind_of(values)
        field = {"name": name, "type": kind} | {fact: given[name] for fact, given in facts.items() if name in given}
        if name in years and kind in NUMERIC:
            columns[name] = [whole_year(value) for value in values]
            field["type"] = "year"
            # Nobody writes "Year, year".
            field.pop("unit", None)
        elif kind == "number":
            known = [value for value in values if value is not None]
            field.setdefault("digits", shown_digits(known, field.get("unit", "")))
        fields.append(field)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return {"name": key, "schema": {"fields": fields}, "data": rows}


def preview(resource: Json) -> str:
    """Return the HTML table that a notebook shows for ``resource``."""
    fields = resource["schema"]["fields"]
    frame = pd.DataFrame(resource["data"], columns=[field["name"] for field in fields])
    return str(frame.set_axis([field["title"] for field in fields], axis=1).to_html(index=False, border=0))


def number(
    key: str,
    value: float,
    *,
    unit: str,
    sources: Sequence[str] | Rows,
    inputs: Sequence[str] = (),
    digits: int | None = None,
    scale: str | None = None,
    card: bool = True,
) -> None:
    """Publish ``value`` under ``key``, in ``unit`` (percent: 0 to 100) and ``scale`` (thousand, million, billion).

    ``sources`` names the tables it was computed from, or for each of them its rows that went in, by their primary keys:
    one (``{"records": "election"}``), or several (``{"payments": ["paid", "recipients"]}``); a key of several
    columns is a tuple (``{"ranks": ("KAZ", 2021)}``). The card of the number then names the pages where these rows were found.
    ``inputs`` names numbers that it was computed from (``claims/population``, ``survey/respondents``): its card shows them with
    theirs. ``digits`` is the number of decimals to print; by default whole numbers have none and others one. A number without a
    ``card`` leads nowhere: a year that only names an edition needs none.
    """
    _emit_quantity(key, [value], unit, _origins(key, sources, inputs, card=card), digits, scale)


def interval(
    key: str,
    low: float,
    high: float,
    *,
    unit: str,
    sources: Sequence[str] | Rows,
    inputs: Sequence[str] = (),
    digits: int | None = None,
    scale: str | None = None,
) -> None:
    """Publish the two ends of an interval, printed ``27–54%``; the other arguments are those of ``number``."""
    _emit_quantity(key, [low, high], unit, _origins(key, sources, inputs), digits, scale)


def date(key: str, value: str, *, sources: Sequence[str] | Rows, inputs: Sequence[str] = (), card: bool = True) -> None:
    """Publish a date (``2016-04-12``) or a month (``2019-08``) under ``key``; the other arguments are those of ``number``."""
    unit = "month" if value.count("-") == 1 else "date"
    _display_quantity(key, Quantity(value, unit, exact=value), _origins(key, sources, inputs, card=card))


def result(kind: str, key: str, content: Any, *, sources: Sequence[str], claims: Sequence[str] = ()) -> None:
    """Publish ``content`` (JSON, built from codes) under ``key``, as a result of a ``kind`` that an extension adds.

    ``sources`` and ``claims`` are those of ``chart``.
    """
    settings, _ = _book()
    known = KINDS.get(kind)
    # Those of press have functions of their own.
    if known is None or known in (NUMBER, CHART, TABLE):
        remedy = "correct the name, or register it in setup_press() of an extension"
        raise PressError(f"no extension of the book registers the kind of result '{kind}'", remedy=remedy)
    # The extension localises the content, so the outputs depend on its files.
    for path in extension_files(settings.root):
        note_file_read(path)
    _publish(key, known, lambda _, label: {known.mime: known.localise(content, label)}, sources, claims)


def _origins(key: str, sources: Sequence[str] | Rows, inputs: Sequence[str], *, card: bool = True) -> Json:
    """Return what the output of the number ``key`` says of the tables, rows and numbers that it is made of, and of its ``card``."""
    origins: Json = {"sources": list(sources)}
    if isinstance(sources, Mapping):
        origins["rows"] = {table: _row_keys(key, table, named) for table, named in sources.items()}
    if inputs:
        origins["inputs"] = list(inputs)
    if not card:
        origins["card"] = False
    return origins


def _row_keys(key: str, table: str, named: Any) -> list[RowKey]:
    """Return the primary keys of the rows of ``table`` that the number ``key`` names; raise PressError where there is no such row."""
    package = read_package(_book()[0].root)
    several = named if isinstance(named, list) else [named]
    keys = [each if isinstance(each, tuple) else (each,) for each in several]
    rows = [tuple(str(plain_value(part)) for part in each) for each in keys]
    for row in rows:
        try:
            row_at(package, table, row)
        except PressError as error:
            raise PressError(f"the number '{key}': {error.message}", file=error.file, remedy=error.remedy) from None
    return rows


def _emit_quantity(
    key: str, values: Sequence[float], unit: str, origins: Json, digits: int | None, scale: str | None
) -> None:
    for value in values:
        if not isinstance(value, Real | Decimal) or not math.isfinite(value):
            raise PressError(f"the number '{key}' is {value!r}", remedy="publish a finite number")
    if digits is not None and not (isinstance(digits, Integral) and 0 <= digits <= MOST_DIGITS):
        raise PressError(f"the number '{key}' has digits={digits!r}", remedy=f"use 0 to {MOST_DIGITS}, a whole number")
    first = f"{decimal_of(values[0]):f}"
    if values[0] > values[-1]:
        raise PressError(f"the interval '{key}' runs from {first} to {values[-1]}", remedy="give the lower end first")
    forgotten = scale_in_tables(first, unit, origins["sources"], _book()[0].root) if scale is None else ""
    if forgotten:
        message = f"the number '{key}' is {first} {unit} without a scale, and the tables have such values in units of a {forgotten}"
        raise PressError(message, remedy=f'add scale="{forgotten}", or scale="" if the number is right without')
    _display_quantity(key, computed_quantity(values, unit, scale or "", digits), origins)


def _display_quantity(key: str, quantity: Quantity, origins: Json) -> None:
    """Add a hidden output with a quantity, and with its value before rounding for readers who want to verify it."""
    spell(quantity, _book()[0].languages[0])
    check_range(quantity, f"the number '{key}'")
    press = {"key": key, "kind": NUMBER.name, **asdict(quantity), **origins}
    metadata = {"scrapbook": {"name": f"{NUMBER.name}-{key}", "mime_prefix": HIDDEN_PREFIX}, "press": press}
    display({f"{HIDDEN_PREFIX}text/plain": quantity.exact}, raw=True, metadata=metadata)


def _or_symbol(label: Label, language: str) -> Label:
    """Return ``label`` for codes that may be units, which have a symbol where the vocabulary has no words."""
    return lambda code: _book()[1].unit(code, language) or label(code)


@cached_per_build
def _book() -> tuple[Settings, Labels]:
    root = find_root(Path.cwd())
    settings = load_settings(root)
    # A notebook depends only on those extensions that it imports itself.
    with untracked():
        load_extensions(root)
    return settings, load_vocabulary(root, settings.languages)


def _publish(
    key: str,
    kind: ResultKind,
    localise: Callable[[str, Label], Json],
    sources: Sequence[str],
    claims: Sequence[str] = (),
) -> None:
    """Display what ``localise`` makes of a result in each language, by MIME type.

    Tell of all codes that have no labels.

    A date or a month that serves as a category is spelled as in the language.
    """
    settings, vocabulary = _book()
    known = load_claims(read_package(settings.root)) if claims else {}
    for claim in claims:
        if claim not in known:
            message = f"the {kind.name} '{key}' names the claim '{claim}', which the table of claims lacks"
            raise PressError(message, remedy=f"correct the name ({near_names(claim, known)}), or add the claim")
    missing: dict[str, str] = {}

    def label(code: str, language: str) -> str:
        if not (spelled := spell_iso(code, language)) and not vocabulary.has(code):
            missing.setdefault(code, language)
        return spelled or (code if code in missing else vocabulary.label(code, language))

    bundles = {language: localise(language, partial(label, language=language)) for language in settings.languages}
    if missing:
        raise vocabulary.missing(list(missing), settings.languages[0])
    for language, bundle in bundles.items():
        press = {"key": key, "kind": kind.name, "language": language, "sources": list(sources)}
        if claims:
            press["claims"] = list(claims)
        data, metadata = published(press, bundle, is_shown=language == settings.languages[0])
        display(data, raw=True, metadata=metadata)
