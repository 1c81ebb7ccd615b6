"""Blocks that fold: details elements, which need no script."""

from __future__ import annotations

import pytest
from bare_sphinx import BareSphinx

from press.directives.components import details


def folded(sphinx: BareSphinx, text: str) -> list[details]:
    sphinx.app.config.togglebutton_hint = "Click to show"
    return list(sphinx.resolved(text).findall(details))


@pytest.mark.parametrize(
    ("text", "summary", "classes", "is_open"),
    [
        (".. note::\n   :class: dropdown\n\n   Rain.", "Note", ["admonition", "note", "dropdown"], False),
        (
            ".. admonition:: Why?\n   :class: toggle toggle-shown\n\n   Rain.",
            "Why?",
            ["admonition", "admonition", "toggle", "toggle-shown"],
            True,
        ),
        (".. container:: toggle\n\n   Rain.", "Click to show", ["toggle"], False),
    ],
)
def test_a_block_of_the_class_folds_under_its_title(
    sphinx: BareSphinx, text: str, summary: str, classes: list[str], is_open: bool
) -> None:
    (block,) = folded(sphinx, text)
    assert block[0].astext() == summary
    assert block[1].astext() == "Rain."
    assert [name for name in block["classes"] if not name.startswith("admonition-")] == classes
    assert block["open"] is is_open


@pytest.mark.parametrize(
    "text",
    [
        ".. note::\n\n   Rain.",
        ".. container:: toggle sd-dropdown\n\n   Rain.",
        ".. class:: dropdown\n\nRain.",
    ],
)
def test_other_blocks_stay_as_they_are(sphinx: BareSphinx, text: str) -> None:
    assert folded(sphinx, text) == []


def test_a_folded_block_keeps_its_label(sphinx: BareSphinx) -> None:
    (block,) = folded(sphinx, ".. container:: dropdown\n   :name: why\n\n   Rain.")
    assert block["ids"] == ["why"]
    (element,) = sphinx.html(block)
    assert (element.tag, element.get("id"), element.get("open")) == ("details", "why", None)
