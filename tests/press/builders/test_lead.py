"""The sentences that open an edition, as plain text."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docutils import nodes
from docutils.utils import new_document

from press.builders.lead import lead_text, read_lead, store_lead, without_marks
from press.core.settings import Edition, Settings
from press.directives.components import in_brief, lead


def marked() -> nodes.paragraph:
    """A paragraph with a mark as it is read and one as it is written."""
    marks = [nodes.footnote_reference("", "1"), nodes.inline("", "2", classes=["press-note"])]
    return nodes.paragraph(
        "", "", nodes.Text("It "), nodes.emphasis("", "rained"), *marks, nodes.Text(" on 19\u00a0days.")
    )


def test_a_lead_is_told_without_markup_and_marks_of_notes() -> None:
    document = new_document("page")
    document += lead("", marked(), nodes.paragraph("", "Then not."))
    text = lead_text(document)
    assert text.replace("\u00a0", " ") == "It rained on 19 days. Then not."
    assert lead_text(document, in_brief) == ""


def test_a_summary_of_a_chapter_is_no_lead() -> None:
    document = new_document("page")
    document += in_brief("", nodes.paragraph("", "In brief."))
    assert (lead_text(document), lead_text(document, in_brief)) == ("", "In brief.")


def test_marks_stay_in_the_document_itself() -> None:
    paragraph = marked()
    assert without_marks(paragraph).astext() == "It rained on 19\u00a0days."
    assert paragraph.astext() == "It rained12 on 19\u00a0days."


def test_the_start_page_reads_the_lead_that_the_edition_stored(tmp_path: Path) -> None:
    settings = Settings(tmp_path, (Edition("kk", "Қазақша", "Жаңбыр"),), "rain")
    document = new_document("page")
    document += lead("", nodes.paragraph("", "Жаңбыр жауды."))
    app: Any = SimpleNamespace(press=SimpleNamespace(settings=settings, language="kk"))
    assert read_lead(settings, "kk") == ""
    store_lead(app, document)
    assert read_lead(settings, "kk") == "Жаңбыр жауды."
    store_lead(app, new_document("page"))
    assert read_lead(settings, "kk") == ""
