"""A book adds a language by an extension of its own: Kyrgyz, as an edition beside the English one, without a change to press."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from support.small_books import copy_book, replace

from press.core.errors import PressError
from press.make.book import build_book
from press.make.checking import check_book

TAG = "ky"
EXTENSION = Path("extensions", "kyrgyz")
SOFT_HYPHEN = "\u00ad"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book in English and Kyrgyz, built once."""
    root = copy_book("pasture", tmp_path_factory.mktemp("added_language"))
    build_book(root, lambda line: None)
    return root


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "pasture"))


@pytest.fixture(scope="module")
def page(built: Path) -> str:
    return (built / "_build" / "site" / TAG / "herds.html").read_text(encoding="utf-8")


def text(html: str) -> str:
    """What is read, without the places where a line may end, and with spaces that all look the same."""
    return re.sub("<[^>]*>", "", html).replace(SOFT_HYPHEN, "").replace("\u00a0", " ")


def paragraph(page: str, number: int) -> str:
    found = re.search(rf'<p id="herds\.{number}">(.*?)</p>', page, re.DOTALL)
    assert found
    return found[1]


def test_a_page_says_in_what_language_it_is(page: str) -> None:
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{TAG}"')


def test_quotation_marks_and_dashes_are_those_of_the_record(page: str) -> None:
    assert "Малчылар «ат\u00a0– адамдын „канаты“» дешет\u00a0– жана" in paragraph(page, 1)


def test_dates_are_as_cldr_and_numbers_end_as_the_record_has_them(page: str) -> None:
    said = text(paragraph(page, 2))
    assert "Эсеп 2016-ж., 12-апрель күнү" in said
    assert "12ден ашык жылкы, үйүр 3-орунда." in said


def test_long_words_can_be_divided(page: str) -> None:
    assert "жыл-кы-ла-ры-быз-дын" in paragraph(page, 3).replace(SOFT_HYPHEN, "-")


def test_the_interface_has_the_words_of_its_catalogues_and_is_english_where_they_have_none(page: str) -> None:
    assert '<p class="admonition-title">Эскертүү</p>' in page
    assert '<span aria-hidden="true">Compare with</span>' in page


def test_the_search_has_its_words_its_plurals_and_its_rule(built: Path) -> None:
    folder = built / "_build" / "site" / TAG / "_static" / "search"
    said = json.loads((folder / "data.js").read_text("utf-8").removeprefix("export default ").rstrip(";\n"))
    assert said["words"]["searching"] == "Изделүүдө…"
    assert said["found"] == {"one": "{count} барак табылды", "other": "{count} барак табылды"}
    assert (folder / said["index"]["stems"]).read_text("utf-8") == (built / EXTENSION / "stems.js").read_text("utf-8")


def test_the_search_of_the_other_edition_knows_its_rule_too(built: Path) -> None:
    folder = built / "_build" / "site" / "en" / "_static" / "search"
    said = json.loads((folder / "data.js").read_text("utf-8").removeprefix("export default ").rstrip(";\n"))
    assert [other["name"] for other in said["others"]] == ["Кыргызча"]
    assert (folder / said["others"][0]["stems"]).is_file()


def test_a_pdf_is_in_that_language_with_the_words_of_its_catalogue_and_lines_end_within_words(built: Path) -> None:
    path = built / "_build" / "site" / "pdf" / f"pasture.{TAG}.pdf"
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == TAG
    with pymupdf.open(path) as pdf:
        lines = [line.strip() for page in pdf for line in page.get_text().splitlines()]
    assert any(line.endswith(SOFT_HYPHEN) for line in lines)
    assert {"Мазмуну", "Эскертүү"} <= set(lines) and "Contents" not in lines


def test_an_epub_is_in_that_language(built: Path) -> None:
    shutil.unpack_archive(built / "_build" / "site" / "epub" / f"pasture.{TAG}.epub", built / "epub", "zip")
    assert f"<dc:language>{TAG}</dc:language>" in (built / "epub" / "EPUB" / "package.opf").read_text("utf-8")


def test_a_latin_letter_within_a_word_is_told(book: Path) -> None:
    replace(book / "book" / TAG / "herds.md", "Кулундар", "Кyлундар")
    with pytest.raises(PressError, match=r"ky/herds\.md:11: 'Кyлундар' mixes Latin and Cyrillic letters"):
        check_book(book)


def test_another_word_or_rule_of_the_extension_makes_the_pages_anew(book: Path) -> None:
    changes = (
        ("locale/ky/LC_MESSAGES/sphinx.po", "Эскертүү", "Маалымат", "herds.html"),
        ("stems.js", "Kyrgyz nouns", "Nouns of Kyrgyz", "_static/search/stems-ky.js"),
    )
    for name, old, new, _ in changes:
        replace(book / EXTENSION / name, old, new)
    # A process loads an extension once.
    command = [sys.executable, "-m", "press.cli", "--root", book, "build", "--only", "pages"]
    subprocess.run(command, check=True, capture_output=True)
    for _, _, new, shown in changes:
        assert new in (book / "_build" / "site" / TAG / shown).read_text(encoding="utf-8")
