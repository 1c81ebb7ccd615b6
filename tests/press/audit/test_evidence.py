"""The line below a text that tells how sure a verdict is and where it can be looked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from leaning_book import lean_on
from small_books import make_edition

from press.build.book import build_book
from press.core.errors import PressError
from press.data.accept import accept
from press.edition.load import load_sources

Book = Callable[[str], Path]


def add(root: Path, text: str) -> None:
    for language in ("en", "kk"):
        chapter = root / "book" / language / "bridge.md"
        chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def lines(root: Path, written: Path | None = None) -> list[str]:
    path = written or root / "_build" / "site" / "en" / "bridge.html"
    page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    found = [each for each in page.iter("p") if "press-source" in (each.get("class") or "").split()]
    return [" ".join("".join(each.itertext()).split()) for each in found]


def test_the_evidence_is_told_below_the_text_with_each_producer_once(book: Book) -> None:
    root = book("audit")
    evidence = root / "data" / "evidence.csv"
    told = evidence.read_text(encoding="utf-8")
    evidence.write_text(re.sub(r"(?m)^(counts,.*),$", r"\1,office", told), encoding="utf-8")
    accept([evidence], load_sources(root))
    add(root, ":::{evidence} claims/cost\n:::")
    build_book(root, lambda line: None)
    assert (
        "Evidence: www.example.com (1); Office of Bridges, register.example.org (2), counts.example.org (3)"
        in lines(root)
    )


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
    add(root, ":::{evidence} claims/cost\n:::")
    works = root / "references.bib"
    text = works.read_text(encoding="utf-8").replace("year = {2001},", "year = {2001}, url = {https://b.example/},")
    works.write_text(text, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    page = next((root / "_build").rglob("en/**/bridge.html"))
    (told,) = (line for line in lines(root, page) if line.startswith("Evidence: "))
    links, _, days = told.partition(" · ")
    assert links == (
        "Evidence: contract.example (1) (led to another page when tried on 5 January 2027), register.example (2), "
        "counts.example (3) (not there when tried on 5 January 2027; archived copy)"
    )
    assert days == "read 26 November 2026 (1, 2)"
    assert 'href="https://kept.example/b"' in page.read_text(encoding="utf-8")
    listed = html5lib.parse(page.with_name("audit.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (foot,) = (each for each in listed.iter("p") if each.get("class") == "press-cited-in")
    assert " ".join("".join(foot.itertext()).split()).startswith(
        "URL: not there when tried on 5 January 2027; archived copy. "
    )


@pytest.mark.parametrize(
    ("name", "message"),
    [("claims/costs", "there is no claim 'costs'"), ("cost", "'cost' names nothing that has a verdict")],
)
def test_evidence_of_what_has_no_verdict_is_told(book: Book, name: str, message: str) -> None:
    root = book("audit")
    add(root, f":::{{evidence}} {name}\n:::")
    with pytest.raises(PressError, match=message):
        build_book(root, lambda line: None)


def test_a_verdict_of_which_nothing_is_known_has_no_such_line(book: Book) -> None:
    root = book("audit")
    add(root, ":::{evidence} claims/visitors\n:::")
    with pytest.raises(PressError, match="nothing tells how the verdict on 'claims/visitors' is known"):
        build_book(root, lambda line: None)
