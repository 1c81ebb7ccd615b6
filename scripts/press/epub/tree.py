"""Makes of a document what a reading device can show: pictures with descriptions, plain tables, HTML that is XML as well."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders import EPUB
from press.context import press_of
from press.epub.xhtml import as_xhtml
from press.folded import folded, folded_title
from press.nodes import chart_image

_ON_SITE = "press-table"


class described_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """A picture whose longer description stands in the element with the id ``described_by``."""


class ForReading(SphinxPostTransform):
    """Replaces what only a page of the site can show."""

    default_priority = 110

    def run(self, **kwargs: Any) -> None:
        """Change the document in place."""
        assert self.app.builder is not None
        if self.app.builder.name != EPUB:
            return
        for chart in list(self.document.findall(chart_image)):
            _as_picture(chart, press_of(self.app).word("Description of the chart"))
        for table in self.document.findall(nodes.table):
            _without_script(table)
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw.get("format", "").split():
                raw.replace_self(nodes.raw("", as_xhtml(raw.astext()), format="html"))


def _as_picture(chart: chart_image, summary: str) -> None:
    """A picture with a short alternative; what more is to be said of it can be unfolded below."""
    longer = chart["alt"].removeprefix(chart["short"]).strip()
    picture = described_image(uri=chart["uri"], candidates=chart["candidates"], alt=chart["short"])
    frame = chart.parent
    chart.replace_self(picture)
    if longer:
        identifier = f"{chart['chart_id']}-words"
        picture["described_by"] = identifier
        words = nodes.paragraph("", longer, support_smartquotes=False)
        box = folded("", folded_title("", summary), words, ids=[identifier], classes=["description"])
        box["open"] = False
        frame.parent.insert(frame.parent.index(frame) + 1, box)


def _without_script(table: nodes.table) -> None:
    """Take out what only the script of the site reads, and the frame in which wide tables are scrolled there."""
    table["classes"] = ["results" if name == _ON_SITE else name for name in table["classes"]]
    for node in (table, *table.findall(nodes.Element)):
        if "html" in node:
            node["html"] = {key: value for key, value in node["html"].items() if not key.startswith("data-")}
