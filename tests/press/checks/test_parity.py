"""Editions are compared block by block: what differs is told with both places, and what follows from it is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from chapters import chapter_of

from press.checks.check import Fault, Material
from press.checks.marks import is_number
from press.checks.parity import numbers_in_step, out_of_step, parity
from press.edition.load import load_sources

TEXT = "(rain)=\n# Rain\n\n{number}`rain/total` days, {cite:p}`doe{p. 8}`.\n\n- {ref}`rain`\n"
STEP = "book/en/rain.md:{} and book/ru/rain.md:{} are out of step: {}; let the same paragraph of both hold the same"


@pytest.fixture
def compare(book: Callable[[str], Path]) -> Callable[[str, str], Material]:
    """Makes a book of one chapter in two languages."""
    sources = load_sources(book("weather"))

    def material(english: str, russian: str) -> Material:
        made = Material(sources)
        vars(made)["chapters"] = (chapter_of(english), chapter_of(russian, "ru"))
        return made

    return material


def words(found: list[Fault]) -> list[str]:
    return [fault.words for fault in found]


def test_other_words_with_the_same_numbers_works_and_labels_are_in_step(compare: Callable[..., Material]) -> None:
    russian = TEXT.replace("days", "дней").replace("# Rain", "# Дождь").replace("p. 8", "с. 8") + "\n% Note to myself\n"
    assert parity.find(compare(TEXT, russian)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "difference"),
    [
        ("rain/total", "rain/sum", 4, "only en: number rain/total; only ru: number rain/sum"),
        ("rain/total", "rain/total approx=about", 4, "only en: number rain/total; only ru: number rain/total approx=about"),
        ("p. 8", "p. 9", 4, "only en: cite:p doe{8}; only ru: cite:p doe{9}"),
        ("days,", "days, {number}`rain/total`", 4, "more often in ru: number rain/total"),
        ("(rain)=\n", "(snow)=\n", 1, "only en: label rain; only ru: label snow"),
        ("# Rain", "## Rain", 1, "only en: heading 1; only ru: heading 2"),
        ("{ref}`rain`", "[So]{.editors} {ref}`rain`", 6, "only ru: editors"),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_both_places(
    compare: Callable[..., Material], old: str, new: str, line: int, difference: str
) -> None:
    (fault,) = parity.find(compare(TEXT, TEXT.replace(old, new))) or []
    assert isinstance(fault, Fault)
    assert fault.words == STEP.format(line, line, difference)
    # Where one of the two lines has an error of its own, the difference follows from that.
    assert {f"book/en/rain.md:{line}", f"book/ru/rain.md:{line}"} <= fault.follows


def test_a_paragraph_more_is_told_at_the_first_difference_alone(compare: Callable[..., Material]) -> None:
    end = "book/en/rain.md:6; add its counterpart there, or remove it here"
    longer = f"{TEXT}\nMore.\n\nAnd more.\n"
    assert words(out_of_step(compare(TEXT, longer), lambda _: True)) == [
        f"book/ru/rain.md:8: has a paragraph more than {end}"
    ]
    assert words(out_of_step(compare(longer, TEXT), lambda _: True)) == [
        f"book/en/rain.md:8: has a paragraph more than {end.replace('/en/', '/ru/')}"
    ]
    before = TEXT.replace("\n- {ref}", "\nMore.\n\n- {ref}")
    assert [fault.words.partition(":")[0] for fault in out_of_step(compare(TEXT, before), lambda _: True)] == [
        "book/en/rain.md"
    ]


def test_numbers_alone_are_compared_where_they_alone_are_asked_for(compare: Callable[..., Material]) -> None:
    material = compare(TEXT, TEXT.replace("p. 8", "p. 9").replace("(rain)=", "(snow)="))
    assert numbers_in_step.find(material) == out_of_step(material, is_number) == []
    assert len(list(parity.find(material) or [])) == 2
