"""What the numbers are called: every claim has words, and a hedge is never lost."""

import re
from collections.abc import Iterator

import pytest
from support.small_books import ROOT

from press.core.settings import load_settings
from press.core.text import read_utf8
from press.data.validation import load_table
from press.data.vocabulary import load_vocabulary
from press.directives.number import parse_number

LANGUAGES = load_settings(ROOT).languages
HEDGED = ("about", "more-than")
# Where a sentence says that the number was passed, its verb is the hedge; a heading names the figure alone.
PASSING = re.compile(r"\bpassed\b|\bасқан\b|\bнабрало\b|\bрубеж\b|^#")
NUMBER = re.compile(r"\{number\}`([^`]*)`")


def descriptions() -> dict[str, dict[str, str]]:
    """Words by code and language of all that describes a number."""
    words = load_vocabulary(ROOT, LANGUAGES).words
    return {code: dict(of) for code, of in words.items() if code.startswith(("claim.", "number.", "how."))}


def qualifiers() -> dict[str, str]:
    """How exact the article calls each claim, by id; empty where it says nothing."""
    table = load_table("claims", ROOT).fillna("")
    return dict(zip(table["id"].astype(str), table["qualifier"].astype(str), strict=True))


def printed_claims() -> Iterator[tuple[str, str, str]]:
    """Place, id and hedge of each claim that a chapter prints."""
    for path in sorted((ROOT / "book").glob("*/*.md")):
        for line, text in enumerate(read_utf8(path).splitlines(), start=1):
            for match in NUMBER.finditer(text):
                name, options = parse_number(match[1])
                if name.startswith("claims/"):
                    yield f"{path.relative_to(ROOT)}:{line}", name.removeprefix("claims/"), options.get("approx", "")


def test_each_claim_and_nothing_else_is_described_as_one() -> None:
    assert {code for code in descriptions() if code.startswith("claim.")} == {f"claim.{key}" for key in qualifiers()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_claims_are_called_the_same(language: str) -> None:
    names = [words[language] for code, words in descriptions().items() if code.startswith("claim.")]
    assert sorted(names) == sorted(set(names))


def test_a_description_is_a_phrase_and_a_computation_a_sentence() -> None:
    for code, words in descriptions().items():
        for text in words.values():
            # Names such as eGov and numbers may begin a phrase.
            first = text.split()[0]
            assert not (first[0].islower() and first.islower()), f"{code}: {text}"
            assert text.endswith(".") == code.startswith("how."), f"{code}: {text}"


def says_passed(place: str) -> bool:
    """Whether the line of a chapter says that a number was passed."""
    path, _, line = place.rpartition(":")
    return bool(PASSING.search(read_utf8(ROOT / path).splitlines()[int(line) - 1]))


def test_a_claim_is_hedged_in_a_sentence_as_the_article_hedges_it() -> None:
    expected = {key: word if word in HEDGED else "" for key, word in qualifiers().items()}
    wrong = [
        f"{place} {key} approx={hedge}"
        for place, key, hedge in printed_claims()
        if hedge != expected[key] and not (expected[key] == "more-than" and not hedge and says_passed(place))
    ]
    assert wrong == []
