"""The official series beside the article: values of record, and the rules by which they may be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from math import hypot
from pathlib import Path
from typing import Any

import nbformat
import pytest
from support.small_books import ROOT, rows

from press.charts.localise import views
from press.core.settings import load_settings
from press.data.descriptor import read_package
from press.data.vocabulary import load_vocabulary
from press.references import load_references

NOTEBOOK = ROOT / "book" / "notebooks" / "context.ipynb"
TABLES = [name for name in read_package(ROOT).names if read_package(ROOT).resource(name)["path"].startswith("context/")]
LANGUAGES = load_settings(ROOT).languages


# The four figures that belong to another year: what the article says, what the sources of the verdict give, and how.
MISDATED = {
    "innovative-products-volume": (2021, 2019, "computed"),
    "innovative-products-share": (2021, 2019, "computed"),
    "gii-77": (2021, 2020, "record"),
    "wef-95": (2020, 2019, "record"),
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


GOVERNANCE = {
    ("voice-accountability", "2019"): ("-1.2294", "14.49", "10.14", "20.29"),
    ("voice-accountability", "2023"): ("-1.0038", "21.57", "15.69", "25.98"),
    ("government-effectiveness", "2019"): ("0.0688", "54.76", "39.52", "66.67"),
    ("government-effectiveness", "2023"): ("0.1468", "57.08", "40.09", "69.34"),
}


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


def test_what_became_of_the_appeals_of_one_region_are_parts_of_those_considered() -> None:
    parts = {"satisfied": 6710, "explained": 12419, "refused": 501}
    for outcome, count in parts.items():
        (row,) = rows("context/several/appeals_answered.csv", body="west-kazakhstan", measure=outcome)
        assert int(row["value"]) == count
        share = published()[f"outcomes-{outcome}-share"]["value"]
        assert share == f"{100 * Decimal(count) / Decimal(19793):.1f}"
    assert sum(parts.values()) <= 19793 == int(published()["outcomes-considered"]["value"])


def test_the_gap_between_the_president_and_those_who_answer_is_that_of_one_question() -> None:
    gaps = [Decimal(above) - Decimal(below) for above, below in (("81.4", "53.2"), ("81.4", "59.4"), ("81.4", "51.8"))]
    assert published()["trust-gap"]["value"] == f"{min(gaps):.0f}/{max(gaps):.0f}" == "22/30"
    assert published()["approval-gap"]["value"] == f"{Decimal('76.4') - Decimal(47):.0f}" == "29"


def test_a_work_of_research_with_a_full_record_stands_in_the_bibliography() -> None:
    known = load_references(ROOT / "references.bib").set_index("key")
    works = rows("context/several/research.csv")
    assert len(works) == 16 == int(published()["research-works"]["value"])
    for work in works:
        assert (work["status"] == "full-record") == bool(work["reference"]), work["id"]
        if work["reference"]:
            entry = known.loc[work["reference"]]
            assert (str(entry["year"]), entry["unresolved"]) == (work["year"], False), work["id"]
    assert [row["respondents"] for row in rows("context/several/research.csv", reference="tubekova2025")] == ["550"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chart", ["participation", "neighbours"])
def test_ranks_are_lines_with_the_best_on_top_told_apart_by_more_than_colour(chart: str, language: str) -> None:
    drawn = dict(charts(language))[chart]
    axes = [view.get("encoding", {}).get("y", {}) for view in views(drawn)]
    domains = [axis["scale"]["domain"] for axis in axes if axis.get("field") == "place" and "scale" in axis]
    assert domains and all(first > last for first, last in domains)
    assert {"color", "strokeDash"} <= {channel for view in views(drawn) for channel in view.get("encoding", {})}
    # At the end of each line stand its country and its last rank.
    lines = max(drawn["datasets"].values(), key=len)
    ends = {row["country"]: row["place"] for row in lines if row["survey_year"] == 2024}
    written = sorted(view["mark"]["text"] for view in views(drawn) if "text" in view.get("mark", {}))
    assert len(written) == len(ends) == 5
    assert all(name in text and str(ends[name]) in text for name, text in zip(sorted(ends), written, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_of_years_sets_the_year_given_beside_the_year_found(language: str) -> None:
    words = load_vocabulary(ROOT, LANGUAGES)
    (years,) = dict(charts(language, NOTEBOOK.with_name("audit.ipynb")))["years"]["datasets"].values()
    drawn = {row["printed-figure"]: (row["year-given"], row["year-found"], row["strength"]) for row in years}
    assert drawn == {
        words.label(f"claim.{claim}", language): (given, found, words.label(f"strength.{strength}", language))
        for claim, (given, found, strength) in MISDATED.items()
    }


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


def test_bloomberg_lists_kazakhstan_in_three_editions_of_six() -> None:
    lists = {row["edition"]: (row["rank"], row["economies"]) for row in rows("context/bloomberg/innovation_index.csv")}
    assert lists == {
        **{"2016": ("50", "50"), "2017": ("48", "50"), "2020": ("59", "60")},
        **{"2018": ("", "50"), "2019": ("", "60"), "2021": ("", "60")},
    }
    assert published()["bloomberg-not-listed"]["value"] == "3"


def test_the_last_of_the_ministries_have_the_lowest_shares_of_their_day() -> None:
    placed = [row for row in rows("context/several/appeals_answered.csv", measure="answered") if row["standing"]]
    order = ("worst", "second-worst", "third-worst", "third-best", "second-best", "best")
    for day in {row["as_of"] for row in placed}:
        shares = {row["standing"]: Decimal(row["value"]) for row in placed if row["as_of"] == day}
        assert [shares[place] for place in order if place in shares] == sorted(shares.values())
    assert {row["among"] for row in placed if row["as_of"][:4] in ("2022", "2023")} == {"18"}
    (health,) = rows("context/several/appeals_answered.csv", as_of="2023-02-07", body="ministry-health")
    assert (health["measure"], health["value"], health["standing"]) == ("dissatisfied", "41.8", "worst")


def test_a_count_that_is_implied_follows_from_the_growth_that_was_said() -> None:
    appeals = {row["period"]: row for row in rows("context/several/other_counts.csv", measure="ombudsman-appeals")}
    assert appeals["2023"]["qualifier"] == "implied"
    assert int(appeals["2023"]["value"]) == round(int(appeals["2024"]["value"]) / 1.169)
