"""The glossary explains the same terms in every language, in the order of its alphabet, and chapters refer to each where it is met first."""

from __future__ import annotations

import re
from functools import cache

import pytest
from small_books import ROOT

from press.core.settings import load_settings
from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of

LANGUAGES = load_settings(ROOT).languages
GLOSSARY = "glossary.md"
TERM = re.compile(r"^\[(?P<words>[^\]]+)\]\{#(?P<label>term-[a-z-]+)\}$", re.MULTILINE)
REFERENCE = re.compile(r"\{ref\}`[^`]*<(term-[a-z-]+)>`")
# Headings, cells of tables and directives, and what a reader meets before the chapter itself begins.
NO_RUNNING_TEXT = re.compile(r"^:::\{(?:in-brief|lead)\}\n(?:.*\n)*?:::$|^(?:#|\||:::\{).*", re.MULTILINE)


@cache
def texts(language: str) -> dict[str, str]:
    """The text of each chapter by its name."""
    folder = ROOT / "book" / language
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def terms(language: str) -> dict[str, str]:
    """The words of each term by its label, in the order of the page."""
    return {found["label"]: found["words"] for found in TERM.finditer(texts(language)[GLOSSARY])}


def links(language: str) -> dict[str, list[str]]:
    """The labels of the terms that each chapter refers to, in its order."""
    return {name: REFERENCE.findall(text) for name, text in texts(language).items() if name != GLOSSARY}


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_are_the_same_and_in_the_order_of_the_alphabet(language: str) -> None:
    alphabet = profile_of(language).alphabet + ENGLISH.alphabet
    keys = [[alphabet.index(sign) for sign in words.lower() if sign in alphabet] for words in terms(language).values()]
    assert keys == sorted(keys)
    assert set(terms(language)) == set(terms("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_references_stand_in_the_running_text(language: str) -> None:
    for name, text in texts(language).items():
        apart = "\n".join(NO_RUNNING_TEXT.findall(text))
        assert name == GLOSSARY or not REFERENCE.search(apart), name


def test_each_term_is_referred_to() -> None:
    assert {label for found in links("en").values() for label in found} == set(terms("en"))
