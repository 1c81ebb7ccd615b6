"""Write MathML, as Temml makes it, in Typst's notation for formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import normalize

from lxml import etree

from press.builders.typst.escape import string

# Signs that Typst's notation gives a meaning of its own.
_SIGNS = re.compile(r"[\\#$_^&/\"'()\[\]{},;:*~`@<>=!.|⌊⌋⌈⌉⟨⟩⟦⟧⌜⌝⌞⌟⟮⟯⦃⦄⎰⎱-]")
# Operators that are not written: of a function, of a product.
_APPLY = "\u2061"
_UNWRITTEN = _APPLY + "\u2062\u2063\u200b"
_CLASSES = {"prefix": "opening", "postfix": "closing", "infix": "relation"}
_COLOUR = re.compile(r"(?<!-)color:(#\w+)")
_BRACES = {"⏞": "overbrace", "⏟": "underbrace", "⎴": "overbracket", "⎵": "underbracket"}
_ARROWS = "→←↔⇒⇐⇔↦↪↩⇌⇋↠↼⇀⇁↽↞="
# Signs above a letter, and those by which Typst knows them.
_ACCENTS = dict(zip("^ˆ~˜‾ˉ¯→\u20d7˙¨ˇ˘´ˊ`ˋ˚\u20db…←↔⇀↼", "^^~~¯¯¯→→.¨ˇ˘´´``∘\u20db\u20db←↔⇀↼", strict=True))
_STRIKES = {"updiagonalstrike": "", "downdiagonalstrike": "inverted: #true, "}
_STRIKES["updiagonalstrike downdiagonalstrike"] = "cross: #true, "


def typst_math(mathml: str) -> str:
    """Return the content of a formula of Typst for ``mathml``; Typst reads whatever this returns."""
    return _row(etree.fromstring(mathml))


def _tag(element: Any) -> str:
    return str(etree.QName(element).localname)


def _text(element: Any) -> str:
    # A selector of variants stands behind some signs.
    return normalize("NFC", "".join(element.itertext()).strip(_UNWRITTEN).replace("\ufe0e", ""))


def _row(elements: Any) -> str:
    """Return the markup of ``elements`` side by side, with a space between letters alone: beside words Typst would show it."""
    made = ""
    for element in elements:
        part = _markup(element)
        # Typst sets the distances of a function by what stands beside it.
        if _is_function(element):
            part = re.sub(r'"\w[^"]*"', r"op(\g<0>)", part, count=1)
        elif _tag(element) == "mspace" and any(map(_is_function, (element.getprevious(), element.getnext()))):
            part = ""
        divided = f"a{made[-1:]}".isidentifier() and part[:1] and f"a{part[0]}".isidentifier()
        made += f" {part}" if made and divided else part
    return made


def _is_function(element: Any) -> bool:
    """Return whether ``element`` is the name of a function, or the sign that applies it."""
    beside = () if element is None else (element, element.getnext())
    return any(one is not None and "".join(one.itertext()) == _APPLY for one in beside)


def _markup(element: Any) -> str:
    """Return an element with its colour, frame and size."""
    tag, style = _tag(element), element.get("style", "")
    body = _ELEMENTS.get(tag, _row)(element)
    if not body:
        return ""
    if colour := _COLOUR.search(style):
        body = f"#text(fill: rgb({string(colour[1])}))[${body}$]"
    if tag != "mspace" and (colour := element.get("mathbackground")):
        body = f"#box(fill: rgb({string(colour)}), outset: .2em)[${body}$]"
    level, display = element.get("scriptlevel"), element.get("displaystyle")
    if tag != "mtable" and (level or display):
        size = {"1": "script", "2": "sscript"}.get(level or "", "display" if display == "true" else "inline")
        body = f"{size}({body})"
    if "border:" in style:
        body = _box(body)
    return f"bold({body})" if "font-weight:bold" in style else body


def _box(body: str) -> str:
    return f"#box(stroke: .05em, inset: .3em, baseline: .3em)[${body}$]"


def _base(element: Any) -> str:
    return _markup(element) or '""'


def _sign(text: str) -> str:
    return string(text) if len(text) > 1 else f"\\{text}" if _SIGNS.match(text) else text


def _identifier(element: Any) -> str:
    text = _text(element)
    if text in ("|", "‖"):
        return f'class("normal", {_sign(text)})'
    return f"upright({_sign(text)})" if element.get("mathvariant") == "normal" and len(text) == 1 else _sign(text)


def _operator(element: Any) -> str:
    text, form = _text(element), element.get("form")
    if not text:
        return ""
    shown = _sign(text)
    if element.get("stretchy") == "true" and form == "infix":
        return f"mid({shown})"
    if size := element.get("minsize"):
        shown = f"lr({shown}, size: #{size})"
    if form in _CLASSES and (size or element.get("fence") == "true"):
        return f'class("{_CLASSES[form]}", {shown})'
    if len(text) > 1:
        return f"#h({element.get('lspace', '0em')});{shown}#h({element.get('rspace', '0em')});"
    if text in "|‖":
        return f'class("{"relation" if element.get("lspace") else "normal"}", {shown})'
    return f'class("normal", {shown})' if size else shown


def _is_fence(element: Any) -> bool:
    return element.get("fence") == "true" and element.get("stretchy") != "false" and not element.get("minsize")


def _group(element: Any) -> str:
    if len(element) > 1 and _is_fence(element[0]) and _is_fence(element[-1]):
        left, right = (_sign(_text(end)) if _text(end) else "" for end in (element[0], element[-1]))
        return f"lr({left} {_row(element[1:-1])} {right})"
    back = "#h(-.1667em);" if "margin-left:-" in element.get("style", "") else ""
    return back + _row(element)


def _attached(base: str, places: Iterable[str], scripts: Iterable[Any]) -> str:
    """Return ``base`` with ``scripts`` at ``places`` of it."""
    named = (f", {place}: {body}" for place, part in zip(places, scripts, strict=False) if (body := _markup(part)))
    return f"attach({base}{''.join(named)})"


def _scripts(*places: str) -> Callable[[Any], str]:
    return lambda element: _attached(f"scripts({_base(element[0])})", places, element[1:])


def _above_or_below(element: Any) -> str:
    base, sign, tag = element[0], _text(element[1]), _tag(element)
    places = {"mover": "t", "munder": "b"}.get(tag, "bt")
    if tag != "munderover" and _tag(element[1]) == "mo":
        if sign in _BRACES:
            return f"{_BRACES[sign]}({_base(base)})"
        if tag == "mover" and sign in _ACCENTS and element.get("accent") != "false" and element[1].attrib:
            return f"accent({_base(base)}, {string(_ACCENTS[sign])})"
    if _text(base) in _ARROWS and base.get("stretchy") == "true" and _text(base):
        labels = (part[0] if _tag(part) in ("munder", "mover") else part for part in element[1:])
        return _attached(f"limits(stretch({_sign(_text(base))}))", places, labels)
    return _attached(f"limits({_base(base)})", places, element[1:])


def _prescripts(element: Any) -> str:
    at = next(number for number, child in enumerate(element) if _tag(child) == "mprescripts")
    places = (*("br", "tr")[: at - 1], "bl", "tl")
    return _attached(_base(element[0]), places, [*element[1:at], *element[at + 1 :]])


def _fraction(element: Any) -> str:
    above, below = map(_base, element)
    has_line = element.get("linethickness", "1") not in ("0px", "0")
    return f"frac({above}, {below})" if has_line else f"mat(delim: #none, {above}; {below})"


def _space(element: Any) -> str:
    width = element.get("width", "0em")
    if element.get("mathbackground"):
        return f"#box(fill: black, width: {width}, height: {element.get('height', '.05em')});"
    return f"#h({width});" if float(re.sub(r"[^\d.-]", "", width) or 0) else ""


def _table(element: Any) -> str:
    """Return a matrix. Typst has a point of alignment in a cell, at which a right column and the left one behind it meet."""
    rows, lines, rules = [], set(), set()
    for number, row in enumerate(element, 1):
        cells, meets = list[str](), False
        for at, cell in enumerate(row, 1):
            classes, style, body = cell.get("class", "").split(), cell.get("style", ""), _row(cell)
            if body and element.get("displaystyle") == "true":
                body = f"display({body})"
            rules |= {at} if "border-right" in style else set()
            lines |= {number} if "border-bottom" in style else set()
            if "tml-left" in classes and meets:
                cells[-1] += f" {body}"
            else:
                aligned = f"{body} &" if "tml-right" in classes else f"& {body}" if "tml-left" in classes else body
                cells.append(aligned or '""')
            meets = "tml-right" in classes
        rows.append(" , ".join(cells))
    options = ["delim: #none"]
    if "tml-jot" in element.get("class", ""):
        options += ["row-gap: #.7em", "column-gap: #1em"]
    if lines or rules:
        drawn = ("".join(f"{place}," for place in sorted(places)) for places in (lines, rules))
        options.append("augment: #(hline: ({}), vline: ({}), stroke: .05em)".format(*drawn))
    return f"mat({', '.join(options)}, {' ; '.join(rows)})"


def _enclosed(element: Any) -> str:
    notation, body = element.get("notation", ""), _row(element) or '""'
    if notation in _STRIKES:
        return f"cancel({_STRIKES[notation]}{body})"
    around = {"top": "overline", "bottom": "underline"}.get(notation, "")
    return _box(body) if notation == "box" else f"{around}({body})" if around else body


def _is_strut(element: Any) -> bool:
    return element.get("width") == "0.1px" and _tag(element[0]) == "mphantom"


_ELEMENTS: dict[str, Callable[[Any], str]] = {
    "mi": _identifier,
    "mn": lambda element: _sign(_text(element)),
    "mo": _operator,
    "mtext": lambda element: string("".join(element.itertext())) if _text(element) else "",
    "mrow": _group,
    "mspace": _space,
    "mphantom": lambda element: f"#hide[${_row(element)}$]",
    "mpadded": lambda element: f"#box(width: 0pt)[${_row(element)}$]" if _is_strut(element) else _row(element),
    "mfrac": _fraction,
    "msqrt": lambda element: f"sqrt({_row(element)})",
    "mroot": lambda element: f"root({_markup(element[1])}, {_base(element[0])})",
    "msub": _scripts("b"),
    "msup": _scripts("t"),
    "msubsup": _scripts("b", "t"),
    "mmultiscripts": _prescripts,
    **dict.fromkeys(("mover", "munder", "munderover"), _above_or_below),
    "mtable": _table,
    "menclose": _enclosed,
}
