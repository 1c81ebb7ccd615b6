"""Which properties of a style sheet set one another."""

from __future__ import annotations

# Shorthands that set every property whose name begins with theirs.
_WHOLE = (
    "margin",
    "padding",
    "scroll-margin",
    "scroll-padding",
    "background",
    "list-style",
    "transition",
    "animation",
    "inset",
)
# Other properties with the shorthands that set them.
_OTHERS = {
    "font-size": "font",
    "font-weight": "font",
    "font-family": "font",
    "font-style": "font",
    "line-height": "font",
    "top": "inset",
    "right": "inset",
    "bottom": "inset",
    "left": "inset",
    "overflow-x": "overflow",
    "overflow-y": "overflow",
    "flex-grow": "flex",
    "flex-shrink": "flex",
    "flex-basis": "flex",
}
# Families of properties of which one may set what another does, although their names differ.
_FAMILIES = {
    "line": "font",
    "top": "inset",
    "right": "inset",
    "bottom": "inset",
    "left": "inset",
    "row": "gap",
    "column": "gap",
    "align": "place",
    "justify": "place",
    "white": "text",
    "inline": "size",
    "block": "size",
    "width": "size",
    "height": "size",
}
_PREFIXES = ("-webkit-", "-moz-", "-ms-")


def covers(name: str) -> list[str]:
    """The property ``name`` and the shorthands that set it, too."""
    whole = [shorthand for shorthand in _WHOLE if name.startswith(f"{shorthand}-")]
    return [name, *whole, *filter(None, [_OTHERS.get(name)])]


def family(name: str) -> str:
    """What ``name`` shares with every property that may set the same; too much rather than too little."""
    if name.startswith("--"):
        return name
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    first = name.split("-")[0]
    return _FAMILIES.get(first, first)
