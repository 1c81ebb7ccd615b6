"""Findings and their table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import outloud
import pdfua
import pymupdf
import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import Built, make_edition, replace

from press.data.accept import accept

Book = Callable[[str], Path]
CLAIMS = ["opened", "cars", "share", "cost", "visitors"]


@pytest.fixture(scope="module")
def site(built_book: Callable[[str], Built]) -> Path:
    """The site of the book on a bridge."""
    return built_book("audit").site


def row_of(site: Path, claim: str) -> list[Element]:
    page = parsed(site / "en" / "audit.html")
    (row,) = (row for row in page.iter("tr") if row.get("id") == f"finding-{claim}")
    return list(row)


def test_what_fails_stands_first_and_the_rest_is_folded_by_chapter(site: Path) -> None:
    page = parsed(site / "en" / "audit.html")
    (fold,) = (one for one in page.iter("details") if "press-findings-folded" in one.get("class", ""))
    assert words(fold[0]) == (
        "The bridge: 3 · Confirmed: 1 · Adds up only within the article: 1 · Could not be checked: 1"
    )
    tables = [
        [row.get("id") for row in table.iter("tr") if row.get("id")] for table in with_class(page, "press-findings")
    ]
    assert tables == [["finding-share", "finding-cost"], ["finding-opened", "finding-cars", "finding-visitors"]]


def test_a_figure_is_told_with_its_value_its_words_and_its_place(site: Path) -> None:
    figure, article, computed, *_ = map(words, row_of(site, "cost"))
    assert figure == "Cost of the bridge “стоимость составила 1.5 миллиона” lines 6–7, 9 · The bridge"
    assert (article, computed) == ("1.5 million US dollars", "We compute: 1.8 million US dollars")
    links = [[link.get("href") for link in cell.iter("a")] for cell in row_of(site, "cost")[:2]]
    assert links == [["bridge.html"], ["figure/cost.html"]]
    # The fold says the chapter of its rows.
    assert words(row_of(site, "cars")[0]) == "Cars a day “some four thousand cars a day” lines 3–4"


def test_the_reason_is_followed_by_the_evidence(site: Path) -> None:
    why = row_of(site, "cost")[4]
    assert words(why) == (
        "The contract names another sum; see The bridge. Evidence: "
        "Office of Bridges, register.example.org; example.com, counts.example.org"
    )
    links = [link.get("href") for link in why.iter("a")]
    assert links[1] == "https://register.example.org/bridges?id=7&full=yes"
    assert links[2] == "https://www.example.com/a/contract.pdf"
    assert words(row_of(site, "opened")[4]).endswith("Source: Office of Bridges, register.example.org")


def test_the_table_can_be_taken_away_as_a_file_in_the_words_of_the_page(site: Path) -> None:
    page, file = site / "kk" / "audit.html", "figures.csv"
    assert file in [link.get("href") for link in parsed(page).iter("a")]
    text = (page.parent / file).read_text(encoding="utf-8-sig")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(text))}
    assert list(rows) == CLAIMS
    assert (rows["cost"]["value"], rows["cost"]["scale"]) == ("1.5", "million")
    assert rows["cars"]["recomputed"] == "4013"
    assert rows["cars"]["evidence"].split()[1] == "https://counts.example.org/1999"
    assert rows["cost"]["written"] == "1,5\u00a0млн\u00a0АҚШ доллары"
    assert rows["cars"]["verdict_words"] == "сандармен үйлеседі"
    # As plain text.
    assert rows["opened"]["why"] == "Тізілімде де 1998 жылы көрсетілген (Doe, 2001)."
    assert rows["cars"]["why"].endswith("дөңгелектелген. 1999 жылғы санаққа жексенбі кірмейді.")


@pytest.mark.parametrize(
    ("language", "short", "reason"),
    [
        ("en", "62% We compute: 40% contradicts another figure", "Another page gives"),
        ("kk", "62% Біздің есеп: 40% басқа көрсеткішке қайшы", "Басқа бетте жауаптардың саны"),
    ],
)
def test_paper_tells_in_short_what_epubs_tell_with_reasons(site: Path, language: str, short: str, reason: str) -> None:
    path = site / "pdf" / f"bridge.{language}.pdf"
    with pymupdf.open(path) as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).replace("\u00ad", "").split())
    assert short in text and reason not in text
    with ZipFile(site / "epub" / f"bridge.{language}.epub") as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("audit.xhtml"))
        assert reason in epub.read(name).decode()
    assert [finding.message for finding in pdfua.validate(path).findings] == []
    assert outloud.check(str(path)).errors == 0


def build_one(root: Path) -> str:
    """Build the pages of one edition without the checks before a build, as `jupyter-book build` does; the warnings."""
    return "\n".join(make_edition(root, "en").faults)


def test_findings_out_of_place_are_warnings_of_a_build(book: Book) -> None:
    root = book("audit")
    chapter = root / "book" / "en" / "audit.md"
    replace(chapter, "{finding} cars", "{finding} carts")
    warnings = build_one(root)
    for line, told in (
        (10, "there is no claim 'carts'"),
        (6, "1 of 5 claims have no 'finding' in this chapter: cars"),
    ):
        assert f"audit.md:{line}: {told}" in warnings


def test_a_changed_verdict_changes_the_pages_that_tell_of_it_and_no_others(book: Book) -> None:
    root = book("audit")
    pages = root / "_build" / "press" / "en" / "html"
    assert build_one(root).strip() == ""
    before = {page: page.read_bytes() for page in pages.rglob("*.html")}
    replace(root / "data" / "verdicts.csv", "opened,confirmed,,register", "opened,contradicts-record,,register")
    accept([root / "data" / "verdicts.csv"], root)
    assert build_one(root).strip() == ""
    changed = {str(page.relative_to(pages)) for page, text in before.items() if page.read_bytes() != text}
    # The first page has all figures, the chapter its mark, and the last that needs correction leads to the first.
    assert changed == {"index.html", "bridge.html", "audit.html", "figure/opened.html", "figure/cost.html"}
    assert 'data-group="contradicts-record" id="finding-opened"' in (pages / "audit.html").read_text(encoding="utf-8")


def test_a_statement_without_a_figure_has_a_row_in_a_table_of_its_own(site_with_problems: Path) -> None:
    tables = [
        table
        for table in parsed(site_with_problems / "en" / "audit.html").iter("table")
        if "press-findings" in table.get("class", "")
    ]
    rows = [[row.get("id") for row in table.iter("tr") if row.get("id")] for table in tables]
    assert [len(found) for found in rows] == [2, 3, 1]
    heads = [words(head) for head in tables[2].iter("th") if head.get("scope") == "col"]
    assert heads == ["Statement", "Verdict", "Why"]
    names = ["Every figure and its verdict", "The bridge", "The figures, checked"]
    assert [table.get("aria-label") for table in tables] == names
    figure = next(row for row in tables[2].iter("tr") if row.get("id") == "finding-oldest")[0]
    assert words(figure) == "The oldest bridge “the oldest of its kind” line 8 · The bridge"
