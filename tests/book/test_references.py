"""The bibliography: codes of this book, all entries cited and all citations resolved; what is true of any book, the check of works tells."""

import re
from functools import cache

import bibtexparser
import pytest
from bibtexparser.model import Entry
from small_books import ROOT

from press.core.settings import load_settings
from press.data.descriptor import read_package
from press.notebooks.results import read_notebook

LANGUAGES = load_settings(ROOT).languages
KINDS = {"journal-article", "book", "report", "news", "government-site", "website", "speech", "unknown"}
WORK_LANGUAGES = {"en", "kk", "ru", "unknown"}
CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")


@cache
def entries() -> dict[str, Entry]:
    library = bibtexparser.parse_file(str(ROOT / "references.bib"))
    assert not library.failed_blocks
    return {entry.key: entry for entry in library.entries}


def value(entry: Entry, field: str) -> str:
    found = entry.fields_dict.get(field)
    return str(found.value) if found else ""


def cited_keys(language: str) -> set[str]:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "book" / language).glob("*.md")]
    for path in (ROOT / "book" / "notebooks").glob("*.ipynb"):
        texts += [cell.source for cell in read_notebook(path).cells if cell.cell_type == "markdown"]
    found = [
        key for text in texts for keys in CITATION.findall(text) for key in re.sub(r"{[^}]*}", "", keys).split(",")
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
