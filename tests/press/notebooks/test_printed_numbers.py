"""Whatever its size, its unit and where it stands, a number is printed as its own rounding, and none but zero as zero.

What is printed is read back by the signs of each language and compared as decimal numbers, without a line of press.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import openpyxl
import pandas as pd
import pytest
from docutils import nodes
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.printed_numbers import Printed, of_share, read
from support.small_books import append

from press.charts.description import description
from press.charts.localise import Words, localise_frame
from press.charts.table import chart_csv, chart_table, table_csv
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.data.workbook import Sheet, workbook
from press.directives.table_nodes import table_node
from press.language.number_phrases import number_phrase
from press.language.quantities import Quantity
from press.make.new import new_book
from press.notebooks import publish
from press.notebooks.frames import frame_content
from press.notebooks.results import CHART, TABLE

LANGUAGES = ("en", "kk", "ru")
# Up to twelve digits, of any size; those that rounding goes wrong with; money in full.
_HARD = ("0", "0.000012", "0.0353", "0.388", "12.5", "1234567.8", "0.09996", "0.9996", "-0.04", "0.25", "-0.25", "0.125", "2.675", "-99.95")  # fmt: skip
_LONG = ("123456789012.75", "103765518200000", "-1234567890123", "99999.99999")
NUMBERS = st.one_of(
    st.builds(Decimal.scaleb, st.integers(-9999, 9999).map(Decimal), st.integers(-12, 6)),
    st.builds(Decimal.scaleb, st.integers(-(10**12) + 1, 10**12 - 1).map(Decimal), st.integers(-14, 2)),
    st.sampled_from((*_HARD, *_LONG)).map(Decimal),
)
FRACTIONS = NUMBERS.filter(lambda number: len(number.as_tuple().digits) <= 12).map(
    lambda number: abs(number) if abs(number) <= 1 else abs(number).scaleb(-1 - number.adjusted())
)
# Units, and the numbers that each may have.
KINDS = (
    (("share",), FRACTIONS),
    (("percent",), FRACTIONS.map(lambda number: number * 100)),
    (("percentage-points",), st.builds(Decimal.__mul__, FRACTIONS, st.sampled_from((Decimal(100), Decimal(-100))))),
    (("percent-change", "percent-of-base", "ratio", "score", "index", "tenge", "dollars", "km", "kWh"), NUMBERS),
    (("count", "persons", "respondents"), NUMBERS.map(lambda number: abs(number.to_integral_value()))),
)
MEASURES = st.one_of([st.tuples(st.sampled_from(units), numbers) for units, numbers in KINDS])
INTERVALS = st.one_of([st.tuples(st.sampled_from(units), st.tuples(numbers, numbers).map(sorted)) for units, numbers in KINDS])  # fmt: skip


def given_as(number: Decimal) -> float:
    """The number as a notebook has it."""
    return int(number) if number == number.to_integral_value() else float(number)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[dict[str, Any]]]:
    """What `press.publish` displays in a notebook of a small book in three languages: data and metadata."""
    root, found = tmp_path_factory.mktemp("books") / "weather", list[dict[str, Any]]()
    new_book(root, LANGUAGES)
    units = "".join(f"{unit},{unit},үлес,доля\n" for unit in ("share", "percent", "ratio"))
    append(root / "data" / "vocabulary" / "words.csv", units)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root / "book" / "notebooks")
        patch.setattr(publish, "display", lambda data, *, raw, metadata: found.append({"data": data, **metadata}))
        clear_caches()
        yield found
    clear_caches()


def quantity(shown: list[dict[str, Any]], publishing: Callable[..., None], *values: float, **options: Any) -> Quantity:
    shown.clear()
    publishing("a", *values, sources=[], **options)
    (one,) = shown
    return Quantity(*(one["press"][part] for part in ("value", "unit", "scale", "exact")))


def resources(
    shown: list[dict[str, Any]], publishing: Callable[..., None], content: Any, **options: Any
) -> Iterator[tuple[str, Any]]:
    """Yield each language with the table or chart that is published in it."""
    shown.clear()
    publishing("a", content, sources=[], **options)
    for language, one in zip(LANGUAGES, shown, strict=True):
        yield language, next(part for mime, part in one["data"].items() if mime.endswith((TABLE.mime, CHART.mime)))


def sentence(of: Quantity, language: str, **options: Any) -> list[Printed]:
    """The numbers of a sentence, in the scale of the quantity, a share as a part of a whole."""
    found = read(number_phrase(of, language, {}, **options), language)
    if of.unit == "share" and options.get("form") != "plain":
        assert found[-1].is_percent
        return [of_share(each) for each in found]
    # English prints thousands in full.
    in_full = 1000 if (language, of.scale) == ("en", "thousand") else 1
    return [each._replace(value=each.value / in_full) for each in found]


def has_digits_enough(printed: Sequence[Printed], exact: Sequence[Decimal], unit: str) -> bool:
    """Whether whole numbers have no decimals, others at least one, and small ones two digits, so that a twentieth is lost at most."""
    in_print = 100 if unit == "share" else 1
    last = printed[0].last * in_print
    if all(number * in_print == int(number * in_print) for number in exact):
        return last == 1
    return last < 1 and all(
        abs(each.value - number) * 20 <= abs(number) for each, number in zip(printed, exact, strict=True)
    )


@given(MEASURES, st.sampled_from(("", "thousand", "million", "billion")))
@example(("share", Decimal("0.0353")), "")
@example(("share", Decimal("0.388")), "")
@example(("score", Decimal("0.00012")), "")
@example(("tenge", Decimal(9_007_199_254_740_993)), "")
def test_a_number_in_a_sentence_is_the_rounding_of_its_value(
    shown: list[dict[str, Any]], measure: tuple[str, Decimal], scale: str
) -> None:
    unit, exact = measure
    scale = scale if unit in ("tenge", "dollars", "persons") else ""
    of = quantity(shown, publish.number, given_as(exact), unit=unit, scale=scale)
    (printed,), *others = (sentence(of, language) for language in ("ru", "en", "kk"))
    assert [each.value for (each,) in others] == [printed.value] * 2
    assert printed.is_rounding_of(exact), (printed, exact)
    assert has_digits_enough([printed], [exact], unit), (printed, exact)
    assert of.is_rounded == (printed.value != exact)


def test_a_number_that_was_not_rounded_has_no_zeros_that_nobody_measured(shown: list[dict[str, Any]]) -> None:
    half = quantity(shown, publish.number, 0.5, unit="share")
    assert [number_phrase(half, "en", {}, form=form) for form in ("full", "plain")] == ["50%", "0.5"]
    assert not quantity(shown, publish.number, 0.5, unit="share", digits=1).is_rounded
    assert quantity(shown, publish.number, 0.504, unit="share", digits=0).is_rounded


@given(INTERVALS)
@example(("share", [Decimal("0.274"), Decimal("0.538")]))
@example(("share", [Decimal("0.27412"), Decimal("0.27431")]))
def test_the_ends_of_an_interval_are_the_roundings_of_its_values_and_differ_where_these_do(
    shown: list[dict[str, Any]], interval: tuple[str, list[Decimal]]
) -> None:
    unit, exact = interval
    of = quantity(shown, publish.interval, *map(given_as, exact), unit=unit)
    for language in LANGUAGES:
        printed = sentence(of, language)
        assert all(map(Printed.is_rounding_of, printed, exact)) and len(printed) == 2, (printed, exact)
        assert printed[0].value < printed[1].value or exact[0] == exact[1]
        assert has_digits_enough(printed, exact, unit)


@given(MEASURES, st.integers(0, 6), st.sampled_from(("full", "plain")))
def test_digits_that_an_author_asks_for_are_printed_or_told_where_they_would_make_a_zero(
    shown: list[dict[str, Any]], measure: tuple[str, Decimal], digits: int, form: str
) -> None:
    unit, exact = measure
    in_print = exact * 100 if unit == "share" and form == "full" else exact
    is_lost = bool(exact) and abs(in_print) * 2 < Decimal(1).scaleb(-digits)
    # In the chapter, and in the notebook.
    for of_chapter, of_notebook in (({"digits": digits, "form": form}, {}), ({}, {"digits": digits}))[: 1 + (form == "full")]:  # fmt: skip
        try:
            (printed,) = sentence(quantity(shown, publish.number, given_as(exact), unit=unit, **of_notebook), "kk", **of_chapter)  # fmt: skip
        except PressError as error:
            assert is_lost
            assert re.fullmatch(r"use digits=\d+, or leave digits out", error.remedy)
        else:
            assert not is_lost
            assert printed.is_rounding_of(exact)
            assert printed.last == Decimal(1).scaleb(-digits) / (in_print / exact if exact else 1) or not exact


def framed(exact: Sequence[Decimal]) -> pd.DataFrame:
    return pd.DataFrame({"city": ["north", "south"][: len(exact)], "days": [float(number) for number in exact]})


def cells(resource: Any, language: str) -> list[Printed]:
    """The numbers of the last column of a table as its page shows them."""
    rows = next(table_node(resource, language).findall(nodes.tbody))
    return [printed for row in rows for printed in read(row[-1].astext(), language)]


COLUMNS = st.tuples(
    st.sampled_from(("share", "percent", "ratio")),
    st.lists(FRACTIONS.filter(lambda number: number == 0 or number > Decimal("1e-9")), min_size=2, max_size=2),
)


def are_roundings(printed: Sequence[Printed], exact: Sequence[Decimal], unit: str) -> bool:
    assert [each.is_percent for each in printed] == [unit == "share"] * len(exact)
    return all(map(Printed.is_rounding_of, map(of_share, printed) if unit == "share" else printed, exact))


@given(COLUMNS, st.none() | st.integers(0, 4), st.sampled_from(("float64", "object")))
@example(("share", [Decimal("0.0353496838946"), Decimal("0.388")]), None, "float64")
@example(("ratio", [Decimal("0.000012"), Decimal(61819)]), None, "object")
def test_a_column_of_a_table_holds_roundings_on_the_page_and_the_values_in_its_file(
    shown: list[dict[str, Any]], column: tuple[str, list[Decimal]], digits: int | None, dtype: str
) -> None:
    unit, exact = column
    frame = framed(exact).astype({"days": dtype})
    asked = {} if digits is None else {"days": digits}
    for language, resource in resources(shown, publish.table, frame, units={"days": unit}, digits=asked):
        printed = cells(resource, language)
        assert are_roundings(printed, exact, unit), (printed, exact)
        if digits is not None:
            assert {Decimal(1).scaleb(-digits)} >= {
                each.last for each in printed if each.value and abs(each.value) >= each.last * 100
            }
        else:
            # Four digits of the greatest number, or all that there are.
            greatest = max(zip(printed, exact, strict=True), key=lambda pair: pair[1])
            assert abs(greatest[0].value / (100 if unit == "share" else 1) - greatest[1]) <= greatest[1] / 1000
        written = [Decimal(line.split(",")[1]) for line in table_csv(resource).decode("utf-8-sig").splitlines()[1:]]
        assert written == exact


@given(COLUMNS)
def test_a_frame_that_a_cell_shows_holds_roundings(column: tuple[str, list[Decimal]]) -> None:
    unit, exact = column
    frame = framed(exact)[["days"]]
    frame.attrs["units"] = {"days": unit}
    for language in LANGUAGES:
        content = localise_frame(frame_content(frame) or {}, Words(language, lambda code: "", str))
        assert are_roundings(cells(content, language), exact, unit)


@given(MEASURES)
def test_a_cell_whose_unit_stands_in_its_row_holds_a_rounding(
    shown: list[dict[str, Any]], measure: tuple[str, Decimal]
) -> None:
    unit, exact = measure
    frame = framed([exact]).assign(unit=unit, scale="")
    for language, resource in resources(shown, publish.table, frame, quantities={"days": ("unit", "scale")}):
        (printed,) = cells(resource, language)
        printed = of_share(printed) if unit == "share" else printed
        assert printed.is_rounding_of(exact) and has_digits_enough([printed], [exact], unit), (printed, exact)


def labelled(exact: Sequence[Decimal], written: str) -> alt.Chart:
    text = {"text": alt.Text("days:Q").format(written)} if written else {}
    return alt.Chart(framed(exact)).mark_text().encode(y="city:N", x="days:Q", **text)


@given(
    COLUMNS,
    st.sampled_from(("", ".0f", ".1f", "+,.2~f", ".0%", ".1%", ".1~%", ".2r", "d", "$,.1f", "-.2f", "(.0%", "*>9,d")),
)
@example(("share", [Decimal("0.0353"), Decimal("0.388")]), "")
@example(("ratio", [Decimal("1234.6"), Decimal("0.7")]), "d")
def test_the_table_and_the_sentences_of_a_chart_hold_roundings_and_a_label_that_would_be_zero_is_told(
    shown: list[dict[str, Any]], column: tuple[str, list[Decimal]], written: str
) -> None:
    _, exact = column
    is_percent, fixed = written.endswith("%"), re.search(r"\.(\d)~?[f%]|d", written)
    places = Decimal(1).scaleb(-int(fixed[1] or 0) - 2 * is_percent) if fixed else Decimal(0)
    # What lies at half of the last digit is settled by the binary fraction.
    assume(all(abs(number * 2 - places) > Decimal("1e-9") * places for number in exact))
    if any(0 < number * 2 < places for number in exact):
        with pytest.raises(PressError, match=r"the chart 'a' labels .* as zero"):
            publish.chart("a", labelled(exact, written), sources=[])
        return
    for language, spec in resources(shown, publish.chart, labelled(exact, written)):
        table = chart_table(spec)
        assert table is not None
        if fixed and "~" not in written:
            assert {each.last for each in cells(table, language)} == {places * (100 if is_percent else 1)}
        told = read(description(spec, language, str), language)
        for printed in (cells(table, language), told[:2]):
            # A drawn label is rounded as the binary fraction, which lies a hair beside the decimal.
            near = [each._replace(last=each.last * Decimal("1.000001")) for each in printed]
            assert are_roundings(near, exact, "share" if is_percent else "ratio"), (printed, exact)
        lines = chart_csv(spec).decode("utf-8-sig").splitlines()[1:]
        assert [Decimal(line.split(",")[1]) for line in lines] == exact


@given(NUMBERS)
@example(Decimal("0.1234567890123456"))
@example(Decimal("1E-40"))
def test_a_cell_of_the_workbook_shows_all_digits_of_its_value(exact: Decimal) -> None:
    content = workbook([Sheet("rain", ["Rain"], [["days"], [exact]], [0])], "en", "Doe", dt.date(2020, 1, 1))
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["A3"]
    if isinstance(cell.value, str):
        assert Decimal(cell.value) == exact
        return
    # A spreadsheet shows fifteen digits, and as many decimals as the format of the cell says, thirty at most.
    decimals = len(cell.number_format.partition(".")[2])
    assert decimals <= 30
    assert round(Decimal(f"{cell.value:.15g}"), decimals) == exact
