"""Render formulas, each with its plain text as alternative text; one that cannot be converted is printed as source."""

from __future__ import annotations

from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text

from press.builders.formulas import typst_math, warn_of_source
from press.builders.typst.escape import arguments, program, string
from press.builders.typst.handlers.captions import sphinx_number
from press.builders.typst.translator import Handler, Translator


def math(node: nodes.Element, t: Translator) -> str:
    """Render an inline formula."""
    formula = _convert(node)
    return f"#math.equation(alt: {_words(node)}, ${formula}$);" if formula else program(node.astext())


def math_block(node: nodes.Element, t: Translator) -> str:
    """Render a formula on its own line, with its number."""
    formula, number = _convert(node), _number(node, t)
    if formula is None:
        return f"#code(text: {string(node.astext().strip())})"
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


def _number(node: nodes.Element, t: Translator) -> str:
    own = str(node.get("number") or "")
    of_sphinx = sphinx_number(node, "displaymath", t) if t.config.math_numfig and t.config.numfig else ""
    return of_sphinx or own if own else ""


HANDLERS: dict[type, Handler] = {nodes.math: math, nodes.math_block: math_block}
