"""Render program text, its captions, and the cells of notebooks."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes

from press.builders.typst.escape import arguments, array, call, first_child, string
from press.builders.typst.handlers.captions import caption_of
from press.builders.typst.translator import Handler, Translator, mixed

#: The class of a container without a page break inside.
KEEP_TOGETHER = "keep-together"
#: A word that may be too long for a line of the page.
_LONG_WORD = re.compile(r"\S{40,}")
#: Control sequences of terminals (ECMA-48), such as those for colours, in outputs of notebooks.
_TERMINAL_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
#: Typst's names of languages by those of Sphinx, where they differ.
_LANGUAGES = {
    "ipython": "python",
    "ipython2": "python",
    "ipython3": "python",
    "python3": "python",
    "pycon": "python",
    "console": "bash",
    "shell-session": "bash",
    "ipythontb": "",
    "pytb": "",
    "none": "",
    "default": "",
    "text": "",
    "myst-ansi": "",
    "output": "",
}


def literal_block(node: nodes.Element, t: Translator) -> str:
    """Render program text, highlighted by its language, with line numbers if requested."""
    name = str(node.get("language", "none"))
    highlight: dict[str, Any] = node.get("highlight_args", {})
    marked = highlight.get("hl_lines", [])
    first = highlight.get("linenostart", 1)
    options = {
        "lang": string(_LANGUAGES.get(name, name)) if _LANGUAGES.get(name, name) else None,
        "start": str(first) if node.get("linenos") else None,
        "marked": array(map(str, marked)) if marked else None,
        "output": "true" if "output" in node["classes"] else None,
        "long": "true" if _LONG_WORD.search(node.astext()) else None,
    }
    text = _TERMINAL_CODES.sub("", node.astext()).rstrip()
    return f"#code({arguments({'text': string(text), **options})})"


def doctest(node: nodes.Element, t: Translator) -> str:
    """Render a doctest block, prompts included."""
    return f"#code({arguments({'text': string(node.astext().rstrip()), 'lang': string('python')})})"


def captioned(node: nodes.Element, t: Translator) -> str:
    """Render program text under a caption."""
    title = first_child(node, nodes.caption)
    anchors = t.anchors_within(node)
    body = t.blocks(child for child in node.children if child is not title)
    return call("listing", anchors + body, caption=caption_of(node, title, "code-block", t))


def container(node: nodes.Element, t: Translator) -> str:
    """Render a group of blocks: a captioned listing, the parts of a notebook cell, or just its contents."""
    if node.get("literal_block") or "literal-block-wrapper" in node["classes"]:
        return captioned(node, t)
    return call("kept", mixed(node, t)) if KEEP_TOGETHER in node["classes"] else mixed(node, t)


HANDLERS: dict[type, Handler] = {
    nodes.literal_block: literal_block,
    nodes.doctest_block: doctest,
    nodes.container: container,
}
