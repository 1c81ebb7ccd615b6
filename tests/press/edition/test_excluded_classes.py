"""Elements that a format does not show are removed by their class."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from press.edition.excluded_classes import RemoveExcluded


def left(builder: str, output: str) -> str:
    document = new_document("page")
    inner = nodes.paragraph("", "inner", classes=["only-html"])
    document += [
        nodes.paragraph("", "all", classes=["wide"]),
        nodes.container("", inner, nodes.paragraph("", "outer"), classes=["press", "only-html"]),
        nodes.paragraph("", "", nodes.inline("", "some", classes=["only-html"]), nodes.Text(" words")),
    ]
    app = SimpleNamespace(builder=SimpleNamespace(name=builder, format=output))
    document.settings.env = SimpleNamespace(app=app)
    RemoveExcluded(document).run()
    return " ".join(document.astext().split())


@pytest.mark.parametrize(("builder", "output"), [("html", "html"), ("dirhtml", "html")])
def test_pages_show_what_is_for_browsers(builder: str, output: str) -> None:
    assert left(builder, output) == "all inner outer some words"


@pytest.mark.parametrize(("builder", "output"), [("typst", ""), ("epub", "html"), ("latex", "latex")])
def test_files_show_none_of_it_and_nothing_of_what_it_holds(builder: str, output: str) -> None:
    assert left(builder, output) == "all words"
