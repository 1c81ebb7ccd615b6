"""Verdicts in running text: on pages, on paper, in an EPUB."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from reading import parsed, with_class, words


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_mark_has_form_and_words_of_its_language_and_says_what_it_covers(
    site_with_problems: Path, language: str
) -> None:
    marks = [words(mark) for mark in with_class(parsed(site_with_problems / language / "bridge.html"), "press-verdict")]
    expected = {
        "en": {
            "× contradicts the record",
            "? could not be checked",
            "? could not be checked: The oldest bridge; 300,000",
        },
        "kk": {
            "× дереккөзге қайшы",
            "? тексеру мүмкін болмады",
            "? тексеру мүмкін болмады: Ең көне көпір; 300 мың",
        },
    }
    assert set(marks) == expected[language]


def test_the_form_of_a_mark_is_not_read_aloud(site_with_problems: Path) -> None:
    signs = with_class(parsed(site_with_problems / "en" / "bridge.html"), "press-verdict-sign")
    assert [sign.get("aria-hidden") for sign in signs] == ["true"] * len(signs)
    assert len(signs) == 4


def test_a_mark_leads_to_where_its_verdict_is_explained_unless_it_stands_there(site_with_problems: Path) -> None:
    page = parsed(site_with_problems / "en" / "bridge.html")
    links = [link.get("href") for link in page.iter("a") if with_class(link, "press-verdict")]
    assert links == ["audit.html#finding-visitors", "audit.html#finding-oldest"]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_marks_and_findings_are_printed(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).split())
    expected = {
        "en": ("It × contradicts the record, and", "× contradicts the record · the record gives it · Full account"),
        "kk": ("Нәтижесі: × дереккөзге қайшы", "× дереккөзге қайшы · дерек көрсетеді · Толығырақ"),
    }
    assert [said for said in expected[language] if said not in text] == []


def test_a_mark_on_paper_is_in_another_type_than_the_sentence_around_it(site_with_problems: Path) -> None:
    with pymupdf.open(site_with_problems / "pdf" / "bridge.en.pdf") as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    mark = next(span for span in spans if "contradicts the record" in span["text"])
    sentence = next(span for span in spans if "and its visitors" in span["text"])
    assert mark["font"] != sentence["font"]
    assert mark["size"] < sentence["size"]


def test_a_sign_on_paper_is_white_in_a_square_of_the_colour_of_its_verdict(site_with_problems: Path) -> None:
    with pymupdf.open(site_with_problems / "pdf" / "bridge.en.pdf") as pdf:
        page = next(page for page in pdf if "× contradicts the record" in page.get_text())
        blocks = page.get_text("dict")["blocks"]
        squares = [shape["rect"] for shape in page.get_drawings() if shape["fill"] and _hex(shape["fill"]) == "#a3232b"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    signs = [span for span in spans if span["text"].strip() == "×"]
    assert signs
    assert {span["color"] for span in signs} == {0xFFFFFF}
    assert all(any(square.contains(_middle(span["bbox"])) for square in squares) for span in signs)
    assert all(0.8 < square.width / square.height < 1.25 for square in squares)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _middle(box: tuple[float, float, float, float]) -> pymupdf.Point:
    return pymupdf.Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def test_marks_stand_in_an_epub(site_with_problems: Path) -> None:
    (path,) = site_with_problems.rglob("*.en.epub")
    with ZipFile(path) as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("/bridge.xhtml"))
        page = epub.read(name).decode("utf-8")
        (sheet,) = (epub.read(name).decode("utf-8") for name in epub.namelist() if name.endswith(".css"))
    assert "press-verdict-contradicts-record" in page
    assert ".press-verdict-contradicts-record" in sheet
    assert "contradicts the record" in page
