"""The official series beside the article: values of record, and the rules by which they may be used."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any

import nbformat
import pytest
from small_books import ROOT

from press.charts.localise import views
from press.core.settings import load_settings
from press.data.descriptor import read_package
from press.data.vocabulary import load_vocabulary
from press.references import load_references

CONTEXT = ROOT / "data" / "context"
NOTEBOOK = ROOT / "book" / "notebooks" / "context.ipynb"
TABLES = [name for name in read_package(ROOT).names if read_package(ROOT).resource(name)["path"].startswith("context/")]
LANGUAGES = load_settings(ROOT).languages


def rows(path: str, **where: str) -> list[dict[str, str]]:
    """Rows of a file as text, read without the project's own loader."""
    with (CONTEXT / path).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in where.items())]


def cell(path: str, column: str, **where: str) -> str:
    (row,) = rows(path, **where)
    return row[column]


# The six figures that belong to another year: what the article says, what the sources of the verdict give, and how.
MISDATED = {
    "innovative-products-volume": (2021, 2019, "computed"),
    "innovative-products-share": (2021, 2019, "computed"),
    "gii-77": (2021, 2020, "record"),
    "wef-95": (2020, 2019, "record"),
    "ashyq-users": (2022, 2021, "inferred"),
    "ashyq-business": (2022, 2021, "inferred"),
}


@cache
def published() -> dict[str, dict[str, Any]]:
    """What the stored notebook published: the metadata of each number by its key."""
    outputs = [output for code in nbformat.read(NOTEBOOK, as_version=4).cells for output in code.get("outputs", [])]
    found = [output.get("metadata", {}).get("press", {}) for output in outputs]
    return {press["key"]: press for press in found if press.get("kind") == "number"}


def charts(language: str, notebook: Path = NOTEBOOK) -> Iterator[tuple[str, dict[str, Any]]]:
    for code in nbformat.read(notebook, as_version=4).cells:
        for output in code.get("outputs", []):
            press = output.get("metadata", {}).get("press", {})
            if press.get("kind") == "chart" and press["language"] == language:
                yield press["key"], next(data for mime, data in output["data"].items() if "vegalite" in mime)


# Kazakhstan, as the record has it: file, column, conditions, value.
RECORD = [
    *[
        ("un-desa/e_government.csv", "rank", {"country": "KAZ", "survey_year": year}, rank)
        for year, rank in zip(
            ["2003", "2004", "2005", "2008", "2010", "2012", "2014", "2016", "2018", "2020", "2022", "2024"],
            ["83", "69", "65", "81", "46", "38", "28", "33", "39", "29", "28", "24"],
            strict=True,
        )
    ],
    ("un-desa/e_government.csv", "rank", {"country": "EST", "survey_year": "2022"}, "8"),
    ("un-desa/e_government.csv", "rank", {"country": "UZB", "survey_year": "2003"}, "174"),
    *[
        ("un-desa/e_government.csv", "rank", {"country": country, "survey_year": "2024"}, rank)
        for country, rank in {"EST": "2", "RUS": "43", "UZB": "63", "KGZ": "78"}.items()
    ],
    ("un-desa/e_government.csv", "egdi", {"country": "KAZ", "survey_year": "2024"}, "0.90093"),
    ("un-desa/e_government.csv", "epi", {"country": "KAZ", "survey_year": "2024"}, "0.8493"),
    ("un-desa/e_government.csv", "epi_rank", {"country": "KAZ", "survey_year": "2024"}, "27"),
    *[
        ("un-desa/e_government.csv", "epi_rank", {"country": "KAZ", "survey_year": year}, rank)
        for year, rank in {"2018": "42", "2020": "26", "2022": "15"}.items()
    ],
    *[
        ("un-desa/e_government.csv", "epi_rank", {"country": country, "survey_year": "2024"}, rank)
        for country, rank in {"EST": "7", "RUS": "66", "UZB": "53", "KGZ": "94"}.items()
    ],
    ("un-desa/e_government.csv", "egdi", {"country": "KAZ", "survey_year": "2022"}, "0.8628"),
    ("un-desa/e_government.csv", "epi", {"country": "KAZ", "survey_year": "2016"}, "0.59322"),
    ("world-bank/internet_users.csv", "users", {"country": "KAZ", "year": "2010"}, "31.6"),
    ("world-bank/internet_users.csv", "users", {"country": "KAZ", "year": "2022"}, "92.2969"),
    ("world-bank/exchange_rate.csv", "rate", {"year": "2021"}, "425.9075"),
    ("bns/population.csv", "population", {"date": "2022-08-01"}, "19644067"),
    ("bns/gdp.csv", "gdp", {"year": "2019"}, "69532.6265"),
    ("wipo/global_innovation_index.csv", "rank", {"country": "KAZ", "edition": "2020"}, "77"),
    ("wipo/global_innovation_index.csv", "rank", {"country": "KAZ", "edition": "2021"}, "79"),
    ("wipo/global_innovation_index.csv", "economies", {"country": "KAZ", "edition": "2023"}, "132"),
    ("wipo/global_innovation_index.csv", "rank", {"country": "UZB", "edition": "2025"}, "79"),
    ("bns/households_egov.csv", "households", {"year": "2020"}, "30.8"),
    ("wef/competitiveness.csv", "rank", {"measure": "innovation-capability", "edition": "2019"}, "95"),
    ("government/ashyq.csv", "value", {"measure": "users", "date": "2021-05-18"}, "1.4"),
    ("government/ashyq.csv", "value", {"measure": "users", "date": "2021-06-01"}, "2.0"),
    ("government/ashyq.csv", "value", {"measure": "businesses", "date": "2021-08-18"}, "111"),
    ("labour-ministry/payment_totals.csv", "value", {"item": "paid-2020"}, "476.1"),
    ("labour-ministry/payment_rounds.csv", "recipients", {"round": "first-month"}, "4539"),
    ("labour-ministry/payment_rounds.csv", "recipients", {"round": "july"}, "2308.3"),
    ("labour-ministry/payment_rounds.csv", "amount", {"round": "august"}, "21250"),
]
GOVERNANCE = {
    ("voice-accountability", "1996"): ("-0.9647", "18.5", "12", "32.5"),
    ("voice-accountability", "2019"): ("-1.2294", "14.49", "10.14", "20.29"),
    ("voice-accountability", "2023"): ("-1.0038", "21.57", "15.69", "25.98"),
    ("government-effectiveness", "1996"): ("-0.9584", "16.94", "6.01", "27.87"),
    ("government-effectiveness", "2019"): ("0.0688", "54.76", "39.52", "66.67"),
    ("government-effectiveness", "2023"): ("0.1468", "57.08", "40.09", "69.34"),
}


@pytest.mark.parametrize(("path", "column", "where", "value"), RECORD)
def test_a_value_stands_as_published(path: str, column: str, where: dict[str, str], value: str) -> None:
    assert cell(path, column, **where) == value


@pytest.mark.parametrize(("indicator", "year"), GOVERNANCE)
def test_the_governance_indicators_stand_as_published(indicator: str, year: str) -> None:
    (row,) = rows("world-bank/governance.csv", country="KAZ", indicator=indicator, year=year)
    found = tuple(row[column] for column in ("estimate", "percentile", "percentile_low", "percentile_high"))
    assert found == GOVERNANCE[indicator, year]


def test_a_percentile_lies_within_its_bounds_and_three_years_do_not_exist() -> None:
    governance = rows("world-bank/governance.csv")
    assert all(
        float(row["percentile_low"]) <= float(row["percentile"]) <= float(row["percentile_high"]) for row in governance
    )
    assert not {"1997", "1999", "2001"} & {row["year"] for row in governance}


def test_services_climb_and_voice_stays() -> None:
    """The finding itself: the bounds of the one part, the bounds of the other overlap."""
    bounds = {key: (Decimal(values[2]), Decimal(values[3])) for key, values in GOVERNANCE.items()}
    assert bounds["government-effectiveness", "1996"][1] < bounds["government-effectiveness", "2023"][0]
    early, late = bounds["voice-accountability", "1996"], bounds["voice-accountability", "2023"]
    assert early[0] <= late[0] and late[1] <= early[1]
    assert bounds["voice-accountability", "2023"][1] < bounds["government-effectiveness", "2023"][0]


# Standard errors of the two years, as the update of 2024 has them.
ERRORS = {"voice-accountability": (0.119, 0.1212), "government-effectiveness": (0.2182, 0.2584)}


@pytest.mark.parametrize(
    ("indicator", "name"), [("voice-accountability", "voice"), ("government-effectiveness", "effectiveness")]
)
def test_both_estimates_rose_since_2019_and_neither_by_more_than_its_margin(indicator: str, name: str) -> None:
    first, last = (GOVERNANCE[indicator, year] for year in ("2019", "2023"))
    assert Decimal(first[1]) < Decimal(last[1])
    assert Decimal(last[2]) <= Decimal(first[3]), "the bounds of the two years meet"
    rise, margin = float(last[0]) - float(first[0]), 1.645 * hypot(*ERRORS[indicator])
    assert rise < margin
    assert published()[f"{name}-rise"]["value"] == f"{rise:.2f}"
    assert published()[f"{name}-rise-margin"]["value"] == f"{margin:.2f}"
    for year, row in (("2019", first), ("2023", last)):
        assert float(published()[f"{name}-{year}"]["value"]) == pytest.approx(float(row[1]), abs=0.051)
        low, high = map(float, published()[f"{name}-{year}-bounds"]["value"].split("/"))
        assert (low, high) == pytest.approx((float(row[2]), float(row[3])), abs=0.051)


# Estimates of the first and the last year with their standard errors, as the update of 2024 has them.
NEIGHBOURS = {
    "KAZ": ((-1.2294, 0.119), (-1.0038, 0.1212)),
    "KGZ": ((-0.4537, 0.1245), (-0.7232, 0.1247)),
    "UZB": ((-1.6522, 0.1256), (-1.3097, 0.1241)),
    "RUS": ((-1.1171, 0.1216), (-1.2855, 0.1233)),
    "EST": ((1.1793, 0.1254), (1.2199, 0.1053)),
}


def test_of_the_neighbours_only_uzbekistan_changed_by_more_than_its_margin() -> None:
    for country, years in NEIGHBOURS.items():
        for year, (estimate, error) in zip(("2019", "2023"), years, strict=True):
            where = {"country": country, "indicator": "voice-accountability", "year": year}
            (row,) = rows("world-bank/governance.csv", **where)
            assert (float(row["estimate"]), float(row["standard_error"])) == (estimate, error)
    changes = {
        country: (last[0] - first[0], 1.645 * hypot(first[1], last[1])) for country, (first, last) in NEIGHBOURS.items()
    }
    assert [country for country, (change, margin) in changes.items() if abs(change) > margin] == ["UZB"]
    assert published()["voice-rise-uzb"]["value"] == f"{changes['UZB'][0]:.2f}"
    assert published()["voice-rise-margin-uzb"]["value"] == f"{changes['UZB'][1]:.2f}"


def test_the_index_of_2024_is_the_mean_of_its_three_parts() -> None:
    for row in rows("un-desa/e_government.csv", survey_year="2024"):
        parts = [Decimal(row[part]) for part in ("osi", "hci", "tii")]
        assert abs(Decimal(row["egdi"]) - sum(parts) / 3) < Decimal("0.00003"), row["country"]


# What officials said, and what a rate of growth that they said implies for the year before.
APPEALS = {
    ("considered", "2020"): ("1.9", "million", "more-than"),
    ("to-president", "2020"): ("32", "thousand", "more-than"),
    ("registered-all", "2024"): ("4.4", "million", ""),
    ("registered-inquiries", "2024"): ("617", "thousand", ""),
    ("registered-complaints", "2024"): ("268", "thousand", ""),
    ("to-prosecutors", "2024"): ("461932", "", ""),
    ("e-otinish", "2025"): ("3.5", "million", "more-than"),
    ("presidential-administration", "2025"): ("82.5", "thousand", ""),
}


@pytest.mark.parametrize(("definition", "year"), APPEALS)
def test_a_count_of_appeals_stands_as_it_was_said(definition: str, year: str) -> None:
    (row,) = rows("several/appeal_counts.csv", definition=definition, year=year)
    assert (row["value"], row["scale"], row["qualifier"]) == APPEALS[definition, year]
    assert published()[f"appeals-{definition.removesuffix('-all')}-{year}"]["value"] == APPEALS[definition, year][0]


def test_a_count_that_growth_implies_is_called_so() -> None:
    implied = {
        (row["definition"], row["year"]): row["value"] for row in rows("several/appeal_counts.csv", qualifier="implied")
    }
    assert implied == {
        ("registered-all", "2023"): f"{Decimal('4.4') / Decimal('1.33'):.1f}",
        ("to-president", "2019"): f"{Decimal(32) * 3 / 4:.0f}",
    }
    assert published()["appeals-growth-2024"]["value"] == "33"
    assert (
        published()["appeals-passed-on-share-2024"]["value"] == f"{100 * Decimal(189219) / Decimal(461932):.0f}" == "41"
    )


def test_the_kinds_of_appeals_leave_a_share_that_the_report_does_not_name() -> None:
    assert published()["appeals-unnamed-share-2024"]["value"] == str(100 - 69 - 14 - 6) == "11"


# Appeals answered, or not to the satisfaction of those who appealed, as news pages give it.
ANSWERED = {
    ("2021-03-19", "almaty-akimat", "answered"): "72.9",
    ("2021-05-11", "ministry-economy", "answered"): "99.9",
    ("2021-05-11", "ministry-education-science", "answered"): "79.7",
    ("2021-05-11", "ministry-labour", "received"): "60982",
    ("2022-04-04", "ministry-education-science", "received"): "42",
    ("2023-02-07", "ministry-health", "dissatisfied"): "41.8",
}


@pytest.mark.parametrize(("day", "body", "measure"), ANSWERED)
def test_a_count_of_answers_stands_as_the_page_gives_it(day: str, body: str, measure: str) -> None:
    (row,) = rows("several/appeals_answered.csv", as_of=day, body=body, measure=measure)
    assert row["value"] == ANSWERED[day, body, measure]


def test_what_became_of_the_appeals_of_one_region_are_parts_of_those_considered() -> None:
    parts = {"satisfied": 6710, "explained": 12419, "refused": 501}
    for outcome, count in parts.items():
        (row,) = rows("several/appeals_answered.csv", body="west-kazakhstan", measure=outcome)
        assert int(row["value"]) == count
        share = published()[f"outcomes-{outcome}-share"]["value"]
        assert share == f"{100 * Decimal(count) / Decimal(19793):.1f}"
    assert sum(parts.values()) <= 19793 == int(published()["outcomes-considered"]["value"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_of_appeals_and_surveys_of_trust_are_never_drawn(language: str) -> None:
    for code in nbformat.read(NOTEBOOK, as_version=4).cells:
        for output in code.get("outputs", []):
            press = output.get("metadata", {}).get("press", {})
            if press.get("kind") == "chart":
                assert not {"appeal-counts", "appeals-answered", "trust-surveys"} & set(press["sources"]), press["key"]


TRUST = {
    ("csi-2019", "president", "trust"): ("60.8", "", ""),
    ("csi-2021", "president", "trust"): ("68.5", "3000", "online"),
    ("kisi-2022-02", "president", "trust"): ("81.4", "6800", "face-to-face"),
    ("kisi-2022-02", "government", "trust"): ("53.2", "6800", "face-to-face"),
    ("kisi-2022-02", "local-akim", "trust"): ("59.4", "6800", "face-to-face"),
    ("qalam-2022", "akims", "distrust"): ("45", "", "face-to-face"),
    ("strategy-2023-12", "government", "approval"): ("47", "2400", ""),
    ("kisi-2025-04", "president", "trust"): ("76.4", "8000", "face-to-face"),
    ("kisi-2025-11", "president", "trust"): ("86", "8000", ""),
}


@pytest.mark.parametrize(("survey", "institution", "measure"), TRUST)
def test_a_survey_of_trust_has_its_share_its_people_and_its_mode(survey: str, institution: str, measure: str) -> None:
    (row,) = rows("several/trust_surveys.csv", survey=survey, institution=institution, measure=measure)
    assert (row["value"], row["respondents"], row["mode"]) == TRUST[survey, institution, measure]
    assert Decimal(published()[f"{measure}-{institution}-{survey}"]["value"]) == Decimal(row["value"])


def test_the_gap_between_the_president_and_those_who_answer_is_that_of_one_question() -> None:
    gaps = [Decimal(above) - Decimal(below) for above, below in (("81.4", "53.2"), ("81.4", "59.4"), ("81.4", "51.8"))]
    assert published()["trust-gap"]["value"] == f"{min(gaps):.0f}/{max(gaps):.0f}" == "22/30"
    assert published()["approval-gap"]["value"] == f"{Decimal('76.4') - Decimal(47):.0f}" == "29"


def test_an_institute_under_the_president_is_called_so() -> None:
    owners = {row["pollster"]: row["owner"] for row in rows("several/trust_surveys.csv")}
    assert owners == {"kisi": "under-president", "csi": "not-shown", "strategy": "fund", "qalam": "fund"}


def test_a_work_of_research_with_a_full_record_stands_in_the_bibliography() -> None:
    known = load_references(ROOT / "references.bib").set_index("key")
    works = rows("several/research.csv")
    assert len(works) == 16 == int(published()["research-works"]["value"])
    for work in works:
        assert (work["status"] == "full-record") == bool(work["reference"]), work["id"]
        if work["reference"]:
            entry = known.loc[work["reference"]]
            assert (str(entry["year"]), entry["unresolved"]) == (work["year"], False), work["id"]
    assert cell("several/research.csv", "respondents", reference="tubekova2025") == "550"


@pytest.mark.parametrize(
    "path",
    [
        "several/trust_surveys.csv",
        "several/appeal_counts.csv",
        "several/research.csv",
        "government/dated_statements.csv",
    ],
)
def test_a_row_says_on_which_day_its_pages_were_read(path: str) -> None:
    assert {row["read"] for row in rows(path)} == {"2026-11-26"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rank_is_drawn_with_the_best_on_top(language: str) -> None:
    drawn = dict(charts(language))
    axes = [view.get("encoding", {}).get("y", {}) for view in views(drawn["neighbours"])]
    domains = [axis["scale"]["domain"] for axis in axes if axis.get("field") == "place" and "scale" in axis]
    assert domains and all(first > last for first, last in domains)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_colour_tells_apart_in_a_line_chart_another_cue_tells_too(language: str) -> None:
    drawn = dict(charts(language))
    for key in ("neighbours", "internet"):
        channels = {channel for view in views(drawn[key]) for channel in view.get("encoding", {})}
        assert {"color", "strokeDash"} <= channels
        written = [view for view in views(drawn[key]) if "text" in view.get("encoding", {})]
        assert {view["encoding"]["text"]["field"] for view in written} == {"country"}
        rows = drawn[key]["datasets"]
        named = [row["country"] for view in written for row in rows[view["data"]["name"]]]
        assert sorted(named) == sorted({row["country"] for row in max(rows.values(), key=len)}), "each line once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_years_sets_the_year_given_beside_the_year_found(language: str) -> None:
    words = load_vocabulary(ROOT, LANGUAGES)
    (rows,) = dict(charts(language, NOTEBOOK.with_name("audit.ipynb")))["years"]["datasets"].values()
    drawn = {row["printed-figure"]: (row["year-given"], row["year-found"], row["strength"]) for row in rows}
    assert drawn == {
        words.label(f"claim.{claim}", language): (given, found, words.label(f"strength.{strength}", language))
        for claim, (given, found, strength) in MISDATED.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_years_names_both_years_of_a_line_in_words(language: str) -> None:
    *lines, _axis = dict(charts(language, NOTEBOOK.with_name("audit.ipynb")))["years"]["vconcat"]
    texts = [[view["mark"]["text"] for view in views(line) if "text" in view.get("mark", {})] for line in lines]
    ends = [tuple(int(text[-4:]) for text in pair) for pair in texts]
    assert ends == [(2021, 2019), (2021, 2020), (2020, 2019), (2022, 2021)]
    assert not any("{" in text for pair in texts for text in pair)


@pytest.mark.parametrize("name", TABLES)
def test_a_series_names_producer_vintage_address_and_licence(name: str) -> None:
    resource = read_package(ROOT).resource(name)
    assert resource["producer"] and resource["vintage"]
    (licence,) = resource["licenses"]
    assert licence["name"] in ("notspecified", "other-at", "CC-BY-4.0") and licence["title"]
    # An address is that of terms which hold; of others the title tells.
    assert ("path" in licence) == (licence["name"] != "notspecified")
    addresses = [source["path"] for source in resource["sources"] if "path" in source]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    assert addresses or "found_at" in fields
    assert all(re.fullmatch(r"https?://\S+", address) for address in addresses)


def test_each_series_stands_in_the_folder_of_its_producer() -> None:
    files = list(CONTEXT.rglob("*.csv"))
    assert files
    assert [path for path in files if len(path.relative_to(CONTEXT).parts) != 2] == []


def test_nothing_is_from_memory_and_no_series_of_limited_use_is_here() -> None:
    texts = [path.read_text(encoding="utf-8").casefold() for path in CONTEXT.rglob("*.csv")]
    texts.append((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8").casefold())
    for text in texts:
        assert "memory" not in text
        assert "rule of law" not in text and "non-commercial" not in text
