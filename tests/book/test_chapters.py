"""The chapters as they are written: what they show stands in them once, and terms and works that they name are explained and listed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import bibtexparser
import html5lib
import pytest
from bibtexparser.model import Entry
from support.small_books import ROOT

from press.core.settings import load_settings
from press.data.descriptor import read_package
from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of
from press.notebooks.results import read_notebook

LANGUAGES = load_settings(ROOT).languages
SITE = ROOT / "_build" / "site"
EMBED = re.compile(r"^[:`]{3,}\{(chart|datatable)\}\s*(\S+)", re.MULTILINE)
MOST_WORDS = 2100  # as docs/editorial/outline.md plans the chapter
GLOSSARY = "glossary.md"
TERM = re.compile(r"^\[(?P<words>[^\]]+)\]\{#(?P<label>term-[a-z-]+)\}$", re.MULTILINE)
REFERENCE = re.compile(r"\{ref\}`[^`]*<(term-[a-z-]+)>`")
# Headings, cells of tables and directives, and what a reader meets before the chapter itself begins.
NO_RUNNING_TEXT = re.compile(r"^:::\{(?:in-brief|lead)\}\n(?:.*\n)*?:::$|^(?:#|\||:::\{).*", re.MULTILINE)
KINDS = {"journal-article", "book", "report", "news", "government-site", "website", "speech", "unknown"}
WORK_LANGUAGES = {"en", "kk", "ru", "unknown"}
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


@cache
def texts(language: str) -> dict[str, str]:
    """The text of each chapter by its name."""
    folder = ROOT / "book" / language
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_and_no_table_is_embedded_twice(language: str) -> None:
    embedded = Counter(name for text in texts(language).values() for name in EMBED.findall(text))
    assert len(embedded) > 10
    assert [name for name, times in embedded.items() if times > 1] == []


def test_what_is_known_since_2019_can_be_read_at_one_sitting() -> None:
    """Headings and paragraphs as they were built, with the words of their numbers and citations."""
    if not SITE.is_dir():
        pytest.skip("no built book: run `make book` first (`make test` does)")
    text = (SITE / "en" / "since-2019.html").read_text(encoding="utf-8")
    article = next(html5lib.parse(text, namespaceHTMLElements=False).iter("article"))
    drawn = {id(part) for shown in (*article.iter("figure"), *article.iter("table")) for part in shown.iter()}
    read = [part for part in article.iter() if part.tag in ("h1", "h2", "h3", "p", "li") and id(part) not in drawn]
    words = " ".join("".join(part.itertext()) for part in read).split()
    assert MOST_WORDS / 2 < len(words) <= MOST_WORDS


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_remark_of_the_editors_in_a_paragraph_is_a_sentence_of_its_own(language: str) -> None:
    book = "\n".join(texts(language).values())
    remarks = re.findall(r"(?<=[.!?»”]) \[([^\[\]]+[.?])\]\{\.editors\}", book)
    assert len(remarks) == book.count("]{.editors}") > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chapter_that_restates_has_three_remarks_of_the_editors_at_most(language: str) -> None:
    for name, text in texts(language).items():
        is_their_own = re.search(r"^(?:voice: editors|parity: section)$", text, re.MULTILINE)
        assert is_their_own or len(re.findall(r"\{\.?editors\}", text)) <= 3, name


def test_each_term_is_referred_to() -> None:
    assert {label for found in links("en").values() for label in found} == set(terms("en"))


@cache
def entries() -> dict[str, Entry]:
    library = bibtexparser.parse_file(str(ROOT / "references.bib"))
    assert not library.failed_blocks
    return {entry.key: entry for entry in library.entries}


def value(entry: Entry, field: str) -> str:
    found = entry.fields_dict.get(field)
    return str(found.value) if found else ""


def cited_keys(language: str) -> set[str]:
    cited = [*texts(language).values()]
    for path in (ROOT / "book" / "notebooks").glob("*.ipynb"):
        cited += [cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown"]
    found = [
        key for text in cited for keys in CITATION.findall(text) for key in re.sub(r"{[^}]*}", "", keys).split(",")
    ]
    return {key.strip() for key in found}


def test_years_are_years_and_keys_end_in_them() -> None:
    for key, entry in entries().items():
        year = value(entry, "year")
        assert re.fullmatch(r"\d{4}|", year)
        assert re.fullmatch(rf"[a-z]+{year}[a-z]?", key)


def test_kind_and_language_are_known_codes() -> None:
    assert {value(entry, "kind") for entry in entries().values()} <= KINDS
    assert {value(entry, "language") for entry in entries().values()} <= WORK_LANGUAGES


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_names_of_an_edition_are_those_of_the_work_one_by_one(language: str) -> None:
    spelled = [entry for entry in entries().values() if value(entry, f"author_{language}")]
    assert spelled
    for entry in spelled:
        here, own = (value(entry, field).split(" and ") for field in (f"author_{language}", "author"))
        assert len(here) == len(own) and ("others" in here) == ("others" in own), entry.key
        assert all(re.fullmatch(r"[\u0400-\u04ff .,-]+|others", name) for name in here), entry.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_cited_and_every_citation_has_an_entry(language: str) -> None:
    package = read_package(ROOT)
    by_tables = {key for name in package.names for key in package.resource(name).get("citation", [])}
    cited = cited_keys(language) | by_tables
    assert (set(entries()) - cited, cited - set(entries())) == (set(), set())
