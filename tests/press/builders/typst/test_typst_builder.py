"""The builder of the PDF, its images and its first pages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pdfua
import pikepdf
import pymupdf
import pytest
from support.printing import CHART, Printer, run_sphinx  # type: ignore[import-not-found]  # type: ignore[import-not-found]

import press.builders.typst
from press.builders.typst.escape import WORDS
from press.builders.typst.typst_builder import LISTS
from press.language.catalogues import get_translation


def test_two_images_of_one_name_do_not_replace_each_other(printed: Printer, tmp_path: Path) -> None:
    other = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    book = printed({"index.md": "# T\n\n![a](chart.svg)\n\n![b](x/chart.svg)", "x/chart.svg": other})

    assert (book.folder / "images" / "chart1.svg").read_text() == other


def test_an_image_stands_beside_the_document_or_in_the_folder_of_the_book(printed: Printer) -> None:
    documents = {
        "index.md": "# T\n\n```{toctree}\nx/a\n```",
        "x/a.md": "# A\n\n![a](own.svg) ![b](/chart.svg) ![c](../chart.svg)",
        "x/own.svg": CHART,
    }
    book = printed(documents)

    assert re.findall(r'"images/(.*?)"', book.source) == ["own.svg", "chart.svg", "chart.svg"]
    assert book.warnings == ""


def test_of_several_kinds_of_an_image_a_drawing_is_taken(printed: Printer) -> None:
    square = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), 0).tobytes("png")
    rst = "T\n=\n\n.. image:: plot.*\n   :alt: a\n"

    assert '"images/plot.svg"' in printed({"index.rst": rst, "plot.svg": CHART, "plot.png": square}).source


FIGURE = "```{figure} chart.svg\n:alt: A square\n\nA square of grey. Nothing else is to be seen.\n```"
COVER = """from docutils import nodes


def cover(app, book):
    picture = nodes.image(uri="chart.svg", candidates={"*": "chart.svg"}, alt="A bar of what was found")
    return [nodes.paragraph("", LEAD), nodes.figure("", picture, nodes.caption("", "What the bar says."))]


def imprint(app, book):
    return [nodes.field("", nodes.field_name("", "Signs"), nodes.field_body("", nodes.paragraph("", "A dot & a line.")))]


def setup(app):
    app.connect("typst-cover", cover)
    app.connect("typst-imprint", imprint)
"""


@pytest.mark.parametrize(("lead", "is_printed"), [("Much was found. " * 3, True), ("Much was found. " * 400, False)])
def test_an_extension_fills_cover_and_imprint(printed: Printer, lead: str, is_printed: bool) -> None:
    documents: dict[str, str | bytes] = {"index.md": f"# T\n\nText.\n\n{FIGURE}"}
    # A name of its own, as Python keeps modules by their names.
    module = f"filled_{len(lead)}"
    documents[f"{module}.py"] = f"LEAD = {lead!r}\n{COVER}"
    book = printed(documents, extensions=[module], typst_lists=["figures"])
    cover, *_, last = book.pages()

    assert ("Much was found." in cover) is is_printed
    assert "What the bar says. Үлесі ₸" in cover
    assert "Signs A dot & a line. Typefaces Noto Serif, Noto Sans" in last
    # What is on the cover is in no list.
    assert not any("What the bar says" in page for page in book.pages()[1:])
    assert book.warnings == ""
    assert [finding.message for finding in pdfua.validate(book.pdf).findings] == []


def test_many_faults_are_told_in_one_go_and_the_book_prints(printed: Printer) -> None:
    text = "# T\n\n$\\nosuch{x}$\n\n:::{figure} chart.svg\nNo words for it\n:::\n\n![w](odd.pdf)\n\nA \U0001f642.\n"
    book = printed({"index.md": text, "odd.pdf": b"x"})

    kinds = [message.rsplit(".", 1)[1].rstrip("]") for message in book.messages]
    assert sorted(kinds) == ["alt", "image", "letter", "math"]
    assert all("index.md:" in message for message in book.messages)
    assert "No words for it" in book.words()


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


def test_the_title_page_and_the_metadata_say_what_the_book_is(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T"},
        typst_title="Title & more",
        typst_subtitle="Sub",
        typst_author=["One", "Two"],
        typst_date="May 2026",
        typst_imprint=["Printed by us."],
    )
    with pikepdf.open(book.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Title & more"
        assert metadata["dc:creator"] == ["One, Two"]
        assert str(pdf.Root.Lang) == "en"
    assert "Title & more Sub One Two May 2026" in book.words()
    assert "Printed by us." in book.words()


SOURCES = Path(press.builders.typst.__file__).parent


def _words_in_calls() -> set[str]:
    """The English words that the code asks for: ``t.words("Illustration")``, ``gettext("Contents")``."""
    calls = [
        node
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    ]
    return {str(call.args[0].value) for call in calls if {"words", "gettext"} & {*ast.unparse(call.func).split(".")}}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_of_the_builder_is_translated(language: str) -> None:
    translate = get_translation(language, WORDS)
    used = _words_in_calls() | {heading for *_, heading in LISTS.values()}

    assert {"Contents", "Illustration", "Typefaces"} <= used
    assert [word for word in sorted(used) if translate(word) == word] == []
