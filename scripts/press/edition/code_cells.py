"""Label the collapsed parts of code cells by their content and cell number, and add a button that expands all code of a page."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.edition.context import format_of
from press.language.catalogues import get_translation

# MyST-NB's default prompts of collapsed parts, and our labels.
_NAMES = {
    "Show code cell source": "Code of cell {number}",
    "Show code cell output": "Result of cell {number}",
    "Show code cell outputs": "Result of cell {number}",
    "Show code cell content": "Cell {number}",
}
# MyST-NB's classes of parts that hold only outputs; then our classes.
_RESULTS = {"below-input", "above-output"}
_CODE, _RESULT = "press-code", "press-code-result"


def setup_code_cells(app: Sphinx) -> None:
    """Register the labels, and our rendering of collapsed parts in place of MyST-NB's."""
    app.connect("builder-inited", _write_folded)
    app.add_post_transform(NameFolded)


def _write_folded(app: Sphinx) -> None:
    """Override MyST-NB's rendering, which gives each part the same accessible name and writes ``<p>`` where HTML does not allow it."""
    if "myst_nb" not in app.extensions:
        return
    from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput  # noqa: PLC0415  only where the book has notebooks

    app.add_node(HideCodeCellNode, override=True, html=(_visit_folded, depart_HideCellInput))


def _visit_folded(self: HTML5Translator, node: nodes.Element) -> None:
    kind = _RESULT if _RESULTS & set(node["classes"]) else _CODE
    lines = f' <span class="press-code-lines">{escape(node["lines"])}</span>' if node.get("lines") else ""
    self.body.append(f'<details class="{kind}">\n<summary>{escape(node["prompt_show"])}{lines}</summary>\n')


class NameFolded(SphinxPostTransform):
    """Label the parts of code cells that MyST-NB has collapsed."""

    # MyST-NB folds at 199.
    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Label each part, and insert the button for all code below the title of the page."""
        translate = get_translation(self.config.language)
        cells = [node for node in self.document.findall(nodes.container) if node.get("nb_element") == "cell_code"]
        has_code = False
        for number, cell in enumerate(cells, start=1):
            for part in cell.children:
                if not isinstance(part, nodes.Element) or "prompt_show" not in part:
                    continue
                given = part["prompt_show"]
                part["prompt_show"] = translate(_NAMES.get(given, given)).replace("{number}", str(number))
                if _RESULTS.isdisjoint(part["classes"]):
                    has_code, code = True, next(part.findall(nodes.literal_block), None)
                    count = len(code.astext().splitlines()) if code is not None else 0
                    lines = translate("1 line") if count == 1 else translate("{count} lines")
                    part["lines"] = lines.replace("{count}", str(count))
        assert self.app.builder is not None
        title = next(self.document.findall(nodes.title), None)
        if has_code and title is not None and format_of(self.app.builder).is_for_browsers:
            show, hide = escape(translate("Show all code")), escape(translate("Hide all code"))
            button = f'<button type="button" data-hide="{hide}">{show}</button>'
            switch = nodes.raw("", f'<p class="press-code-switch needs-scripts">{button}</p>', format="html")
            title.parent.insert(title.parent.index(title) + 1, switch)
