"""Extensions fill the cover and the imprint."""

from __future__ import annotations

import pdfua
import pytest
from printing import Printer  # type: ignore[import-not-found]

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
    cover, back = book.pages()[:2]

    assert ("Much was found." in cover) is is_printed
    assert "What the bar says. Үлесі ₸" in cover
    assert "Signs A dot & a line. Typefaces Noto Serif, Noto Sans" in back
    # What is on the cover is in no list.
    assert not any("What the bar says" in page for page in book.pages()[1:])
    assert book.warnings == ""
    assert [finding.message for finding in pdfua.validate(book.pdf).findings] == []


LISTENERS = """from docutils import nodes


def field(name):
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", f"Body of {name}.")))


def setup(app):
    app.connect("typst-cover", lambda app, book: [])
    app.connect("typst-cover", lambda app, book: [nodes.paragraph("", "First мемлекеттік.")])
    app.connect("typst-cover", lambda app, book: [nodes.paragraph("", "Second.")])
    app.connect("typst-imprint", lambda app, book: None)
    app.connect("typst-imprint", lambda app, book: [field("One"), field("Two")])
    app.connect("typst-imprint", lambda app, book: [field("Three")])
"""


def test_the_first_to_answer_has_the_cover_and_all_have_the_imprint(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T", "listeners.py": LISTENERS}, extensions=["listeners"], typst_imprint=["Own."], language="kk"
    )

    assert "lead: [First мемлекеттік.]" in book.source, "no word of the first pages is hyphenated"
    assert "Second." not in book.source
    fields = '("", "Own."), ([One], [Body of One.]), ([Two], [Body of Two.]), ([Three], [Body of Three.]), ("Қаріптер"'
    assert f"imprint: ({fields}" in book.source
