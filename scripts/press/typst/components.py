"""Nodes of extensions that books often use, as sensible text on paper.

Cards, grids, tabs and dropdowns of sphinx-design become their titles and contents, one after another. Extensions are
recognised by the name of the node, so that none of them needs to be installed.
"""

from __future__ import annotations

from docutils import nodes

from press.typst.code import container as plain_container
from press.typst.escape import call
from press.typst.translator import Handler, Translator, mixed, skip

#: Nodes that only make sense on a screen.
SCREEN_ONLY = frozenset(
    {"sd_tab_input", "sd_icon", "fontawesome", "ThebeButtonNode", "ThebeButton", "ExecutionStatsNode"}
)
#: Nodes whose contents are all that matters on paper.
TRANSPARENT = frozenset(
    {
        "HideCodeCellNode",
        "HideCellInput",
        "HiddenCellNode",
        "RootHeader",
        "CellInput",
        "CellOutput",
        "PassthroughTextElement",
        "aside_main",
        "sd_badge",
        "togglebutton",
    }
)
_TITLES = frozenset({"card-title", "card-header"})


def container(node: nodes.Element, t: Translator) -> str:
    """A container, which may be a component of sphinx-design."""
    component = node.get("design_component", "")
    if component in {"dropdown", "card"} and _text_of(node):
        return _box(node, t)
    if component in _TITLES:
        return call("rubric", mixed(node, t))
    return plain_container(node, t)


def _text_of(node: nodes.Element) -> bool:
    return bool(node.astext().strip()) or any(node.findall(nodes.image))


def _box(node: nodes.Element, t: Translator) -> str:
    """A dropdown or card as a box under its title."""
    title = next((child for child in node.findall(nodes.Element) if _is_title(child, node)), None)
    content = t.blocks(child for child in _without(node, title))
    anchors = t.anchor(title) if title is not None else ""
    heading = f"[{anchors}{mixed(title, t)}]" if title is not None else None
    return call("admonition", content, title=heading)


def _is_title(child: nodes.Element, box: nodes.Element) -> bool:
    if box["design_component"] == "card":
        return child.get("design_component", "") == "card-title"
    return child.parent is box and isinstance(child, nodes.rubric)


def _without(node: nodes.Element, title: nodes.Element | None) -> list[nodes.Node]:
    if title is not None and title.parent is not None:
        title.parent.remove(title)
    return list(node.children)


def by_name(name: str) -> Handler | None:
    """The handler for a node of an extension, by the name of its class."""
    if name in SCREEN_ONLY:
        return skip
    return mixed if name in TRANSPARENT else None


HANDLERS: dict[type, Handler] = {nodes.container: container}
