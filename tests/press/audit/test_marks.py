"""Verdicts in running text, on pages and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf
import pytest
from reading import parsed, with_class, words

# What a screen reader says of each link, in order: a figure joined to its sign, several at the end of a sentence, a problem twice.
SPOKEN = {
    "en": [
        "Our verdict on 300,000: could not be checked",
        "Our verdict on The oldest bridge; 300,000: could not be checked",
        "Our verdict on Cost of the bridge: contradicts the record",
        "Our verdict on Cost of the bridge: contradicts the record",
    ],
    "kk": [
        "300\u00a0мың, тексеру нәтижесі: тексеру мүмкін болмады",
        "Ең көне көпір; 300\u00a0мың, тексеру нәтижесі: тексеру мүмкін болмады",
        "Көпірдің құны, тексеру нәтижесі: дереккөзге қайшы",
        "Көпірдің құны, тексеру нәтижесі: дереккөзге қайшы",
    ],
}


def verdict_links(site: Path, language: str = "en") -> list[Element]:
    return with_class(parsed(site / language / "bridge.html"), "press-verdict-link")


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_sign_is_named_by_what_it_judges_and_how(site_with_problems: Path, language: str) -> None:
    assert [link.get("aria-label") for link in verdict_links(site_with_problems, language)] == SPOKEN[language]


def test_a_sign_stands_alone_but_that_of_a_problem_at_the_end_of_its_sentence(site_with_problems: Path) -> None:
    shown = [words(link) for link in verdict_links(site_with_problems)]
    assert shown == ["?", "?", "×", "× contradicts the record"]


def test_a_sign_is_never_parted_from_what_it_judges_nor_from_its_words(site_with_problems: Path) -> None:
    page = (site_with_problems / "en" / "bridge.html").read_text(encoding="utf-8")
    joined = re.findall(r"(.)(?:</\w+>)*\u2060<a [^>]*press-verdict-link", page)
    assert joined == ["0", "t", "s"]
    assert page.count("×</span>\u00a0contradicts the record") == page.count("contradicts the record</span>")


@pytest.mark.parametrize("language", ["en", "kk"])
def test_marks_and_findings_are_printed(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).split())
    expected = {
        "en": (
            "The leaflet is dear × contradicts the record.",
            "× contradicts the record · the record gives it · Full account",
        ),
        "kk": ("Парақша қымбат × дереккөзге қайшы.", "× дереккөзге қайшы · дерек көрсетеді · Толығырақ"),
    }
    assert [said for said in expected[language] if said not in text] == []
