"""The table of findings on paper: two columns, as four have no room there."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.finding_rows import NOTHING
from press.tables_html import rich_entry, rich_row, rich_table

_WIDTHS = (38, 62)


def setup_finding_print(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(FoldFindings)


class FoldFindings(SphinxPostTransform):
    """Sets the figure, what was computed and the verdict below one another, for all builders but those of pages."""

    default_priority = 100

    def run(self, **kwargs: object) -> None:
        """Fold each table of findings."""
        if self.app.builder.format == "html":
            return
        for table in self.document.findall(rich_table):
            if "press-findings" in table["classes"]:
                _fold(table)


def _fold(table: rich_table) -> None:
    table["classes"] += ["colwidths-given", "dense"]
    group = table.children[0]
    assert isinstance(group, nodes.tgroup)
    for spec in [child for child in group.children if isinstance(child, nodes.colspec)]:
        group.remove(spec)
    group["cols"] = len(_WIDTHS)
    group.children[0:0] = [nodes.colspec(colwidth=width) for width in _WIDTHS]
    for row in list(table.findall(rich_row)):
        _fold_row(row)


def _fold_row(row: rich_row) -> None:
    first, *middle, _last = [entry for entry in row.children if isinstance(entry, rich_entry)]
    if isinstance(row.parent, nodes.thead):
        words = " · ".join(entry.astext() for entry in (first, *middle))
        first.children = []
        first += nodes.paragraph("", words)
    else:
        first += [child for entry in middle if entry.astext() != NOTHING for child in _told(entry)]
    for entry in middle:
        row.remove(entry)
    first["ids"], row["ids"] = [*first["ids"], *row["ids"]], []


def _told(entry: rich_entry) -> list[nodes.Node]:
    """What a cell holds, after the word that heads its column."""
    head = nodes.inline("", f"{entry['html']['data-label']}: ", classes=["press-finding-head"])
    first = entry.children[0]
    assert isinstance(first, nodes.paragraph)
    first.insert(0, head)
    return list(entry.children)
