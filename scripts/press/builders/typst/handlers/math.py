"""Render formulas, each with its plain text as alternative text; one that cannot be converted is printed as source."""

from __future__ import annotations

from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text

from press.builders.formulas.macros import macros_of
from press.builders.formulas.notation import notation
from press.builders.formulas.plain import plain
from press.builders.typst.escape import arguments, ids, program, string
from press.builders.typst.glyph_locations import tell
from press.builders.typst.translator import Handler, Translator


def math(node: nodes.Element, t: Translator) -> str:
    """Render an inline formula."""
    latex = node.astext()
    whole = plain(latex, macros_of(getattr(t.config, "mathjax3_config", None) or {}))
    turned = _checked(whole, node, t)
    if turned is None:
        return program(latex)
    return f"#math.equation(alt: {string(_spoken(whole))}, ${turned}$);"


def math_block(node: nodes.Element, t: Translator) -> str:
    """Render a formula on its own line, with its number."""
    latex = node.astext()
    whole = plain(latex, macros_of(getattr(t.config, "mathjax3_config", None) or {}))
    turned = _checked(whole, node, t)
    if turned is None:
        return f"#code(text: {string(latex)})"
    number = _number(node, t)
    options = {
        "block": "true",
        "alt": string(_spoken(whole)),
        "numbering": f"(..) => {string(f'({number})')}" if number else None,
    }
    return f"{t.anchor(node)}#math.equation({arguments(options)}, $ {turned} $)"


def _checked(whole: str, node: nodes.Element, t: Translator) -> str | None:
    tell(whole, node, t)
    turned = notation(whole)
    if turned is None:
        t.warn(
            f"the PDF cannot set this formula and shows its source: {' '.join(node.astext().split())};"
            " write it with commands that tex2typst knows, or give the PDF its own in raw typst",
            node,
            "math",
        )
    return turned


def _spoken(latex: str) -> str:
    words = LatexNodes2Text(math_mode="text").latex_to_text(latex)
    return " ".join(words.split()) or " ".join(latex.split())


def _number(node: nodes.Element, t: Translator) -> str:
    if not node.get("number"):
        return ""
    if not (t.config.math_numfig and t.config.numfig):
        return str(node["number"])
    numbers = t.env.toc_fignumbers.get(t.docname, {}).get("displaymath", {})
    found = next((numbers[name] for name in ids(node) if name in numbers), None)
    return ".".join(map(str, found)) if found else str(node["number"])


HANDLERS: dict[type, Handler] = {nodes.math: math, nodes.math_block: math_block}
