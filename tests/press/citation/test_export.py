"""Works for reference managers: read back by other programs, and as the standards have them."""

from __future__ import annotations

import json
import re

import bibtexparser
import pytest
from rain_editions import edition, settings

from press.citation.edition_works import chapter_work, dataset_work
from press.citation.export import bibtex, csl_json, ris
from press.citation.record import Author, Work

DIFFICULT = chapter_work(
    settings("https://rain.example"),
    edition("en", authors=(Author("Abay", "Aru"), Author(name="Institute of Rain & Snow"))),
    "a_b",
    "50% of {rain} & snow_drift",
)


def test_bibtex_is_read_back_as_it_was_meant() -> None:
    library = bibtexparser.parse_string(bibtex(DIFFICULT))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("incollection", "rain.en.chapter-a_b")
    assert entry["author"] == r"Abay, Aru and {Institute of Rain \& Snow}"
    assert entry["title"] == r"{50\% of \{rain\} \& snow\_drift}"
    assert entry["booktitle"] == "{Rain: How it falls in the north}"
    assert (entry["version"], entry["year"], entry["date"]) == ("1.2", "2026", "2026-03-09")
    assert entry["url"] == "https://rain.example/en/a_b.html"


def test_ris_has_its_tags_in_the_form_that_readers_of_it_expect() -> None:
    text = ris(DIFFICULT)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    assert (lines[0], lines[-1]) == ("TY  - CHAP", "ER  - ")
    assert [line for line in lines if line.startswith("AU")] == ["AU  - Abay, Aru", "AU  - Institute of Rain & Snow"]
    assert {"DA  - 2026/03/09", "ET  - 1.2", "T2  - Rain: How it falls in the north"} <= set(lines)


def test_csl_json_holds_what_is_known_and_nothing_else() -> None:
    (item,) = json.loads(csl_json(edition("ru")))
    assert item == {
        "id": "rain.ru",
        "type": "book",
        "title": "Дождь: Как он идёт на севере",
        "edition": "1.2",
        "language": "ru",
        "issued": {"date-parts": [[2026, 3, 9]]},
    }
    (chapter,) = json.loads(csl_json(DIFFICULT))
    assert chapter["container-title"] == "Rain: How it falls in the north"


# CSL 1.0.2, standard variables. edition: "(Container) edition holding the item (e.g. "3" when citing a chapter in the third
# edition of a book)"; version: "Version of the item (e.g. "2.0.9" for a software program)". Zotero makes a computer program
# of a book that has a version, so that none may have one.
@pytest.mark.parametrize(
    ("work", "type_", "variable", "none"),
    [
        (edition("en"), "book", "edition", "version"),
        (chapter_work(settings(), edition("en"), "storm", "Storm"), "chapter", "edition", "version"),
        (dataset_work(edition("en"), {}, "Days of rain"), "dataset", "version", "edition"),
    ],
    ids=["book", "chapter", "dataset"],
)
def test_in_csl_json_a_book_has_an_edition_data_a_version(work: Work, type_: str, variable: str, none: str) -> None:
    (item,) = json.loads(csl_json(work))
    assert (item["type"], item[variable]) == (type_, "1.2")
    assert none not in item
