"""Render program text, its captions, the cells of notebooks, and formulas; one that cannot be converted is printed as source."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text

from press.builders.formulas import typst_math, warn_of_source
from press.builders.typst.escape import arguments, array, call, first_child, optional_string, program, string
from press.builders.typst.handlers.figures import caption_of, sphinx_number
from press.builders.typst.translator import Handler, Translator, mixed

#: The class of a container without a page break inside.
KEEP_TOGETHER = "keep-together"
#: A word that may be too long for a line of the page.
_LONG_WORD = re.compile(r"\S{40,}")
#: Control sequences of terminals (ECMA-48), such as those for colours, in outputs of notebooks.
_TERMINAL_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
#: Typst's names of languages by those of Sphinx, where they differ.
_LANGUAGES = {
    **dict.fromkeys(("ipython", "ipython2", "ipython3", "python3", "pycon"), "python"),
    **dict.fromkeys(("console", "shell-session"), "bash"),
    **dict.fromkeys(("ipythontb", "pytb", "none", "default", "text", "myst-ansi", "output"), ""),
}


def literal_block(node: nodes.Element, t: Translator) -> str:
    """Render program text, highlighted by its language, with line numbers if requested."""
    name, text = str(node.get("language", "none")), node.astext()
    highlight: dict[str, Any] = node.get("highlight_args", {})
    marked = highlight.get("hl_lines", [])
    options = {
        "text": string(_TERMINAL_CODES.sub("", text).rstrip()),
        "lang": optional_string(_LANGUAGES.get(name, name)),
        "start": str(highlight.get("linenostart", 1)) if node.get("linenos") else None,
        "marked": array(map(str, marked)) if marked else None,
        "output": "true" if "output" in node["classes"] else None,
        "long": "true" if _LONG_WORD.search(text) else None,
    }
    return f"#code({arguments(options)})"


def doctest(node: nodes.Element, t: Translator) -> str:
    """Render a doctest block, prompts included."""
    return f"#code({arguments({'text': string(node.astext().rstrip()), 'lang': string('python')})})"


def container(node: nodes.Element, t: Translator) -> str:
    """Render a group of blocks: a captioned listing, the parts of a notebook cell, or just its contents."""
    if node.get("literal_block") or "literal-block-wrapper" in node["classes"]:
        title = first_child(node, nodes.caption)
        anchors = t.anchors_within(node)
        body = t.blocks(child for child in node.children if child is not title)
        return call("listing", anchors + body, caption=caption_of(node, title, "code-block", t))
    return call("kept", mixed(node, t)) if KEEP_TOGETHER in node["classes"] else mixed(node, t)


def math(node: nodes.Element, t: Translator) -> str:
    """Render an inline formula."""
    formula = _convert(node)
    return f"#math.equation(alt: {_words(node)}, ${formula}$);" if formula else program(node.astext())


def math_block(node: nodes.Element, t: Translator) -> str:
    """Render a formula on its own line, with its number."""
    formula, number = _convert(node), str(node.get("number") or "")
    if formula is None:
        return f"#code(text: {string(node.astext().strip())})"
    if number and t.config.math_numfig and t.config.numfig:
        number = sphinx_number(node, "displaymath", t) or number
    numbering = f"(..) => {string(f'({number})')}" if number else None
    options = {"block": "true", "alt": _words(node), "numbering": numbering}
    return f"{t.anchor(node)}#math.equation({arguments(options)}, $ {formula} $)"


def _convert(node: nodes.Element) -> str | None:
    formula = typst_math(node.astext())
    if formula is None:
        warn_of_source(node, "the PDF shows", "tex2typst knows")
    return formula


def _words(node: nodes.Element) -> str:
    """Return a formula in words that are read out, as a string of Typst."""
    words = LatexNodes2Text(math_mode="text").latex_to_text(node.astext())
    return string(" ".join((words.strip() or node.astext()).split()))


HANDLERS: dict[type, Handler] = {
    nodes.literal_block: literal_block,
    nodes.doctest_block: doctest,
    nodes.container: container,
    nodes.math: math,
    nodes.math_block: math_block,
}
