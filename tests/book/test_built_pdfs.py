"""Checks on the finished PDFs, as `press build` left them in _build/site/pdf: what a reader, a screen reader and an archive ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from support.pdf_archival import unanswered
from support.small_books import ROOT

from press.builders.first_pages import read_opening
from press.core.settings import load_settings
from press.language.catalogues import get_translation

FOLDER = ROOT / "_build" / "site" / "pdf"
SETTINGS = load_settings(ROOT)
LANGUAGES = SETTINGS.languages
# Each table and its numbers add some ten kilobytes.
MOST_BYTES = 1_250_000
LEFT_OUT = ("data.md", "notebooks.md")
AT_LINE_END = re.compile("\u00ad\\s*\n")

pytestmark = [
    pytest.mark.skipif(not FOLDER.is_dir(), reason="no built book: run `make book` first (`make test` does)"),
    pytest.mark.parametrize("language", LANGUAGES),
]


def path_of(language: str) -> Path:
    return FOLDER / f"{SETTINGS.slug}.{language}.pdf"


@cache
def text_of(language: str) -> str:
    """The words of all pages in one line, parts of words at the ends of lines joined."""
    with pymupdf.open(path_of(language)) as pdf:
        raw = "\n".join(page.get_text() for page in pdf)
    return " ".join(AT_LINE_END.sub("", raw).split())


def structure(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem":
            yield item


def plain_sentences(language: str) -> list[str]:
    """Sentences of the chapters that hold nothing but words, as an author typed them."""
    sentences = []
    for path in {*(ROOT / "book" / language).glob("*.md")} - {ROOT / "book" / language / name for name in LEFT_OUT}:
        for paragraph in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
            if not re.search(r"[`*_\[\]{}<>|#:~$\\\n-]", paragraph):
                sentences += re.findall(r"[^.!?]{60,}[.!?](?=\s|$)", paragraph)
    return [sentence.strip() for sentence in sentences]


def unmarked(text: str) -> str:
    """Text without what typography changes: quotation marks, dashes, apostrophes, kinds of spaces."""
    return " ".join(re.sub("[\"'“”„«»’‘–—]", "", text).split())


def test_the_sentences_of_the_chapters_can_be_copied(language: str) -> None:
    sentences, printed = plain_sentences(language), unmarked(text_of(language))
    missing = [sentence for sentence in sentences if unmarked(sentence) not in printed]
    assert len(sentences) > 20
    # A page may end within a sentence: then head, foot and notes stand in it.
    assert len(missing) < 0.1 * len(sentences), missing[:3]


def test_the_language_is_named_for_the_whole_and_for_foreign_passages(language: str) -> None:
    with pikepdf.open(path_of(language)) as pdf:
        assert str(pdf.Root.Lang) == language
        marked = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    named = {code.decode() for code in re.findall(rb"/Lang ?\((\w\w)\)", marked)}
    # The editions quote the article's English text; works are mostly named in English.
    assert "en" in named | {language} and named - {language}


# The groups in which the figures are counted.
GROUPS = {
    "en": ["Confirmed", "Wrong or in conflict", "Adds up only within the article", "Could not be checked"],
    "kk": [
        "Расталғаны",
        "Қате не қайшысы",
        "Мақаланың өз сандарымен ғана үйлесетіні",
        "Тексеру мүмкін болмағаны",
    ],
    "ru": [
        "Подтверждены",
        "Неверны или не сходятся",
        "Сходятся только с другими числами статьи",
        "Проверить не удалось",
    ],
}


# What is above the wall, and below it as long as the edition is not released.
HEADINGS = {
    "en": "All 51 figures, in the order of the article",
    "kk": "Мақаладағы 51 сан, рет-ретімен",
    "ru": "Все числа статьи по порядку, всего 51",
}
DRAFTS = {"en": "working draft", "kk": "жұмыс нұсқасы", "ru": "рабочая версия"}


def test_the_cover_shows_the_wall_with_its_heading_its_alternative_what_it_means_and_the_lead(language: str) -> None:
    with pymupdf.open(path_of(language)) as pdf:
        # A line may end at a space or at a hyphen of the text.
        cover = "".join(pdf[0].get_text().split())
        own = SETTINGS.edition(language)
        wanted = [own.title, own.subtitle, read_opening(SETTINGS, language).lead, HEADINGS[language], DRAFTS[language]]
        assert [words for words in wanted if "".join(words.split()) not in cover] == []
        quoted = re.findall("[«“].*?[»”]", own.title)
        lines = pdf[0].get_text().splitlines()
        assert [words for words in quoted if not any(words in line for line in lines)] == []
        assert [words for words in GROUPS[language] if "".join(words.split()) not in cover] == []
    with pikepdf.open(path_of(language)) as pdf:
        figures = [item for item in structure(pdf) if item.S == "/Figure"]
        on_cover = [item for item in figures if "/Pg" in item and item.Pg.objgen == pdf.pages[0].objgen]
        assert [len(str(item.Alt)) > 20 for item in on_cover] == [True]


def test_the_last_page_tells_how_to_cite_and_to_read_the_edition(language: str) -> None:
    translate, own = get_translation(language), SETTINGS.edition(language)
    with pymupdf.open(path_of(language)) as pdf:
        last = " ".join(pdf[-1].get_text().replace("\u00a0", " ").split())
    names = ("Edition", "Licence", "How to cite", "Signs", "Other languages", "Other formats")
    assert [name for name in names if translate(name) not in last] == []
    assert [edition.title for edition in SETTINGS.editions if edition != own and edition.title not in last] == []
    assert [said for said in GROUPS[language] if said not in last] == []


def test_nothing_is_set_in_type_below_eight_points(language: str) -> None:
    with pymupdf.open(path_of(language)) as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    spans = [span for block in blocks for line in block.get("lines", []) for span in line["spans"]]
    assert len(spans) > 4000
    assert [span["text"] for span in spans if span["size"] < 8 and span["text"].strip()] == []


def test_the_checkers_find_no_error(language: str) -> None:
    file = path_of(language)
    assert [finding.message for finding in pdfua.validate(file).findings] == []
    assert unanswered(file) == []
    # What it looks at, tags and their order, one template sets in all languages; it takes five times as long.
    assert language != "ru" or outloud.check(str(file)).errors == 0


def test_the_file_is_packed(language: str) -> None:
    assert path_of(language).stat().st_size < MOST_BYTES
