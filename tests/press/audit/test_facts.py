"""What is told of statements, and links to evidence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import html5lib
from leaning_book import lean_on
from small_books import make_edition

from press.audit.accounts import verdict_facts
from press.data.accept import accept
from press.edition.context import EditionContext
from press.edition.load import load_sources
from press.make.book import build_book

Book = Callable[[str], Path]


def lines(root: Path, written: Path | None = None) -> list[str]:
    path = written or root / "_build" / "site" / "en" / "audit.html"
    page = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    found = [each for each in page.iter("p") if each.get("class") == "press-finding-evidence"]
    return [" ".join("".join(each.itertext()).split()) for each in found]


def test_the_evidence_is_told_below_the_reason_with_each_producer_once(book: Book) -> None:
    root = book("audit")
    evidence = root / "data" / "evidence.csv"
    told = evidence.read_text(encoding="utf-8")
    evidence.write_text(re.sub(r"(?m)^(counts,.*),$", r"\1,office", told), encoding="utf-8")
    accept([evidence], load_sources(root))
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
    listed = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (foot,) = (each for each in listed.iter("p") if each.get("class") == "press-cited-in")
    assert " ".join("".join(foot.itertext()).split()).startswith(
        "URL: not there when tried on 5 January 2027; archived copy. "
    )


def told(context: EditionContext, claim: str) -> dict[str, str]:
    facts = verdict_facts(context, context.statements[claim])
    return {fact.label: "".join(node.astext() for node in fact.content) for fact in facts}
