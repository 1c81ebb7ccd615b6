"""What is told of statements, and links to evidence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leaning_book import lean_on
from reading import parsed
from small_books import make_edition

Book = Callable[[str], Path]


def lines(root: Path, written: Path | None = None) -> list[str]:
    path = written or root / "_build" / "site" / "en" / "audit.html"
    page = parsed(path)
    found = [each for each in page.iter("p") if each.get("class") == "press-finding-evidence"]
    return [" ".join("".join(each.itertext()).split()) for each in found]


def test_when_pages_were_read_and_which_are_gone_or_moved_is_told_beside_them_and_below_works(book: Book) -> None:
    root = book("audit")
    day, tried = "2026-11-26", "2027-01-05"
    lean_on(
        root,
        [
            {
                "address": "https://a.example/x",
                "read": day,
                "tried": tried,
                "answer": "200",
                "final": "https://www.a.example/x/",
            },
            {"address": "https://b.example/", "tried": tried, "answer": "404", "archived": "https://kept.example/b"},
            {
                "address": "https://c.example/x",
                "read": day,
                "tried": tried,
                "answer": "200",
                "final": "https://d.example/",
            },
        ],
    )
    works = root / "references.bib"
    text = works.read_text(encoding="utf-8").replace("year = {2001},", "year = {2001}, url = {https://b.example/},")
    works.write_text(text, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    page = next((root / "_build").rglob("en/**/audit.html"))
    (told,) = (line for line in lines(root, page) if "contract.example" in line)
    links, _, days = told.partition(" · ")
    assert links == (
        "Evidence: contract.example (1) (led to another page when tried on 5 January 2027), register.example (2), "
        "counts.example (3) (not there when tried on 5 January 2027; archived copy)"
    )
    assert days == "read 26 November 2026 (1, 2)"
    assert 'href="https://kept.example/b"' in page.read_text(encoding="utf-8")
    listed = parsed(page)
    (foot,) = (each for each in listed.iter("p") if each.get("class") == "press-cited-in")
    assert " ".join("".join(foot.itertext()).split()).startswith(
        "URL: not there when tried on 5 January 2027; archived copy. "
    )
