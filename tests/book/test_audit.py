"""The audit: each figure has the verdict that the evidence gives, by a computation other than the notebook's."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import pandas as pd
import pytest
from support.small_books import ROOT, rows

from press import publish, tables
from press.audit.verdicts import load_verdicts
from press.edition.chapters import load_sources
from press.notebooks.results import Executed, Result, read_notebook, results_of

NOTEBOOK = ROOT / "book" / "notebooks" / "audit.ipynb"


@cache
def printed() -> dict[str, Decimal]:
    """Every figure that is one number, as the article prints it."""
    plain = re.compile(r"^\d+([.]\d+)?$")
    return {row["id"]: Decimal(row["value"]) for row in rows("article/claims.csv") if plain.match(row["value"])}


@cache
def verdicts() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows("audit/verdicts.csv")}


def figures() -> list[dict[str, str]]:
    """The verdicts on figures, without those on statements."""
    return [row for row in verdicts().values() if not row["id"].startswith("statement-")]


@cache
def published(notebook: str = "audit") -> dict[str, Result]:
    """The numbers that a notebook published when it was last run."""
    path = NOTEBOOK.with_stem(notebook)
    found = results_of(Executed(path, read_notebook(path)))
    return {result.key: result for result in found if result.kind == "number"}


def exact(key: str) -> str:
    """A number before it was rounded."""
    return str(published()[key].quantity.exact)


def value(key: str) -> Decimal:
    return Decimal(exact(key))


def series(path: str, key: str, column: str, **where: str) -> dict[str, Decimal]:
    """A column of a series by another one, in the rows that hold ``where``."""
    return {row[key]: Decimal(row[column]) for row in rows(f"context/{path}", **where) if row[column]}


def test_every_figure_and_statement_has_one_verdict_in_the_order_of_the_article() -> None:
    judged = [row["id"] for name in ("claims", "statements") for row in rows(f"article/{name}.csv")]
    assert [row["id"] for row in rows("audit/verdicts.csv")] == judged


def test_the_wall_has_as_many_figures_of_each_verdict_as_the_first_page_counts() -> None:
    found = load_verdicts(load_sources(ROOT))
    marks = Counter(found.by_id[key].code for key in found.counted)
    assert {code: value(f"count-{code}") for code in marks} == marks
    assert marks.total() == value("figures")


@pytest.mark.parametrize("table", ["claims", "statements"])
def test_each_verdict_has_its_mark_in_its_chapter_or_a_reason(table: str) -> None:
    for row in rows(f"article/{table}.csv"):
        if row["section"] and not verdicts()[row["id"]]["unmarked"]:
            chapter = ROOT / "book" / "en" / f"{row['section']}.md"
            assert re.search(rf"`{table}/{row['id']}[ `]", chapter.read_text(encoding="utf-8")), row["id"]


def test_volume_and_share_of_innovative_products_describe_one_year_only() -> None:
    volume, share = printed()["innovative-products-volume"], printed()["innovative-products-share"]
    gdp = series("bns/gdp.csv", "year", "gdp")
    fitting = [year for year, product in gdp.items() if round(100 * volume / product, 2) == share]
    assert fitting == ["2019"] == [str(value("product-year"))]
    for year in ("2019", "2020", "2021"):
        assert value(f"product-share-{year}") == pytest.approx(100 * volume / gdp[year])
    assert value("volume-expected") == pytest.approx(share * gdp["2021"] / 100)


def test_the_places_belong_to_the_editions_of_another_year() -> None:
    places = series("wipo/global_innovation_index.csv", "edition", "rank", country="KAZ")
    assert places["2020"] == printed()["gii-77"] == places["2021"] - 2
    assert value("gii-edition") == 2020 and value("gii-2021") == places["2021"]
    editions = series("wef/competitiveness.csv", "rank", "edition", measure="innovation-capability")
    assert editions[str(printed()["wef-95"])] == value("wef-edition") == printed()["wef-year"] - 1
    assert (exact("wef-published"), exact("wef-paused")) == ("2019-10-09", "2020-12-16")
    assert value("gii-edition-before") == value("gii-edition") - 1
    assert value("gii-before") == value("gii-2021") == 79 > printed()["gii-77"]
    assert value("bloomberg-rank") == printed()["bloomberg-59"] < value("bloomberg-countries") == 60


def test_the_article_gives_two_levels_of_innovation_activity_for_one_year() -> None:
    given = {row["year_printed"]: [] for row in rows("article/innovation.csv", indicator="activity")}
    for row in rows("article/innovation.csv", indicator="activity"):
        given[row["year_printed"]].append(row["claim"])
    assert given["2020"] == ["innovation-activity-11-3", "innovation-activity-10-6"]
    assert {verdicts()[claim]["verdict"] for claim in given["2020"]} == {"contradicts-article"}
    assert value("activity-2021") == Decimal("10.5") < printed()["innovation-activity-10-6"]


def test_the_share_of_one_ministry_is_more_than_the_portal_counts_for_it() -> None:
    found = rows("context/several/appeals_answered.csv", body="ministry-education-science", measure="received")
    least, most = map(Decimal, exact("appeals-ministry").split("/"))
    # "398 thousand" is anything from 397.5 to 398.5, and "30 %" from 29.5 to 30.5.
    assert (least, most) == (Decimal("397.5") * Decimal("0.295"), Decimal("398.5") * Decimal("0.305"))
    assert max(Decimal(row["value"]) for row in found) == 42 < least


def test_the_portal_is_ten_years_older_to_the_day() -> None:
    (claim,) = (row["value"] for row in rows("article/claims.csv") if row["id"] == "govkz-since-2016")
    opened = exact("egov-opened")
    assert opened == "2006-04-12" and opened[4:] == claim[4:] and value("egov-years") == 10


def test_share_and_number_of_users_meet_within_rounding() -> None:
    million, people = Decimal(10**6), printed()["population"]
    assert round(100 * 12 * million / people, 1) == Decimal("61.0") == round(value("egov-share"), 1)
    assert round(people * 62 / 100 / million, 2) == Decimal("12.19") == round(value("egov-users"), 2)
    low, high = map(Decimal, exact("egov-share-range").split("/"))
    assert low < printed()["egov-users-share"] < high


def test_the_payment_was_made_more_than_twice_on_average() -> None:
    each = Decimal("476.1") * 1000 / Decimal("4.6")
    assert value("payment-average") == each == 103500
    # The counts of the four rounds, as the pages give them: an average in money is no number of payments.
    transfers = sum(map(Decimal, ("4539", "2900", "2308.3", "2290.8")))
    assert value("transfers") == transfers / 1000
    assert round(value("payments-each"), 2) == round(transfers / 4600, 2) == Decimal("2.62")
    rates = series("world-bank/exchange_rate.csv", "year", "rate", country="KAZ")
    assert value("payment-dollars-2020") == pytest.approx(42500 / rates["2020"])


def test_the_payment_could_be_applied_for_in_more_ways_than_the_article_lists() -> None:
    (april,) = (row for row in rows("audit/records.csv") if row["id"] == "april-channels")
    assert Decimal(april["value"]) == value("april-channels") == 3 > printed()["benefit-channels"]


def test_citations_are_counted_apart_from_works() -> None:
    lines = [row["lines"] for row in rows("article/citations.csv")]
    assert value("citations") == sum(found.count(",") + 1 for found in lines) == 50
    assert len(lines) == 35


def test_channels_and_their_shares_are_those_of_the_reports() -> None:
    table = rows("context/labour-ministry/payment_channels.csv")
    assert value("payment-channels") == len({row["channel"] for row in table}) == 4
    total = Counter[str]()
    for row in table:
        total[row["date"]] += int(Decimal(row["applications"]) * 10)
    bots = {row["date"]: Decimal(row["applications"]) for row in table if row["channel"] == "egov-telegram"}
    shares = sorted(1000 * applications / total[date] for date, applications in bots.items())
    low, high = map(Decimal, exact("portal-telegram-share").split("/"))
    assert low == pytest.approx(shares[0]) and high == pytest.approx(shares[-1])


def test_applicants_by_telegram_would_outnumber_its_users_but_at_the_far_ends_of_rounding() -> None:
    share, users = printed()["benefit-telegram-share"] / 100, printed()["telegram-users"]
    assert value("telegram-applicants") == printed()["benefit-recipients"] * share == Decimal("2.76") > users
    # 4,539 thousand were paid for the first month (ratel.kz, 11 May 2020).
    assert value("paid-first-month") == Decimal("4.539")
    assert value("telegram-applicants-first-month") == Decimal("4.539") * share > users
    # "About 60 %" is at least 55, and "about 2 million" at most 2.5.
    assert Decimal("4.539") * 55 / 100 < Decimal("2.5") < Decimal("4.55") * 55 / 100


def test_ashyq_passed_the_printed_number_a_year_earlier() -> None:
    users = series("government/ashyq.csv", "date", "value", measure="users")
    passed = exact("ashyq-passed")
    below = max(date for date, number in users.items() if number < printed()["ashyq-users"])
    above = min(date for date, number in users.items() if number >= printed()["ashyq-users"])
    assert below[:7] <= passed <= above[:7] and passed == "2021-05"
    assert value("ashyq-detected") == 3556 + 3012
    assert value("ashyq-detected-summer") == 10305 + 6358


def test_the_answers_of_the_survey_leave_each_other() -> None:
    answers = {row["answer"]: int(row["respondents"]) for row in rows("article/survey.csv")}
    assert value("survey-sum") == sum(answers.values()) == printed()["survey-n"]
    for answer, respondents in answers.items():
        assert value(f"survey-{answer}") == respondents == printed()[f"survey-{answer}"]
    assert value("survey-share") == 40


# A year beside a date, as both say when.
TIMES = {"year", "month", "date"}


def test_a_number_that_stands_beside_a_figure_is_of_its_kind() -> None:
    units = {row["id"]: row["unit"] for row in rows("article/claims.csv")}
    beside = [(row["id"], row[column]) for row in figures() for column in ("recorded", "recomputed") if row[column]]
    assert len(beside) > 20
    for claim, name in beside:
        notebook, key = name.split("/")
        quantity = published(notebook)[key].quantity
        assert quantity is not None
        assert quantity.unit == units[claim] or {quantity.unit, units[claim]} <= TIMES, claim


def test_in_a_table_that_has_the_record_beside_the_figure_a_confirmed_figure_has_one() -> None:
    found = [
        (path.stem, row)
        for path in sorted(NOTEBOOK.parent.glob("*.ipynb"))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", [])
        for row in output.get("data", {}).get("application/vnd.dataresource+json", {}).get("data", [])
        if "in-record" in row and row["verdict"] == "Confirmed by a record"
    ]
    assert len(found) > 1
    assert [(name, row["measure"]) for name, row in found if not row["in-record"]] == []


def test_what_a_record_says_is_not_computed_from_the_article() -> None:
    of_the_article = {"claims", "survey", "services", "innovation"}
    for row, column in ((row, column) for row in figures() for column in ("recorded", "recomputed") if row[column]):
        notebook, key = row[column].split("/")
        uses = not of_the_article.isdisjoint(published(notebook)[key].sources)
        assert uses == (column == "recomputed"), row["id"]


def test_evidence_has_full_addresses_and_is_used() -> None:
    used = {key for row in verdicts().values() for key in row["evidence"].split()}
    used |= {key for row in rows("audit/problems.csv") for key in row["evidence"].split()}
    used |= {row["evidence"] for name in ("records", "citation_records") for row in rows(f"audit/{name}.csv")}
    for row in rows("audit/evidence.csv"):
        assert re.match(r"https?://[^\s/]+\.[a-z]+/", row["address"]), row["id"]
        assert row["id"] in used, f"{row['id']} supports nothing"


@cache
def addresses() -> dict[str, dict[str, str]]:
    return {row["address"]: row for row in rows("audit/addresses.csv")}


def test_a_day_of_reading_is_that_of_the_rows_that_tell_one() -> None:
    paths = [str(path.relative_to(ROOT / "data")) for path in (ROOT / "data" / "context").rglob("*.csv")]
    told = [row for path in paths for row in rows(path) if row.get("read")]
    assert told
    for row in told:
        assert {addresses()[address]["read"] for address in row["found_at"].split()} == {row["read"]}


def test_all_evidence_was_read_and_all_that_has_a_day_was_read() -> None:
    assert {addresses()[row["address"]]["read_as"] for row in rows("audit/evidence.csv")} == {"stored-copy"}
    assert all(row["read_as"] for row in addresses().values() if row["read"])


def test_the_front_of_a_site_is_never_said_to_have_been_read() -> None:
    fronts = [row for address, row in addresses().items() if address.count("/") < 3]
    assert fronts and not any(row["read"] or row["read_as"] for row in fronts)


def test_the_citations_are_counted_by_what_was_found() -> None:
    found = Counter(row["found"] for row in rows("audit/citation_records.csv"))
    assert [found[f"found-{kind}"] for kind in ("record", "primary", "publisher", "nothing")] == [1, 2, 7, 25]
    assert {row["citation"] for row in rows("audit/citation_records.csv")} == {
        row["key"] for row in rows("article/citations.csv")
    }
    for row in rows("audit/citation_records.csv"):
        assert bool(row["evidence"]) == (row["found"] != "found-nothing"), row["citation"]


def run_notebook(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[str, pd.DataFrame], pd.DataFrame]
) -> dict[str, Any]:
    """Run the notebook's code on tables that ``change`` has passed; what it publishes is dropped."""
    load = tables.load_table
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(tables, "load_table", lambda name: change(name, load(name)))
    for kind in ("chart", "table", "number", "interval", "date"):
        monkeypatch.setattr(publish, kind, lambda *_, **__: None)
    namespace: dict[str, Any] = {}
    for cell in read_notebook(NOTEBOOK).cells:
        if cell.cell_type == "code":
            exec(compile(cell.source, cell.id, "exec"), namespace)
    return namespace


def test_the_notebook_agrees_with_the_table_of_verdicts(monkeypatch: pytest.MonkeyPatch) -> None:
    namespace = run_notebook(monkeypatch, lambda _, frame: frame)
    judged = {claim: namespace["computed"][claim] for claim in namespace["judged"]}
    expected = {row["id"]: row["verdict"] for row in figures()}
    # A comparison that one reading passes leaves a figure unchecked.
    assert judged == {
        claim: verdict
        for claim, verdict in expected.items()
        if verdict not in ("not-checked", "date-of") or claim in judged
    }


@pytest.mark.parametrize(
    ("table", "key", "row", "column", "changed", "named"),
    [
        ("verdicts", "id", "gii-77", "verdict", "confirmed", "gii-77"),
        ("claims", "id", "benefit-recipients", "value", "4.7", "benefit-recipients"),
        ("records", "id", "egov-opened", "value", "2016-04-12", "govkz-since-2016"),
        ("survey", "answer", "believe", "respondents", 17, "survey-n"),
        ("verdicts", "id", "wef-95", "problem", "", r"verdicts\.csv:33: wef-95 is counted .* or drawn"),
    ],
)
def test_a_changed_value_stops_the_notebook_and_names_the_figure(
    monkeypatch: pytest.MonkeyPatch, table: str, key: str, row: str | int, column: str, changed: Any, named: str
) -> None:
    def change(name: str, frame: pd.DataFrame) -> pd.DataFrame:
        if name == table:
            frame = frame.astype({column: object})
            frame.loc[frame[key] == row, column] = changed
            frame = frame.infer_objects()
        return frame

    with pytest.raises(AssertionError, match=named):
        run_notebook(monkeypatch, change)
