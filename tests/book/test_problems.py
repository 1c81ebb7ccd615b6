"""The chapter of problems as it was built, a section for each problem of the table, each with a sentence to be quoted; and the signs of verdicts."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

import pytest
from reading import parsed, with_class
from small_books import ROOT, rows

from press.core.settings import load_settings

SITE = ROOT / "_build" / "site"
LANGUAGES = load_settings(ROOT).languages
# What editors and journalists can take over in one piece, and what can be read at one sitting.
LONGEST_QUOTATION, MOST_WORDS = 200, 2400
ALL = pytest.mark.parametrize("language", LANGUAGES)

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


@cache
def chapter(language: str) -> Element:
    page = parsed(SITE / language / "problems.html")
    return next(page.iter("article"))


def sections(language: str) -> dict[str, Element]:
    """The sections on problems by the id of the problem, in their order."""
    found = {section.get("id", ""): section for section in chapter(language).iter("section")}
    return {key.removeprefix("problem-"): section for key, section in found.items() if key.startswith("problem-")}


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def read(page: Element) -> str:
    """What is read of a page: its headings and paragraphs without charts, which are looked at, and without lines of sources."""
    charts = [each for each in page.iter() if each.tag == "figure" or "press-faces" in classes(each)]
    looked_at = {id(part) for chart in charts for part in chart.iter()}
    kept = [each for each in page.iter() if each.tag in ("h1", "h2", "h3", "p") and id(each) not in looked_at]
    return " ".join(words(each) for each in kept if "press-source" not in classes(each))


@ALL
def test_each_section_begins_with_a_sentence_that_is_short_enough_to_be_quoted(language: str) -> None:
    for key, section in sections(language).items():
        first = next(section.iter("p"))
        sentence = words(next(first.iter("strong")))
        assert words(first).startswith(sentence), key
        assert sentence.endswith(".") and len(sentence) <= LONGEST_QUOTATION, f"{key}: {len(sentence)} characters"


@ALL
def test_each_section_has_the_verdict_and_the_evidence_of_the_table(language: str) -> None:
    addresses = {row["id"]: row["address"] for row in rows("audit/evidence.csv")}
    labels = {row["code"]: row[language] for row in rows("vocabulary/audit.csv")}
    for row in rows("audit/problems.csv"):
        section = sections(language)[row["id"]]
        marks = [each for each in section.iter() if f"press-verdict-{row['verdict']}" in classes(each)]
        assert marks, row["id"]
        told, line = [each for each in section.iter("p") if "press-source" in classes(each)][-2:]
        assert labels[f"severity.{row['severity']}"] in words(told)
        assert labels[f"certainty.{row['strength']}"] in words(told)
        assert labels[f"repeat.{row['repeat']}"] in words(line)
        linked = [link.get("href") for link in line.iter("a")]
        assert linked == [addresses[key] for key in row["evidence"].split()], row["id"]


@ALL
def test_each_section_says_how_the_sentence_should_read_or_what_has_to_be_cleared_up_first(language: str) -> None:
    head = {
        "en": ("Correction: ", "To be cleared up first: "),
        "kk": ("Түзету: ", "Алдымен анықталуға тиіс: "),
        "ru": ("Поправка: ", "Сначала нужно выяснить: "),
    }[language]
    for row in rows("audit/problems.csv"):
        paragraphs = [words(each) for each in sections(language)[row["id"]].iter("p")]
        (told,) = (each for each in paragraphs if each.startswith(head))
        assert told.startswith(head[row["severity"] == "cannot-be-said"]) and told.endswith("."), row["id"]


# The chapters that restate the article and have signs.
CHAPTERS = ("introduction", "literature", "january", "digital-state", "officials-online", "conclusion")


@ALL
def test_a_line_below_the_summary_says_what_the_signs_of_a_chapter_mean(language: str) -> None:
    for chapter in CHAPTERS:
        page = parsed(SITE / language / f"{chapter}.html")
        (key,) = with_class(page, "press-verdict-key")
        links = with_class(page, "press-verdict-link")
        used = {words(sign) for link in links for sign in with_class(link, "press-verdict-sign")}
        assert {words(sign) for sign in with_class(key, "press-verdict-sign")} == used, chapter


def test_what_cannot_be_said_is_not_to_be_repeated_and_is_what_is_open() -> None:
    for row in rows("audit/problems.csv"):
        assert (row["severity"] == "cannot-be-said") == (row["strength"] == "open"), row["id"]
        assert row["severity"] != "cannot-be-said" or row["repeat"] == "no", row["id"]


@ALL
def test_that_nobody_was_asked_is_said_as_long_as_there_is_no_reply(language: str) -> None:
    said = {
        "en": "nobody whom a problem concerns has been asked",
        "kk": "сәйкессіздіктер қатысты болған ешкімнен ештеңе сұраған жоқпыз",
        "ru": "никого из тех, кого касаются расхождения, мы ещё не спрашивали",
    }
    assert (said[language] in words(chapter(language))) == (not rows("audit/replies.csv"))


def test_the_chapter_can_be_read_at_one_sitting() -> None:
    assert len(read(chapter("en")).split()) <= MOST_WORDS
