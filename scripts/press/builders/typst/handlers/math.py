"""Print formulas: LaTeX is prepared for tex2typst (macros, environments, names), and each is read out in plain letters and signs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import typst
from docutils import nodes
from pylatexenc.latex2text import LatexNodes2Text
from tex2typst import tex2typst

from press.builders.typst.escape import arguments, ids, program, string
from press.builders.typst.letter_places import tell
from press.builders.typst.translator import Handler, Translator
from press.core.processes import forbid_forking

#: A macro: how many arguments it takes, and its text with ``#1``, ``#2`` for them.
Macro = tuple[int, str]
Macros = Mapping[str, Macro]

_DEFINITION = re.compile(r"\\(?:re)?newcommand\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*(?:\[(?P<count>\d)\])?\s*(?=\{)")
_NAME = re.compile(r"\\([A-Za-z]+)\*?")
#: Environments that only say how rows are numbered or placed, which Sphinx and the template decide here.
_ALIGNED = ("split", "gather", "gathered", "multline", "eqnarray", "flalign", "alignat", "alignedat", "align")
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(" + "|".join(_ALIGNED) + r")\*?\}")
_COLUMN_COUNT = re.compile(r"(\\begin\{aligned\})\{\d+\}")
_EQUATION = re.compile(r"\\(?:begin|end)\{(?:equation|displaymath|math)\*?\}")
_NUMBERING = re.compile(r"\\(?:label|tag)\*?\{[^{}]*\}|\\(?:nonumber|notag)\b")
#: Other names of the same thing.
_SAME = {
    r"\lvert": "|",
    r"\rvert": "|",
    r"\lVert": r"\|",
    r"\rVert": r"\|",
    r"\stackrel": r"\overset",
    r"\tfrac": r"\frac",
    r"\textrm": r"\text",
    r"\mbox": r"\text",
    r"\hbox": r"\text",
}
_SAME_NAMES = re.compile("|".join(re.escape(name) + r"(?![A-Za-z])" for name in _SAME))
#: A macro that calls itself would never end.
_DEEPEST = 20


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


def prepared(latex: str, macros: Macros) -> str:
    """``latex`` with macros written out, in environments and commands that tex2typst knows."""
    own, text = _definitions(latex)
    known = {**macros, **own}
    for _ in range(_DEEPEST):
        expanded = _expanded(text, known)
        if expanded == text:
            break
        text = expanded
    text = _EQUATION.sub("", _NUMBERING.sub("", text))
    text = _COLUMN_COUNT.sub(r"\1", _ENVIRONMENT.sub(r"\\\1{aligned}", text))
    text = _SAME_NAMES.sub(lambda found: _SAME[found[0]], text)
    return _in_rows(text).strip()


def macros_of(config: Mapping[str, Any]) -> dict[str, Macro]:
    """The macros of a MathJax configuration (``mathjax3_config``): a text, or a text and the number of arguments."""
    given = (
        (config.get("tex") or config.get("TeX") or {}).get("macros") or (config.get("TeX") or {}).get("Macros") or {}
    )
    macros: dict[str, Macro] = {}
    for name, value in given.items():
        text, count = (value, 0) if isinstance(value, str) else (value[0], value[1] if len(value) > 1 else 0)
        macros[name.lstrip("\\")] = (int(count), str(text))
    return macros


def _in_rows(text: str) -> str:
    """Rows that stand outside an environment are aligned, as Sphinx does; so are paragraphs within one formula."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    joined = r" \\ ".join(parts)
    outside = re.sub(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", "", joined, flags=re.DOTALL)
    has_rows = "\\\\" in outside or re.search(r"(?<!\\)&", outside)
    return rf"\begin{{aligned}}{joined}\end{{aligned}}" if has_rows else joined


def _definitions(latex: str) -> tuple[dict[str, Macro], str]:
    r"""The macros that a formula defines itself with ``\newcommand``, and the rest of it."""
    found: dict[str, Macro] = {}
    while match := _DEFINITION.search(latex):
        body, end = _group(latex, match.end())
        found[match["name"]] = (int(match["count"] or 0), body)
        latex = latex[: match.start()] + latex[end:]
    return found, latex


def _expanded(text: str, macros: Macros) -> str:
    """Each macro of ``text`` replaced once."""
    parts, at = [], 0
    for match in _NAME.finditer(text):
        macro = macros.get(match[0][1:])
        if macro is None or match.start() < at:
            continue
        count, body = macro
        end = match.end()
        for number in range(1, count + 1):
            argument, end = _group(text, end)
            body = body.replace(f"#{number}", argument)
        parts += [text[at : match.start()], body if count else f"{{{body}}}"]
        at = end
    return "".join([*parts, text[at:]])


def _group(text: str, at: int) -> tuple[str, int]:
    """The group in braces, or the single letter or command, that begins at ``at``, and where it ends."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        command = _NAME.match(text, at)
        end = command.end() if command else min(at + 1, len(text))
        return text[at:end], end
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0) * (text[end - 1] != "\\")
        if depth == 0:
            return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)
