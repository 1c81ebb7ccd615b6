"""A kind of result that press does not know: a small book brings a map, by an extension of its own, and has all that charts have."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from support.small_books import copy_book, faults_of, replace

from press.make.book import build_book

ALT = {"en": "The north berth lies above the south berth.", "ru": "Северный причал лежит выше южного."}
POINTS = {"en": ["Northern", "Southern"], "ru": ["Северный", "Южный"]}
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
MAPS = "_downloads/results/plan-berths-map"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book with a map, built once."""
    root = copy_book("harbour", tmp_path_factory.mktemp("built"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        build_book(root, lambda line: None)
    return root


@pytest.fixture
def book(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, to be changed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Path(shutil.copytree(built, tmp_path / "harbour"))


def page(root: Path, language: str, name: str) -> str:
    return (root / "_build" / "site" / language / f"{name}.html").read_text(encoding="utf-8")


def drawings(html: str) -> list[tuple[str, list[str]]]:
    """What each drawing of a page is called, and the words in it."""
    found = re.findall(r'<svg role="img" aria-label="([^"]*)".*?</svg>', html, re.DOTALL)
    texts = [
        re.findall(r"<text[^>]*>([^<]*)</text>", part) for part in re.findall(r"<svg role.*?</svg>", html, re.DOTALL)
    ]
    return list(zip(found, texts, strict=True))


@LANGUAGES
def test_a_page_holds_the_map_as_a_drawing_with_the_alternative_of_its_chapter(built: Path, language: str) -> None:
    assert drawings(page(built, language, "berths")) == [(ALT[language], POINTS[language])]


@LANGUAGES
def test_an_epub_has_the_map_as_a_picture_with_its_alternative(built: Path, language: str) -> None:
    with zipfile.ZipFile(built / "_build" / "site" / "epub" / f"harbour.{language}.epub") as epub:
        shown = re.findall(r'<img alt="([^"]*)" src="([^"]*)"', epub.read("EPUB/berths.xhtml").decode())
        assert [alt for alt, _ in shown] == [ALT[language]]
        drawn = epub.read(f"EPUB/{shown[0][1]}").decode()
    assert re.findall(r"<text[^>]*>([^<]*)</text>", drawn) == POINTS[language]


@LANGUAGES
def test_its_data_can_be_taken_away_in_words_of_the_language(built: Path, language: str) -> None:
    path = f"{MAPS}.{language}.geojson"
    assert f'<a href="{path}" download="">GeoJSON</a>' in page(built, language, "berths")
    taken = json.loads((built / "_build" / "site" / language / path).read_text(encoding="utf-8"))
    assert [point["properties"]["name"] for point in taken["features"]] == POINTS[language]
    assert [point["geometry"]["coordinates"] for point in taken["features"]] == [[20, 80], [60, 30]]


def test_a_map_without_alternative_is_told_with_its_line(book: Path) -> None:
    for language in ("en", "ru"):
        replace(book / "book" / language / "berths.md", f":alt: {ALT[language]}\n", "")
    assert faults_of(book)[0] == (
        "book/en/berths.md:6, book/ru/berths.md:6: the map has no alternative text; "
        "write what it shows as ':alt: ...' below its name [map]"
    )
