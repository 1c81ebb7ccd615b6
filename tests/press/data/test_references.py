"""A bibliography is read as it was written by both parsers, or told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry
from small_books import BOOKS

from press.core.errors import PressError
from press.data.references import check_bibliography, load_references, read_library

KEY = st.from_regex(r"[a-z][a-z0-9:_-]{0,8}", fullmatch=True)
WORDS = st.from_regex(r"[A-Za-zӘә0-9«»—][A-Za-zӘә0-9«»— ]{0,15}", fullmatch=True).map(str.strip)


@given(st.dictionaries(KEY, st.tuples(WORDS, st.integers(1000, 2999)), min_size=1, max_size=4))
def test_works_are_read_as_they_were_written(tmp_path: Path, works: dict[str, tuple[str, int]]) -> None:
    entries = {key: Entry("misc", {"title": title, "year": str(year)}) for key, (title, year) in works.items()}
    path = tmp_path / "references.bib"
    # Pybtex takes keys that differ in capitals for one; these have none.
    path.write_text(BibliographyData(entries).to_string("bibtex"), encoding="utf-8")
    check_bibliography(path)
    found = {
        entry.key: (entry.fields_dict["title"].value, entry.fields_dict["year"].value)
        for entry in read_library(path).entries
    }
    assert found == {key: (title, str(year)) for key, (title, year) in works.items()}
    frame = load_references(path)
    assert dict(zip(frame["key"], frame["year"], strict=True)) == {key: year for key, (_, year) in works.items()}


@given(damaged((BOOKS / "bibliography" / "references.bib").read_bytes()[:3000]))
def test_a_damaged_bibliography_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "references.bib"
    path.write_bytes(content)
    for read in (check_bibliography, load_references):
        try:
            read(path)
        except PressError as error:
            assert error.file == path


def test_a_bibliography_without_keywords_is_read(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text("@misc{doe, title = {A title}}\n", encoding="utf-8")
    assert load_references(path)["unresolved"].tolist() == [False]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("@misc{a, title = {\n" + "{}" * 100_000 + "}}\n", 2, "braces, commas and other signs of BibTeX"),
        ('@misc(a,\ntitle = "a"' + ' # "a"' * 4000 + ",\n" + "x" * 500_000 + ")", 2, "quotation marks stand behind"),
        ('@misc{a,\ntitle = "a"' + ' # "a"' * 6000 + "}", 2, "this file has 6000 signs #"),
        (
            "@string{s0 = {aaaaaaaaaa}}\n" + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40)),
            11,
            "'@string{s10' stands for more than 10000 characters",
        ),
        (
            "@misc{a, title = {a}}\n@misc{b, author = {" + "{a} " * 13_000 + "}}",
            2,
            "'b' has 52000 characters in the field",
        ),
    ],
    ids=["braces", "quotes", "joined", "strings", "names"],
)
def test_what_no_person_writes_into_a_bibliography_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        check_bibliography(path)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)[:300]
    assert len(str(caught.value)) < 1000
