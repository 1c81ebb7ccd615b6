"""The table of findings on paper: two columns, as four have no room there."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.builders import makes_site
from press.finding_rows import NOTHING
from press.tables_html import rich_entry, rich_row, rich_table

_WIDTHS = (40, 60)


def setup_finding_print(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(FoldFindings)


class FoldFindings(SphinxPostTransform):
    """Sets what was computed and the verdict above the reason, for all builders but those of pages."""

    default_priority = 100

    def run(self, **kwargs: object) -> None:
        """Fold each table of findings."""
        if makes_site(self.app.builder):
            return
        for table in self.document.findall(rich_table):
            if "press-findings" in table["classes"]:
                _fold(table)


def _fold(table: rich_table) -> None:
    table["classes"] += ["colwidths-given", "dense", "records"]
    group = table.children[0]
    assert isinstance(group, nodes.tgroup)
    for spec in [child for child in group.children if isinstance(child, nodes.colspec)]:
        group.remove(spec)
    group["cols"] = len(_WIDTHS)
    for width in reversed(_WIDTHS):
        group.insert(0, nodes.colspec(colwidth=width))
    for row in list(table.findall(rich_row)):
        _fold_row(row)


def _fold_row(row: rich_row) -> None:
    """Verdict and recomputed number come before the reason; the row's id goes to its first cell."""
    figure, recomputed, verdict, why = (entry for entry in row.children if isinstance(entry, rich_entry))
    figure["ids"], row["ids"] = [*figure["ids"], *row["ids"]], []
    if isinstance(row.parent, nodes.tbody):
        why.insert(0, _outcome(verdict, recomputed))
    else:
        words = f"{verdict.astext()} · {why.astext()}"
        why.clear()
        why += nodes.paragraph("", words)
    row.remove(recomputed)
    row.remove(verdict)


def _outcome(verdict: rich_entry, recomputed: rich_entry) -> nodes.paragraph:
    line = nodes.paragraph("", "", nodes.strong("", "", *_inline(verdict)))
    if recomputed.astext() != NOTHING:
        line += [nodes.Text(f" · {recomputed['html']['data-label']}: "), *_inline(recomputed)]
    return line


def _inline(entry: rich_entry) -> list[nodes.Node]:
    """The content of a cell that is one paragraph."""
    (paragraph,) = entry.children
    return list(paragraph.children)
