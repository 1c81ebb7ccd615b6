"""``style`` attributes as classes: a strict policy lets no attribute style a page."""

from __future__ import annotations

import hashlib
import re

from press.page_tags import Edit, Tag

_STYLE = re.compile(r"\s+style\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_CLASS = re.compile(r"(\sclass\s*=\s*)([\"'])", re.IGNORECASE)


def class_of(declarations: str) -> str:
    """The name of the class that stands for ``declarations``: the same for the same ones on every page."""
    return f"press-s-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"


def rule_of(declarations: str) -> str:
    """The rule of the class. An attribute outweighs every selector, hence the two ids that no element has."""
    return f".{class_of(declarations)}:not(#_):not(#_){{{declarations}}}"


def without_style(page: str, tag: Tag) -> Edit:
    """The exchange of ``tag`` for one with a class in place of its ``style``."""
    text = page[tag.start : tag.end]
    name = class_of(declarations(tag))
    bare = _STYLE.sub("", text, count=1)
    if _CLASS.search(bare):
        return tag.start, tag.end, _CLASS.sub(rf"\1\2{name} ", bare, count=1)
    return tag.start, tag.end, bare[: 1 + len(tag.name)] + f' class="{name}"' + bare[1 + len(tag.name) :]


def declarations(tag: Tag) -> str:
    """What the ``style`` of ``tag`` says, in one spelling."""
    return ";".join(part.strip() for part in tag.attributes["style"].split(";") if part.strip())
