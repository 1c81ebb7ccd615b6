"""The tags of a PDF as lines of text: what a screen reader is given, in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import outloud
import pikepdf

#: What is told of an element beside its kind.
TOLD = ("/Alt", "/ActualText", "/Lang", "/E", "/Scope", "/RowSpan", "/ColSpan", "/ListNumbering")


def tags(pdf: Path) -> list[str]:
    """Return a line for each element, with its text, indented by its depth. Where lines and pages end makes no difference."""
    document = outloud.Document(str(pdf))
    return [line for child in _children(document, document.struct_root, None) for line in _lines(child)]


def _lines(element: Any) -> list[str]:
    if isinstance(element, str):
        return [repr(element)]
    name, children = element
    if len(children) == 1 and isinstance(children[0], str):
        return [f"{name} {children[0]!r}"]
    return [name, *(f"  {line}" for child in children for line in _lines(child))]


def _children(document: Any, element: pikepdf.Object, page: int | None) -> list[Any]:
    """Return what is in an element: texts, and elements, each with its name and what is in it."""
    children, kids = list[Any](), element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        is_mark = isinstance(kid, int)
        place = page if is_mark or "/Pg" not in kid else document.page_index[kid.Pg.objgen]
        if not is_mark and "/S" in kid:
            children.append((f"{str(kid.S)[1:]}{_told(kid)}", _children(document, kid, place)))
        elif is_mark or "/MCID" in kid:
            text = document.content(place).mcid_text.get((None, int(kid if is_mark else kid.MCID)), "")
            before = children.pop() if children and isinstance(children[-1], str) else ""
            children.append(before + text.replace("\u00ad", ""))
    return [child for child in children if not isinstance(child, str) or child.strip()]


def _told(element: pikepdf.Object) -> str:
    attributes = element.get("/A", [])
    holders = [element, *(attributes if isinstance(attributes, pikepdf.Array) else [attributes])]
    return "".join(f" {name[1:]}={str(holder[name])!r}" for holder in holders for name in TOLD if name in holder)
