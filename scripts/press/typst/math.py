"""Formulas: LaTeX in, Typst out; what is read out is the formula in plain letters and signs."""

from __future__ import annotations

from functools import cache

import typst
from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text
from tex2typst import tex2typst

from press.child_process import forbid_forking
from press.typst.escape import arguments, program, string
from press.typst.latex import macros_of, prepared
from press.typst.letter_places import tell
from press.typst.translator import Handler, Translator
from press.typst.tree import ids


@cache
def formula(latex: str) -> str | None:
    """The prepared formula in Typst's notation, or ``None`` if it cannot be turned or Typst does not take it."""
    try:
        notation = str(tex2typst(latex)).strip()
        forbid_forking()
        typst.Compiler(ignore_system_fonts=True).compile(f"$ {notation} $".encode(), format="svg")
    except (RuntimeError, ValueError):
        return None
    return notation


def math(node: nodes.Element, t: Translator) -> str:
    """A formula among words."""
    latex = node.astext()
    notation = _checked(latex, node, t)
    if notation is None:
        return program(latex)
    return f"#math.equation(alt: {string(_spoken(latex))}, ${notation}$);"


def math_block(node: nodes.Element, t: Translator) -> str:
    """A formula on its own line, with its number."""
    latex = node.astext()
    notation = _checked(latex, node, t)
    if notation is None:
        return f"#code(text: {string(latex)})"
    number = _number(node, t)
    options = {
        "block": "true",
        "alt": string(_spoken(latex)),
        "numbering": f"(..) => {string(f'({number})')}" if number else None,
    }
    return f"{t.anchor(node)}#math.equation({arguments(options)}, $ {notation} $)"


def _checked(latex: str, node: nodes.Element, t: Translator) -> str | None:
    whole = prepared(latex, macros_of(getattr(t.config, "mathjax3_config", None) or {}))
    tell(whole, node, t)
    notation = formula(whole)
    if notation is None:
        t.warn(
            f"the PDF cannot set this formula and shows its source: {' '.join(latex.split())};"
            " write it with commands that tex2typst knows, or give the PDF its own in raw typst",
            node,
            "math",
        )
    return notation


def _spoken(latex: str) -> str:
    plain = LatexNodes2Text(math_mode="text").latex_to_text(latex)
    return " ".join(plain.split()) or " ".join(latex.split())


def _number(node: nodes.Element, t: Translator) -> str:
    if not node.get("number"):
        return ""
    if not (t.config.math_numfig and t.config.numfig):
        return str(node["number"])
    numbers = t.env.toc_fignumbers.get(t.docname, {}).get("displaymath", {})
    found = next((numbers[name] for name in ids(node) if name in numbers), None)
    return ".".join(map(str, found)) if found else str(node["number"])


HANDLERS: dict[type, Handler] = {nodes.math: math, nodes.math_block: math_block}
