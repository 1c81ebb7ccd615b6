"""Reduce a style sheet to the rules that can find something, and to what of them can matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.site.css.rules import Declaration, Rule, rules_of
from press.site.css.selectors import possible
from press.site.names import Names

_USED = re.compile(r"var\(\s*(--[\w-]+)")
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


def reduced(sheet: str, names: Names) -> list[Rule]:
    """The rules of ``sheet`` without what cannot matter for pages that hold ``names``."""
    found = [found for rule in rules_of(sheet) if (found := matching(rule, names))]
    return list(_useful(list(_living(found)), names.words))


def matching(rule: Rule, names: Names) -> Rule | None:
    """``rule`` with those of its selectors that can find something; None where none can."""
    if rule.at:
        return rule
    selectors = tuple(selector for selector in rule.selectors if possible(selector, names))
    return replace(rule, selectors=selectors) if selectors else None


def _useful(rules: list[Rule], words: set[str]) -> Iterator[Rule]:
    """``rules`` with the custom properties and the keyframes only that something uses, directly or through one another.

    ``words`` are those of scripts and pictures, which may use a custom property, too.
    """
    needed, animations = needed_properties(rules, words), _animations(rules)
    for rule in rules:
        left = with_needed(rule, needed)
        if left and (not rule.keyframes or rule.keyframes in animations):
            yield left


def with_needed(rule: Rule, needed: set[str]) -> Rule | None:
    """``rule`` without the custom properties that are not ``needed``; None where nothing is left."""
    left = rule.with_declarations(one for one in rule.declarations if not one.custom or one.name in needed)
    return left if left.declarations or left.nested or left.selectors[0].endswith(";") else None


def _living(rules: list[Rule]) -> Iterator[Rule]:
    """``rules`` without declarations that later rules with the same selectors outdo wherever they hold.

    Within one rule they stay: there the first may be for browsers that do not know the second.
    """
    outdone: set[tuple[tuple[str, ...], str, str, bool]] = set()
    kept: list[Rule] = []
    for rule in reversed(rules):
        if rule.at:
            kept.append(rule)
            continue
        left = rule.with_declarations(one for one in rule.declarations if not _is_outdone(rule, one, outdone))
        for selector in rule.selectors:
            outdone.update((rule.frames, selector, one.name, one.important) for one in rule.declarations)
        if left.declarations or left.nested:
            kept.append(left)
    return reversed(kept)


def _is_outdone(rule: Rule, declaration: Declaration, later: set[tuple[tuple[str, ...], str, str, bool]]) -> bool:
    places = [rule.frames[:depth] for depth in range(len(rule.frames) + 1)]
    return all(
        any(
            (frames, selector, name, declaration.important) in later
            for frames in places
            for name in covers(declaration.name)
        )
        for selector in rule.selectors
    )


def needed_properties(rules: Iterable[Rule], words: set[str]) -> set[str]:
    """The custom properties that some other property or script uses, directly or through one another."""
    uses: dict[str, set[str]] = {}
    needed = {word for word in words if word.startswith("--")}
    for rule in rules:
        needed.update(_USED.findall(rule.nested))
        for declaration in rule.declarations:
            used = set(_USED.findall(declaration.value))
            if declaration.custom:
                uses.setdefault(declaration.name, set()).update(used)
            else:
                needed |= used
    return _closed(needed, uses)


def _closed(names: set[str], uses: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(uses.get(name, ()))
    return found


def _animations(rules: Iterable[Rule]) -> set[str]:
    """All words in the values of animations, among which are the names of keyframes."""
    return {
        word
        for rule in rules
        for one in rule.declarations
        if "animation" in one.name.lower()
        for word in one.value.split()
    }


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
