"""Numbers and dates that a sentence has as a table would, in books that mind."""

from __future__ import annotations

from pathlib import Path

import pytest
from orchard_book import append, style_faults
from small_books import replace

from press.core.caches import clear_all_caches
from press.data.accept import accept

SMALL = "(rule 'small-numbers', book/style/en.yml) [numbers-in-sentences]"


@pytest.fixture
def small(orchard: Path) -> Path:
    """The orchard with 3 baskets of pears."""
    replace(orchard / "data" / "harvest.csv", "pear,45", "pear,3")
    accept([orchard / "data" / "harvest.csv"], orchard)
    clear_all_caches()
    for path in (orchard / "book").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("`harvest/pear`", "`harvest/pear form=words`"), encoding="utf-8")
    return orchard


def test_a_number_from_one_to_nine_is_a_word_in_a_sentence(small: Path) -> None:
    line = append(small, "He counts {number}`harvest/pear` baskets of pears.")
    assert style_faults(small, "numbers-in-sentences") == [
        f"book/en/harvest.md:{line}: 3 is written in words (form=words) {SMALL}"
    ]


RIGHT = (
    *(
        "He counts {number}`harvest/pear form=words` baskets.",
        "He counts {number}`harvest/apple` baskets of apples and {number}`harvest/pear` of pears.",
        "- {number}`harvest/pear` baskets",
        "| a |\n|---|\n| {number}`harvest/pear` |",
        "The {number}`harvest/pear`rd basket.",
        "The {number}`harvest/pear`-year plan.",
        "He says “{number}`harvest/pear` baskets”.",
        "He counts {number}`harvest/pear digits=1` baskets.",
    ),
)


def test_it_is_none_where_it_is_compared_listed_quoted_or_no_word(small: Path) -> None:
    for text in RIGHT:
        append(small, text)
    assert style_faults(small, "numbers-in-sentences") == []


@pytest.fixture
def dated(orchard: Path) -> Path:
    """The orchard with the day of the first baskets."""
    cell = 'publish.number(\\"total\\"'
    day = 'publish.date(\\"day\\", \\"2003-09-02\\", sources=[\\"harvest\\"])\\n",\n    "'
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", cell, day + cell)
    return orchard


def test_a_date_in_a_sentence_has_a_case(dated: Path) -> None:
    line = append(dated, "Собрали {number}`harvest/day`, в среду.", "ru")
    fault = (
        "a sentence has '2 сентября 2003 г.' in a case (rule 'bare-dates', book/style/ru.yml) [numbers-in-sentences]"
    )
    assert [said.replace("\u202f", " ") for said in style_faults(dated, "numbers-in-sentences")] == [
        f"book/ru/harvest.md:{line}: {fault}"
    ]


DATED = (
    *(
        "Собрали {number}`harvest/day case=genitive`.",
        "Собрали в {number}`harvest/day part=year` году.",
        "Собрали всё (последнее {number}`harvest/day`).",
        "| a |\n|---|\n| {number}`harvest/day` |",
    ),
)


def test_it_has_none_in_brackets_in_tables_and_in_part(dated: Path) -> None:
    for text in DATED:
        append(dated, text, "ru")
    assert style_faults(dated, "numbers-in-sentences") == []
