"""The folded parts of cells are called by what they hold, and one button opens the code of a page."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document

from press.edition.code_cells import NameFolded


def folded(prompt: str, code: str = "", position: str = "above-input") -> nodes.container:
    """A part that MyST-NB has folded, as its transform at 199 leaves it."""
    literal = nodes.literal_block(code, code)
    return nodes.container("", literal, prompt_show=prompt, prompt_hide="Hide", classes=[position])


def page(*cells: nodes.container | None, builder: str = "html", language: str = "en") -> nodes.document:
    """A page with these cells, of which None has nothing folded."""
    document = new_document("page")
    section = nodes.section("", nodes.title("", "Rain"))
    for part in cells:
        section += nodes.container("", *([part] if part else []), nb_element="cell_code")
    document += section
    app = SimpleNamespace(builder=SimpleNamespace(name=builder, format="html"))
    document.settings.env = SimpleNamespace(app=app, config=SimpleNamespace(language=language))
    NameFolded(document).run()
    return document


def labels(document: nodes.document) -> list[tuple[str, str]]:
    return [
        (part["prompt_show"], part.get("lines", ""))
        for part in document.findall(nodes.container)
        if "prompt_show" in part.attributes
    ]


def test_parts_are_numbered_by_their_cell_and_code_tells_its_length() -> None:
    document = page(
        None,
        folded("Show code cell source", "a\nb\n"),
        folded("Show code cell outputs", "1", "below-input"),
        folded("Show code cell content", "a"),
    )
    assert labels(document) == [("Code of cell 2", "2 lines"), ("Result of cell 3", ""), ("Cell 4", "1 line")]


@pytest.mark.parametrize(
    ("cells", "builder", "buttons"),
    [
        ([folded("Show code cell source", "a")], "html", 1),
        ([folded("Show code cell source", "a"), folded("Show code cell source", "b")], "html", 1),
        # Only results are folded, nothing is folded, or no script can open it.
        ([folded("Show code cell output", "1", "below-input")], "html", 0),
        ([None], "html", 0),
        ([folded("Show code cell source", "a")], "epub", 0),
    ],
)
def test_a_page_with_folded_code_has_one_button_below_its_title(
    cells: list[nodes.container | None], builder: str, buttons: int
) -> None:
    (section,) = page(*(cell.deepcopy() if cell else None for cell in cells), builder=builder).findall(nodes.section)
    raws = [child for child in section.children if isinstance(child, nodes.raw)]
    assert len(raws) == buttons
    assert all(section.index(raw) == 1 and "<button" in raw.astext() for raw in raws)
