"""The sentences that open an edition, as plain text."""

from __future__ import annotations

from docutils import nodes
from docutils.utils import new_document

from press.builders.lead import lead_text
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
