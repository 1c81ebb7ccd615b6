"""A book brings a style of citing and a format in an extension of its own, without a change to press."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pymupdf
import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import Built, copy_book, faults_of, replace

# The Chicago Manual of Style, 18th edition: sample citations of its Citation Quick Guide (author-date), 13.105–10 of the
# manual (sentences, three authors), and its answer on the OED (no date).
CITED = (
    "(Yu 2020, 45); (Binder and Kidder 2022, 117–18); (Snyder et al. 2025, 9–10);"
    " (Dittmar and Schemske 2023, 480; Yu 2020); (OED, n.d.)."
)
IN_SENTENCES = "Yu (2020); Binder and Kidder (2022)."
LISTED = [
    "Binder, Amy J., and Jeffrey L. Kidder. 2022. The Channels of Student Activism: How the Left and Right Are Winning"
    " (and Losing) in Campus Politics Today. University of Chicago Press.",
    "Dittmar, Emily L., and Douglas W. Schemske. 2023. “Temporal Variation in Selection Influences Microgeographic Local"
    " Adaptation.” American Naturalist 202 (4): 471–85. https://doi.org/10.1086/725865.",
    "Yu, Charles. 2020. Interior Chinatown. Pantheon Books.",
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_book("essay", tmp_path_factory.mktemp("added"))
    # A process of its own, as what an extension adds stays for all books of one.
    command = [sys.executable, "-m", "press.cli", "--root", root, "build"]
    return Built(root, subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines())


def test_pages_cite_and_list_works_in_the_style_of_the_book(built: Built) -> None:
    said = [words(paragraph) for paragraph in parsed(built.site / "en" / "index.html").iter("p")]
    assert {CITED, IN_SENTENCES} <= set(said)
    entries = with_class(parsed(built.site / "en" / "references.html"), "press-reference")
    assert set(LISTED) <= {words(entry[0]) for entry in entries}


def test_the_pdf_cites_and_lists_them_so_too(built: Built) -> None:
    with pymupdf.open(built.site / "pdf" / "essay.en.pdf") as pdf:
        text = "".join(page.get_text() for page in pdf)
    # Lines end where Typst ends them, within words and addresses, too.
    said = "".join(text.replace("\u00ad", "").split())
    assert [one for one in (CITED, IN_SENTENCES, *LISTED) if one.replace(" ", "") not in said] == []


def test_a_style_of_the_book_is_among_those_that_every_page_offers(built: Built) -> None:
    page = (built.site / "en" / "index.html").read_text(encoding="utf-8")
    assert "APA 7" in page and "Chicago" in page


def test_a_format_of_the_book_is_made_published_and_offered_where_the_others_are(built: Built) -> None:
    start = "txt/essay.en/book/en/index.txt"
    assert CITED in " ".join((built.site / start).read_text(encoding="utf-8").split())
    made = built.lines[built.lines.index("Made:") :]
    assert [line for line in made if line.endswith(start)] != []
    assert (built.site / "txt/essay.en/book/en/references.txt").is_file()
    for page, href in (("index.html", start), ("en/index.html", f"../{start}")):
        links = {link.get("href") for link in parsed(built.site / page).iter("a")}
        assert href in links and href.replace(start, "epub/essay.en.epub") in links


def test_a_style_that_nothing_knows_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    root = copy_book("essay", tmp_path)
    replace(root / "_config.yml", "en: chicago", "en: mla")
    (fault,) = faults_of(root, "settings")
    assert fault.startswith("_config.yml:14: 'style.en': 'mla' is no style of citing; write apa or gost")
