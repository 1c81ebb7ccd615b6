"""Which files of works a book has, its settings say: several, in other places, or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from support.small_books import faults_of, make_edition, replace

OTHER = "@book{roe1999,\n  title = {Snow},\n  author = {Roe, Jane},\n  year = {1999},\n  publisher = {Press},\n}\n"


def test_works_of_several_files_are_known_and_printed_and_a_fault_in_the_second_is_told_with_its_line(
    book: Callable[[str], Path],
) -> None:
    root = book("weather")
    (root / "works").mkdir()
    (root / "references.bib").rename(root / "works" / "rain.bib")
    (root / "works" / "snow.bib").write_text(OTHER, encoding="utf-8")
    replace(root / "_config.yml", "[references.bib]", "[works/rain.bib, works/snow.bib]")
    for chapter in root.glob("book/*/rain.md"):
        replace(chapter, "{cite:t}`doe2001`", "{cite:t}`doe2001`, {cite:t}`roe1999`")
    # What needs no notebook.
    assert faults_of(root, "data", "sphinx") == []
    assert make_edition(root, "en").faults == []
    assert "Snow" in (root / "_build/press/en/html/rain.html").read_text(encoding="utf-8")
    (root / "works" / "snow.bib").write_text(OTHER + "@book{x,\n  title = {X}\n  year = {1},\n}\n", encoding="utf-8")
    assert re.search(r"works/snow\.bib:\d+: ", faults_of(root, "data")[0])
