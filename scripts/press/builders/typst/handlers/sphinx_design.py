"""Render nodes of extensions that books often use, as makes sense on paper.

Cards, dropdowns and tabs of sphinx-design become boxes, those of a grid one after another. Nodes are recognised by the name of their
class, so that none of the extensions needs to be installed.
"""

from __future__ import annotations

from docutils import nodes

from press.builders.typst.escape import call, first_child
from press.builders.typst.handlers.code import container as plain_container
from press.builders.typst.translator import Handler, Translator, mixed, skip

#: Nodes that only make sense on a screen.
SCREEN_ONLY = frozenset((
    "sd_tab_input", "sd_icon", "fontawesome", "ThebeButtonNode", "ThebeButton", "ExecutionStatsNode",
    "exercise_end_node", "solution_start_node", "solution_end_node", "todolist",
))  # fmt: skip
#: Nodes whose contents are all that matters on paper.
TRANSPARENT = frozenset((
    "HideCodeCellNode", "HideCellInput", "HiddenCellNode", "RootHeader", "CellInput", "CellOutput",
    "PassthroughTextElement", "SideNoteNode", "aside_main", "ifconfig", "sd_badge", "sd_tab_label", "togglebutton",
))  # fmt: skip


def container(node: nodes.Element, t: Translator) -> str:
    """Render a container, which may be a component of sphinx-design."""
    component = node.get("design_component", "")
    has_content = bool(node.astext().strip()) or any(node.findall(nodes.image))
    if component not in _COMPONENTS or not has_content:
        return plain_container(node, t)
    return t.anchors_within(node) + _COMPONENTS[component](node, t)


def dropdown(node: nodes.Element, t: Translator) -> str:
    """Render a dropdown, open, under its title."""
    title = first_child(node, nodes.rubric)
    content = t.blocks(child for child in node.children if child is not title)
    return call("admonition", content, title=_content(title, t))


def tab_item(node: nodes.Element, t: Translator) -> str:
    """Render a tab under its label."""
    label, *content = node.children
    return call("tab", t.blocks(content), title=_content(label, t))


def _content(part: nodes.Node | None, t: Translator) -> str | None:
    """Return a part as Typst content, a rubric as plain text."""
    if part is None:
        return None
    return f"[{t.anchor(part)}{t.inline(part)}]" if isinstance(part, nodes.rubric) else f"[{t.render(part)}]"


#: A link that covers a card is printed at its end.
_COMPONENTS: dict[str, Handler] = {
    "card": lambda node, t: call("card", t.blocks(node)),
    "dropdown": dropdown,
    "tab-item": tab_item,
}

#: All nodes of extensions that are known by name.
NAMES = SCREEN_ONLY | TRANSPARENT | {"sd_line_break"}


def by_name(name: str) -> Handler | None:
    """Return the handler for a node of an extension, by the name of its class; ``None`` if there is none."""
    if name == "sd_line_break":
        return lambda node, t: "#linebreak();"
    return skip if name in SCREEN_ONLY else mixed if name in TRANSPARENT else None


HANDLERS: dict[type, Handler] = {nodes.container: container}
