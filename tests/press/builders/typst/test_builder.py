"""The builder prints a book in its language, accessible, and under its name."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from printing import SAMPLE, TEXTS, Printed, Printer, run_sphinx  # type: ignore[import-not-found]
from sphinx.errors import ConfigError


@pytest.mark.parametrize(("language", "contents"), [("en", "Contents"), ("kk", "Мазмұны"), ("ru", "Содержание")])
def test_each_edition_is_accessible_and_in_its_language(printed: Printer, language: str, contents: str) -> None:
    title, text = TEXTS[language]
    book = printed({"index.md": SAMPLE.format(title=title, text=text)}, language=language)

    assert contents in book.words()
    assert text in book.words()
    with pikepdf.open(book.pdf) as pdf:
        assert str(pdf.Root.Lang) == language
        metadata = pdf.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )
    assert [finding.message for finding in pdfua.validate(book.pdf).findings] == []
    assert outloud.check(str(book.pdf)).errors == 0


def test_the_project_names_the_file_if_nothing_else_does(printed: Printer, tmp_path: Path) -> None:
    printed({"index.md": "# T"})
    run_sphinx(tmp_path / "source", tmp_path / "other", {"typst_file_name": "", "project": "My Book"})

    assert (tmp_path / "other" / "mybook.pdf").is_file()


def test_many_faults_are_told_in_one_go_and_the_book_prints(printed: Printer) -> None:
    text = "# T\n\n$\\nosuch{x}$\n\n:::{figure} chart.svg\nNo words for it\n:::\n\n![w](broken.png)\n\nA \U0001f642.\n"
    book = printed({"index.md": text, "broken.png": b"x"})

    kinds = [message.rsplit(".", 1)[1].rstrip("]") for message in book.messages]
    assert sorted(kinds) == ["alt", "image", "letter", "math"]
    assert all("index.md:" in message for message in book.messages)
    assert "No words for it" in book.words()


WITH_SUPPLEMENT = {
    "index.md": "# T\n\n{doc}`numbers`\n\n```{toctree}\na\nnumbers\n```",
    "a.md": "# A\n\nTo be read.",
    "numbers.md": "# Numbers\n\nSeven is in {doc}`a`.",
}


@pytest.mark.parametrize("site", ["", "https://example.org/book/"])
def test_a_supplement_is_a_pdf_of_its_own_and_what_one_has_of_the_other_leads_to_the_site(
    printed: Printer, site: str
) -> None:
    own = {"typst_supplement": ["numbers"], "typst_supplement_title": "All numbers", "typst_base_url": site}
    book = printed(WITH_SUPPLEMENT, **own)
    supplement = Printed(book.folder, "", "book.supplement")

    assert ("To be read." in book.words(), "Seven" in book.words()) == (True, False)
    assert ("To be read." in supplement.words(), "Seven is in A." in supplement.words()) == (False, True)
    assert [finding.message for finding in pdfua.validate(supplement.pdf).findings] == []
    for printed_file, title, page in ((book, "A book", "numbers"), (supplement, "A book. All numbers", "a")):
        with pymupdf.open(printed_file.pdf) as pdf:
            assert pdf.metadata["title"] == title
            led_to = [link["uri"] for sheet in pdf for link in sheet.get_links() if "uri" in link]
        assert led_to == ([f"{site}{page}.html"] if site else [])


def test_a_supplement_of_no_document_is_told(printed: Printer) -> None:
    with pytest.raises(ConfigError, match="typst_supplement matches no document"):
        printed(WITH_SUPPLEMENT, typst_supplement=["numbres"])


@pytest.mark.parametrize(("count", "pages"), [(0, 0), (1, 1), (2, 1)])
def test_contents_go_as_deep_as_the_setting_says(printed: Printer, count: int, pages: int) -> None:
    words = printed({"index.md": "# T\n\n## Under"}, typst_contents_depth=count).words()

    assert words.count("Contents") == pages
    assert words.count("Under") == 1 + (count > 1)


def test_a_run_prints_all_of_the_book_though_one_document_has_changed(printed: Printer, tmp_path: Path) -> None:
    documents = {"index.md": "# T\n\n```{toctree}\na\nb\n```", "a.md": "# A\n\nOld.", "b.md": "# B\n\nStays."}
    printed(documents)
    (tmp_path / "source" / "a.md").write_text("# A\n\nNew.")
    words = run_sphinx(tmp_path / "source", tmp_path / "out", {}, freshenv=False).words()

    assert ("New." in words, "Old." in words, "Stays." in words) == (True, False, True)


def test_what_typst_warns_of_is_passed_on(printed: Printer) -> None:
    book = printed({"index.md": "# T"}, typst_fonts={"serif": ["No Such Face", "Noto Serif"]})

    (message,) = book.messages
    assert message.startswith("WARNING: Typst: unknown font family: no such face")
