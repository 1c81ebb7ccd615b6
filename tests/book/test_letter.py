"""The letter to the authors: it is marked as a draft that has not been sent, tells each problem once, and asks for each figure without a record."""

from __future__ import annotations

import re

import pytest
from support.small_books import ROOT, rows

from press.core.settings import load_settings

SETTINGS = load_settings(ROOT)
NOT_SENT = {
    "en": "This letter is a draft that has not been sent.",
    "kk": "Бұл – хаттың жобасы, хат жіберілген жоқ.",
    "ru": "Это черновик письма, оно не отправлено.",
}

pytestmark = pytest.mark.parametrize("language", SETTINGS.languages)


def letter(language: str) -> str:
    return (ROOT / "book" / language / "letter.md").read_text(encoding="utf-8")


def test_the_first_words_say_that_it_is_a_draft_that_is_not_sent_and_none_is_left_to_fill_in(language: str) -> None:
    title, first, *_ = re.split(r"\n{2,}", letter(language).partition("(chapter-letter)=")[2].strip())
    assert title.startswith("# ")
    assert first.startswith(f"**{NOT_SENT[language]}**")
    # Brackets hold words of another language, and nothing else.
    assert re.findall(r"\[[^\]]*\](?!\{\.language-)", letter(language)) == []


def test_it_proposes_a_correction_for_each_problem(language: str) -> None:
    items = re.findall(r"^(\d+)\. ", letter(language), re.MULTILINE)
    assert items == [str(number) for number in range(1, len(rows("audit/problems.csv")) + 1)]


def test_it_asks_for_the_source_of_each_counted_figure_that_could_not_be_checked(language: str) -> None:
    asked = set(re.findall(r"`claims/(\S+?)[` ]", letter(language).partition("(letter-questions)=")[2]))
    unchecked = {
        row["id"]
        for row in rows("audit/verdicts.csv")
        if row["verdict"] == "not-checked"
        and row["kind"] not in ("sponsor", "date-of")
        and not row["id"].startswith("statement-")
    }
    assert len(unchecked) > 10
    assert unchecked - asked == set()
