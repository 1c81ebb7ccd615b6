"""A chapter that asks for it is held side by side with other languages by its sections, whose sentences are free."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from orchard_book import edit, parity_faults, replaced


def line_of(root: Path, language: str, text: str, chapter: str = "accounts") -> int:
    lines = (root / "book" / language / f"{chapter}.md").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_paragraphs_are_free_where_sections_agree(orchard: Path) -> None:
    assert parity_faults(orchard) == []
    edit(orchard, "ru", replaced("Груш было", "Ещё один абзац.\n\nГруш было"))
    assert parity_faults(orchard) == []


def test_without_the_word_in_the_front_matter_paragraphs_have_to_agree(orchard: Path) -> None:
    for language in ("en", "kk", "ru"):
        edit(orchard, language, replaced("parity: section", "title: x"))
    assert any("are out of step" in line for line in parity_faults(orchard))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{number}`harvest/pear`", "{number}`harvest/apple`", "only ru: number harvest/apple"),
        ("{number}`harvest/pear`", "{number}`harvest/pear approx=about`", "only ru: number harvest/pear approx=about"),
        ("Груш было", "Груш {cite:p}`doe2003` было", "only ru: cite doe2003"),
        ("Груш было", "[Груш было]{.editors}", "only ru: editors"),
        ("## Груши", "### Груши", "only ru: heading 3"),
    ],
)
def test_a_section_that_says_something_else_is_told_with_both_places(
    orchard: Path, old: str, new: str, expected: str
) -> None:
    edit(orchard, "ru", replaced(old, new))
    ours, theirs = (line_of(orchard, language, "(account-pear)=") for language in ("en", "ru"))
    (fault,) = parity_faults(orchard)
    assert fault.startswith(f"book/en/accounts.md:{ours} and book/ru/accounts.md:{theirs} are out of step: ")
    assert expected in fault


def test_what_one_language_has_alone_is_told_with_its_line(orchard: Path) -> None:
    edit(orchard, "ru", replaced("Груш было", "Груш (так пишет {cite:t}`doe2003`) было"))
    (fault,) = parity_faults(orchard)
    assert f"only ru: cite doe2003 (line {line_of(orchard, 'ru', 'Груш (так')})" in fault


def test_another_way_to_cite_the_same_work_and_another_noun_are_no_difference(orchard: Path) -> None:
    edit(orchard, "en", replaced("Of pears there were", "{cite:t}`doe2003` says that of pears there were"))
    edit(orchard, "kk", replaced("Алмұрт {number}", "Алмұрт ({cite:p}`doe2003`) {number}"))
    edit(orchard, "ru", replaced("Груш было", "Груш, пишет {cite:t}`doe2003`, было"))
    assert parity_faults(orchard) == []


def test_a_chart_in_one_language_only_is_told(orchard: Path) -> None:
    edit(orchard, "kk", lambda text: re.sub(r":::\{chart\}.*?:::\n", "", text, flags=re.DOTALL))
    (fault,) = parity_faults(orchard)
    assert "only en: chart harvest/baskets" in fault
    assert "name fig-baskets" in fault


def test_a_section_that_a_language_lacks_is_told_where_it_stands(orchard: Path) -> None:
    edit(orchard, "ru", lambda text: text[: text.index("(account-pear)=")])
    line = line_of(orchard, "en", "(account-pear)=")
    assert parity_faults(orchard) == [
        f"book/en/accounts.md:{line}: the section 'account-pear' is missing in book/ru/accounts.md; "
        "write it there, or remove it here [parity]"
    ]


def test_sections_in_another_order_are_told(orchard: Path) -> None:
    def turned(text: str) -> str:
        head, apple = text.split("(account-apple)=")
        apple, pear = apple.split("(account-pear)=")
        return f"{head}(account-pear)={pear}\n(account-apple)={apple}"

    edit(orchard, "kk", turned)
    (fault,) = parity_faults(orchard)
    assert "the one is the section 'account-apple', the other 'account-pear'" in fault


def test_a_section_whose_label_stands_twice_is_told_by_the_check_of_labels_alone(orchard: Path) -> None:
    edit(orchard, "ru", lambda text: f"{text}\n(account-pear)=\n## Ещё раз\n\nДа.\n")
    (fault,) = parity_faults(orchard)
    assert "2 things have the label 'account-pear'" in fault


def test_the_check_of_numbers_alone_holds_sections_side_by_side_too(orchard: Path) -> None:
    edit(orchard, "ru", replaced("Груш было", "Груш {cite:p}`doe2003` было"))
    assert parity_faults(orchard, "numbers-in-step") == []
    edit(orchard, "ru", replaced("{number}`harvest/pear`", "столько же"))
    (fault,) = parity_faults(orchard, "numbers-in-step")
    assert "only en: number harvest/pear" in fault
