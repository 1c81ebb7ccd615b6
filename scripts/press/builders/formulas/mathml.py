"""Convert formulas of pages and EPUBs to MathML: with docutils where that knows their commands, otherwise with Typst's HTML export."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import typst
from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from lxml import etree
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from press.builders.formulas.macros import macros_of
from press.builders.formulas.notation import notation
from press.builders.formulas.plain import plain

_LOGGER = logging.getLogger(__name__)
_RENDERER = "mathml"
_MATHML = "http://www.w3.org/1998/Math/MathML"
# docutils prints the backslashes of escapes inside ``\text``.
_UNESCAPED = re.compile(r"\\text\{[^{}]*\}")
_ESCAPE = re.compile(r"\\([%&#_])")
# docutils reads the one as an operator named ``*``, and a dollar sign within text as the beginning of a formula.
_MISTAKEN = re.compile(r"\\operatorname\*|\\text\{[^{}]*\\\$")
# How Unicode names of italic letters begin; the italic h is the Planck constant.
_ITALIC = ("MATHEMATICAL ITALIC", "PLANCK CONSTANT")
# Typst's MathML lacks the lines of a matrix and strike-outs: these rules record them in an element around it.
_LINES = """
#show math.mat: it => if it.augment == none { it } else {
  html.elem("mrow", attrs: (class: "lines", h: repr(it.augment.hline), v: repr(it.augment.vline)), it)
}
#show math.cancel: it => html.elem("mrow", attrs: (class: "cancelled"), it)
"""


def setup_formulas(app: Sphinx) -> None:
    """Register the renderer of formulas for pages and EPUBs, in place of MathJax, a script that pages would ask another host for."""
    app.add_html_math_renderer(_RENDERER, (_visit_inline, None), (_visit_block, None))
    app.connect("config-inited", _choose_renderer)


def _choose_renderer(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = _RENDERER


def _visit_inline(translator: HTML5Translator, node: nodes.Element) -> None:
    """Append an inline formula."""
    translator.body.append(_formula(translator, node, is_block=False))
    raise nodes.SkipNode


def _visit_block(translator: HTML5Translator, node: nodes.Element) -> None:
    """Append a formula on a line of its own, with its number."""
    number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
    formula = _formula(translator, node, is_block=True)
    translator.body.append(f"{translator.starttag(node, 'div', '', CLASS='math')}{number}{formula}</div>\n")
    raise nodes.SkipNode


def _formula(translator: HTML5Translator, node: nodes.Element, *, is_block: bool) -> str:
    """Return a formula as MathML; where its commands are not supported, warn and return its source as code."""
    tex = node.astext()
    macros = macros_of(getattr(translator.config, "mathjax3_config", None) or {})
    found = mathml(plain(tex, macros), is_block=is_block)
    if found is None:
        _LOGGER.warning(
            f"no page can show this formula, and has its source: {' '.join(tex.split())};"
            " write it with fewer commands of TeX [press.math]",
            # MyST gives blocks more exact line numbers than inline nodes.
            location=node if is_block else node.parent,
            type="press",
            subtype="math",
        )
        return f'<code class="formula-source">{translator.encode(tex)}</code>'
    return found


def mathml(latex: str, *, is_block: bool) -> str | None:
    """Return the formula, as ``plain`` simplifies it, in MathML, or ``None`` where neither docutils nor Typst knows its commands."""
    if _MISTAKEN.search(latex):
        return _by_typst(latex, is_block)
    try:
        return str(tex2mathml(_UNESCAPED.sub(_without_escapes, latex), as_block=is_block))
    # docutils raises any of these for what it does not know.
    except (ValueError, LookupError, AttributeError, TypeError, NameError):
        return _by_typst(latex, is_block)


def _without_escapes(words: re.Match[str]) -> str:
    return _ESCAPE.sub(r"\1", words[0])


def _by_typst(latex: str, is_block: bool) -> str | None:
    math = notation(latex, has_frames=False)
    if math is None:
        return None
    formula = f"$ {math} $" if is_block else f"${math}$"
    try:
        page: Any = typst.Compiler(ignore_system_fonts=True).compile(f"{_LINES}{formula}".encode(), format="html")
    except (RuntimeError, ValueError):
        return None
    found = re.search(r"<math\b.*?</math>", str(page, "utf-8"), re.DOTALL)
    return _accessible(found[0]) if found and "<code" not in found[0] else None


def _accessible(text: str) -> str:
    """Return Typst's MathML as reading devices take it: in its namespace, letters as plain characters, alignment and lines as attributes instead of CSS."""
    formula = etree.fromstring(text)
    for letter in formula.iter("mi"):
        if letter.text and len(letter.text) == 1 and unicodedata.name(letter.text, "").startswith(_ITALIC):
            # A single letter is italic in any case, and a plain one is read aloud and found by search.
            letter.text = unicodedata.normalize("NFKC", letter.text)
    for table in formula.iter("mtable"):
        _align(table)
    for around in formula.xpath("//mrow[@class='lines']"):
        _draw_lines(around, next(around.iter("mtable")))
    for around in formula.xpath("//mrow[@class='cancelled']"):
        around.tag = "menclose"
        del around.attrib["class"]
        around.set("notation", "updiagonalstrike")
    formula.set("xmlns", _MATHML)
    return str(etree.tostring(formula, encoding="unicode"))


def _align(table: etree._Element) -> None:
    kinds = table.attrib.pop("class", "").split()
    if "aligned" in kinds:
        most = max(len(row) for row in table.iter("mtr"))
        table.set("columnalign", " ".join(("right", "left")[column % 2] for column in range(most)))
        table.set("columnspacing", "0")
    elif {"left-align", "cases"} & set(kinds):
        table.set("columnalign", "left")
    elif "right-align" in kinds:
        table.set("columnalign", "right")
    for cell in table.iter("mtd"):
        place = next((word for word in ("left", "right") if f"{word}-align" in cell.get("class", "")), None)
        if place:
            cell.set("columnalign", place)


def _draw_lines(around: etree._Element, table: etree._Element) -> None:
    rows = table.findall("mtr")
    # A column with an alignment point is two columns in MathML, of which the second is flush with the first.
    columns = ["left-flush" not in cell.get("class", "") for cell in rows[0]]
    beginnings = [at for at, begins in enumerate(columns) if begins]
    upright = {
        beginnings[at] if at < len(beginnings) else len(columns)
        for at in _numbers(around.attrib.pop("v"), len(columns))
    }
    level = set(_numbers(around.attrib.pop("h"), len(rows)))
    del around.attrib["class"]
    for name, lines, number in (("columnlines", upright, len(columns)), ("rowlines", level, len(rows))):
        if number > 1:
            table.set(name, " ".join("solid" if at in lines else "none" for at in range(1, number)))
    edges = {"left": 0 in upright, "right": len(columns) in upright, "top": 0 in level, "bottom": len(rows) in level}
    if any(edges.values()):
        around.tag = "menclose"
        around.set("notation", " ".join(edge for edge, is_there in edges.items() if is_there))


def _numbers(numbers: str, most: int) -> list[int]:
    """Return before which rows or columns, up to ``most``, lines stand, from Typst's ``repr`` of them."""
    return [int(number) for number in re.findall(r"\d+", numbers) if int(number) <= most]
