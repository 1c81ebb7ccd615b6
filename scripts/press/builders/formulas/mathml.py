"""Convert a formula to MathML: with docutils where that knows its commands, otherwise with Typst's HTML export."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import typst
from docutils.utils.math.latex2mathml import tex2mathml
from lxml import etree

from press.builders.formulas.notation import notation

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
