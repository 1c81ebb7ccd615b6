"""A style sheet reduced to the rules that can find something, the properties they use, and the frames these name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

from press.sheet_names import Names
from press.sheet_selectors import possible_selectors

_USED = re.compile(r"var\(\s*(--[\w-]+)")
_SPACE = " \t\r\n\f"
# Pages are set in the reader's own fonts; those of the theme hold icons, which the frame draws itself.
_DROPPED = ("charset", "font-face")
# Rules that hold rules.
_NESTING = ("media", "supports", "layer", "container", "scope", "starting-style", "document")
_KEYFRAMES = ("keyframes", "-webkit-keyframes")


def reduced(sheet: str, names: Names) -> str:
    """``sheet`` without what cannot matter for pages that hold ``names``."""
    rules = list(_kept(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), names))
    needed = _needed(rules, names.words)
    return "".join(_written(rules, needed, _animations(rules)))


class Block:
    """A rule with declarations: what stands before the brace, and the declarations themselves."""

    def __init__(self, prelude: str, declarations: list[Declaration], nested: str = "") -> None:
        self.prelude, self.declarations, self.nested = prelude, declarations, nested


class Frame:
    """A rule with rules in it."""

    def __init__(self, prelude: str, rules: list[Rule]) -> None:
        self.prelude, self.rules = prelude, rules


Rule = Block | Frame | str


def _kept(nodes: Iterable[Any], names: Names) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            if selectors := possible_selectors(node.prelude, names):
                yield _block(selectors, node.content)
        elif isinstance(node, AtRule) and node.lower_at_keyword not in _DROPPED:
            yield from _kept_at(node, names)


def _kept_at(node: AtRule, names: Names) -> Iterator[Rule]:
    prelude = f"@{node.at_keyword} {_tight(node.prelude)}".strip()
    if node.content is None:
        yield f"{prelude};"
    elif node.lower_at_keyword in _NESTING:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        if rules := list(_kept(inner, names)):
            yield Frame(prelude, rules)
    elif node.lower_at_keyword in _KEYFRAMES:
        yield Block(prelude, [], _tight(node.content))
    else:
        yield _block(prelude, node.content)


def _block(prelude: str, content: Any) -> Block:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    declarations = [node for node in parsed if isinstance(node, Declaration)]
    nested = [node for node in parsed if isinstance(node, (QualifiedRule, AtRule))]
    return Block(prelude, declarations, tinycss2.serialize(nested))


def _blocks(rules: Iterable[Rule]) -> Iterator[Block]:
    for rule in rules:
        if isinstance(rule, Block):
            yield rule
        elif isinstance(rule, Frame):
            yield from _blocks(rule.rules)


def _needed(rules: list[Rule], words: set[str]) -> set[str]:
    """The custom properties that some other property or script uses, directly or through one another."""
    uses: dict[str, set[str]] = {}
    needed = {word for word in words if word.startswith("--")}
    for block in _blocks(rules):
        needed.update(_USED.findall(block.nested))
        for declaration in block.declarations:
            used = set(_USED.findall(tinycss2.serialize(declaration.value)))
            if declaration.name.startswith("--"):
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


def _animations(rules: list[Rule]) -> str:
    """The values of all animations, in which the names of keyframes stand."""
    named = [
        tinycss2.serialize(one.value)
        for block in _blocks(rules)
        for one in block.declarations
        if "animation" in one.lower_name
    ]
    return " ".join(named)


def _written(rules: Iterable[Rule], needed: set[str], animations: str) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, str):
            yield rule
        elif isinstance(rule, Frame):
            if inner := "".join(_written(rule.rules, needed, animations)):
                yield f"{rule.prelude}{{{inner}}}"
        elif _is_wanted(rule, animations):
            declarations = [_declaration(one) for one in rule.declarations if _is_needed(one, needed)]
            if declarations or rule.nested:
                yield f"{rule.prelude}{{{';'.join([*declarations, *filter(None, [rule.nested])])}}}"


def _is_wanted(block: Block, animations: str) -> bool:
    if not block.prelude.startswith(tuple(f"@{name}" for name in _KEYFRAMES)):
        return True
    return block.prelude.split()[-1] in animations.split()


def _is_needed(declaration: Declaration, needed: set[str]) -> bool:
    return not declaration.name.startswith("--") or declaration.name in needed


def _declaration(declaration: Declaration) -> str:
    return f"{declaration.name}:{_tight(declaration.value)}{'!important' if declaration.important else ''}"


def _tight(tokens: Any) -> str:
    """Tokens as text, with one space where there were more; what stands in quotation marks is kept as it is."""
    parts = [" " if token.type == "whitespace" else token.serialize() for token in tokens if token.type != "comment"]
    return "".join(parts).strip(_SPACE)
