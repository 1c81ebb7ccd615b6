"""Render formulas, each with its plain text as alternative text; one that cannot be converted is printed as source."""

from __future__ import annotations

from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text

from press.builders.formulas.macros import macros_of
from press.builders.formulas.notation import notation
from press.builders.formulas.plain import plain
from press.builders.typst.escape import arguments, program, string
from press.builders.typst.handlers.captions import sphinx_number
from press.builders.typst.translator import Handler, Translator


def math(node: nodes.Element, t: Translator) -> str:
    """Render an inline formula."""
    converted = _convert(node, t)
    if converted is None:
        return program(node.astext())
    formula, words = converted
    return f"#math.equation(alt: {string(words)}, ${formula}$);"


def math_block(node: nodes.Element, t: Translator) -> str:
    """Render a formula on its own line, with its number."""
    converted = _convert(node, t)
    if converted is None:
        return f"#code(text: {string(node.astext().strip())})"
    formula, words = converted
    number = _number(node, t)
    options = {
        "block": "true",
        "alt": string(words),
        "numbering": f"(..) => {string(f'({number})')}" if number else None,
    }
    return f"{t.anchor(node)}#math.equation({arguments(options)}, $ {formula} $)"


def _convert(node: nodes.Element, t: Translator) -> tuple[str, str] | None:
    """Return a formula in Typst math, and in words that are read out; warn and return ``None`` if it cannot be set."""
    latex = plain(node.astext(), macros_of(getattr(t.config, "mathjax3_config", None) or {}))
    formula = notation(latex)
    if formula is None:
        t.warn(
            f"the PDF cannot set this formula and shows its source: {' '.join(node.astext().split())};"
            " write it with commands that tex2typst knows, or give the PDF its own in raw typst",
            node,
            "math",
        )
        return None
    words = LatexNodes2Text(math_mode="text").latex_to_text(latex)
    return formula, " ".join(words.split()) or " ".join(latex.split())


def _number(node: nodes.Element, t: Translator) -> str:
    own = str(node.get("number") or "")
    of_sphinx = sphinx_number(node, "displaymath", t) if t.config.math_numfig and t.config.numfig else ""
    return of_sphinx or own if own else ""


HANDLERS: dict[type, Handler] = {nodes.math: math, nodes.math_block: math_block}
