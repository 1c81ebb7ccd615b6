"""Entries of the bibliography have what their type asks for, and identifiers that can be right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import faults_of

from press.checks.data import works
from press.edition.chapters import load_sources

SOUND = "@book{roe2003,\n  author = {Roe, A.},\n  title = {Rain},\n  publisher = {B},\n  year = {2003},\n}\n"


def told(root: Path, entry: str, old: str = "", new: str = "") -> list[str]:
    with (root / "references.bib").open("a", encoding="utf-8") as works:
        assert old in entry
        works.write("\n" + entry.replace(old, new, 1))
    return [line for line in faults_of(root, "works") if "roe2003" in line]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  publisher = {B},\n", "", "lacks publisher"),
        ("  author = {Roe, A.},\n", "", "lacks author or editor"),
        ("title = {Rain},", "title = {Rain},\n  doi = {https://doi.org/10.1000/182},", "write it as 10.1000/182"),
        ("title = {Rain},", "title = {Rain},\n  url = {example.org},", "write a whole address"),
        (
            "year = {2003}",
            "date = {2019-13-02},\n  year = {2019}",
            "has the date '2019-13-02'; write a day, month or year",
        ),
        (
            "year = {2003}",
            "date = {2020/2019},\n  year = {2019}",
            "has the date '2020/2019'; write a day, month or year",
        ),
        ("title = {Rain},", "title = {Rain},\n  urldate = {2023-02-30},", "has the urldate '2023-02-30'; write a day"),
        ("year = {2003}", "year = {2091}", "has the year '2091'; write the four digits of a year up to the next one"),
        ("{Roe, A.}", "{Roe, A.; Doe, B.}", "divides names by ';' in author; write 'and' between them"),
        ("{Roe, A.}", "{Roe, A. \\& Doe, B.}", "divides names by '\\&' in author; write 'and' between them"),
    ],
)
def test_what_an_entry_lacks_or_says_amiss_is_told_with_its_line(
    book: Callable[[str], Path], old: str, new: str, words: str
) -> None:
    (warning,) = told(book("weather"), SOUND, old, new)
    assert warning.startswith("references.bib:")
    assert words in warning


# BibLaTeX's manual, 2.3.8, has these forms of a date. A work of next year may be cited, and a name in braces may hold any sign.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(
            ("  year", f"  date = {{{date}}},\n  year")
            for date in ("2019", "2019-09", "2019/2020", "2019-09-28/2019-10-02")
        ),
        ("{2003}", f"{{{dt.date.today().year + 1}}}"),
        ("{Roe, A.}", "{{Rain; Snow \\& Sons} and Roe, A.}"),
    ],
)
def test_a_sound_entry_is_not_told_of(book: Callable[[str], Path], old: str, new: str) -> None:
    assert told(book("weather"), SOUND, old, new) == []


def test_a_language_in_the_script_of_the_first_need_not_spell_makers_again(book: Callable[[str], Path]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    german = "      de:\n        name: Deutsch\n        title: Wetter\n"
    text = config.read_text("utf-8").replace("      ru:\n", f"{german}      ru:\n")
    config.write_text(text, "utf-8")
    # Not read before all else is there, which here it need not be.
    sources = load_sources(root)
    entry = SOUND.replace("title = {Rain},", "title = {Rain},\n  author_en = {Roe, A.},")
    (root / "references.bib").write_text(entry, encoding="utf-8")
    assert [str(fault).partition("lacks")[0] for fault in works(sources)] == [
        "references.bib:1: the work 'roe2003' has no author_ru, as other editions have; add it"
    ]
