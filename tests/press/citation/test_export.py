"""Works for reference managers: read back by other programs, and as the standards have them."""

from __future__ import annotations

import re

import bibtexparser
from support.rain_editions import edition, settings

from press.citation.edition_works import chapter_work
from press.citation.export import bibtex, ris
from press.citation.record import Author

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
