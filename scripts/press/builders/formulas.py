"""Set formulas in LaTeX: as MathML on pages and in EPUBs, by docutils, and in Typst's notation in the PDF, by tex2typst.

What the converter does not know is shown as its source, with a warning.
"""

from __future__ import annotations

import re
from functools import cache

import typst
from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html5 import HTML5Translator
from tex2typst import tex2typst

from press.core.formats import format_named
from press.core.jobs import forbid_forking

_LOGGER = logging.getLogger(__name__)
_RENDERER = "mathml"
# Environments of amsmath that only say how rows are numbered or placed, which is not for the formula to decide.
_ROWS = re.compile(r"\\(begin|end)\{(?:align|flalign|gather|gathered|multline|eqnarray|split)\*?\}")
_UNNUMBERED = re.compile(
    r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}|\\(?:nonumber|notag)(?![A-Za-z])|\\label\{[^{}]*\}"
)
_LIMITS = re.compile(r"\s*\\limits(?![A-Za-z])")
# Formulas within text, and commands within the name of an operator, both converters take for letters.
_MISREAD = re.compile(r"\\text\w*\{[^{}]*\$|\\operatorname\*?\{[^{}]*\\")
# docutils takes the star for the name of the operator, and prints the backslashes of escapes within text.
_STARRED = r"\operatorname*"
_TEXT = re.compile(r"\\text\{[^{}]*\}")


def setup_formulas(app: Sphinx) -> None:
    """Register the renderer for pages and EPUBs, in place of MathJax, a script that pages would ask another host for."""
    app.add_html_math_renderer(_RENDERER, (_visit, None), (_visit, None))
    app.connect("config-inited", _choose_renderer)


def _choose_renderer(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = _RENDERER
    # MathJax, which no page loads, needs no marks where to look.
    config.myst_update_mathjax = False


def _visit(translator: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    formula = mathml(node.astext(), is_block=isinstance(node, nodes.math_block))
    if not formula:
        if format_named(translator.builder.name).is_site:  # whose pages are made of the same formulas as the EPUB
            warn_of_source(node, "pages and EPUB show", "docutils knows")
        formula = f"<code>{translator.encode(node.astext())}</code>"
    if isinstance(node, nodes.math_block):
        number = get_node_equation_number(translator, node) if node.get("number") else ""
        shown = f'<span class="eqno">({number})</span>' if number else ""
        formula = f"{translator.starttag(node, 'div', '', CLASS='math')}{shown}{formula}</div>\n"
    translator.body.append(formula)
    raise nodes.SkipNode


def warn_of_source(node: nodes.Element, shown: str, known: str) -> None:
    """Warn that a formula is ``shown`` as source, and say by whom its commands have to be ``known``."""
    _LOGGER.warning(
        f"{shown} the source of this formula: {' '.join(node.astext().split())};"
        f" write it with commands that {known} [press.math]",
        # MyST gives blocks more exact line numbers than inline nodes.
        location=node if isinstance(node, nodes.math_block) else node.parent,
        type="press",
        subtype="math",
    )


def mathml(latex: str, *, is_block: bool) -> str | None:
    """Return the formula in MathML; ``None`` where docutils does not know its commands."""
    text = _TEXT.sub(lambda match: re.sub(r"\\([%&#_])", r"\1", match[0]), _plain(latex))
    if _MISREAD.search(text):
        return None
    try:
        return str(tex2mathml(text.replace(_STARRED, _STARRED[:-1]), as_block=is_block))
    # docutils raises any of these for what it does not know.
    except (ValueError, LookupError, AttributeError, TypeError, NameError):
        return None


@cache
def typst_math(latex: str) -> str | None:
    """Return the formula in Typst's notation.

    ``None`` where tex2typst does not know its commands, or Typst rejects the result.
    """
    text = _plain(latex)
    try:
        # A comma in braces, as in 1{,}000, has no space after it.
        math = "" if _MISREAD.search(text) else str(tex2typst(text.replace("{,}", r"\text{,}"))).strip()
        forbid_forking()
        typst.Compiler(ignore_system_fonts=True).compile(f"$ {math} $".encode(), format="svg")
    except (RuntimeError, ValueError):
        return None
    return math or None


def _plain(latex: str) -> str:
    """Return ``latex`` with its rows in ``aligned``, as Sphinx has them, and without what says nothing to either converter."""
    text = _LIMITS.sub("", _UNNUMBERED.sub("", _ROWS.sub(r"\\\1{aligned}", latex))).strip()
    text = re.sub(r"\n\s*\n", r" \\\\ ", text)
    has_rows = re.search(r"\\\\|(?<!\\)&", text) and r"\begin{" not in text
    return rf"\begin{{aligned}}{text}\end{{aligned}}" if has_rows else text
