"""A style sheet as rules in a row, each with the frames (``@media`` and the like) that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, QualifiedRule
from tinycss2.ast import Declaration as ParsedDeclaration

from press.site.css.selectors import split

# Rules that hold rules.
_NESTING = ("media", "supports", "layer", "container", "scope", "starting-style", "document")
_KEYFRAMES = ("keyframes", "-webkit-keyframes")
# Pages are set in the reader's own fonts; those of the theme hold icons, which the frame draws itself.
_DROPPED = ("charset", "font-face")
_SPACE = " \t\r\n\f"


@dataclass(frozen=True)
class Declaration:
    """A property with its value, which ends in ``!important`` where it is."""

    name: str
    value: str

    @property
    def important(self) -> bool:
        """Whether it wins over all that are not, whatever they weigh."""
        return self.value.endswith("!important")

    @property
    def custom(self) -> bool:
        """Whether it is a custom property, which does nothing but lend its value to others."""
        return self.name.startswith("--")

    def __str__(self) -> str:
        return f"{self.name}:{self.value}"


@dataclass(frozen=True)
class Rule:
    """Declarations for what the selectors find; of an at-rule without selectors the only one is what stands before its brace.

    ``nested`` is text: rules within the rule, or the steps of keyframes.
    """

    frames: tuple[str, ...]
    selectors: tuple[str, ...]
    declarations: tuple[Declaration, ...] = ()
    nested: str = ""

    @property
    def at(self) -> bool:
        """Whether it is an at-rule, which finds no elements."""
        return self.selectors[0].startswith("@")

    @property
    def keyframes(self) -> str:
        """The name of the keyframes that it is; empty where it is none."""
        name, _, rest = self.selectors[0].removeprefix("@").partition(" ")
        return rest if self.at and name in _KEYFRAMES else ""

    def body(self) -> str:
        """What stands between its braces."""
        return ";".join([*map(str, self.declarations), *filter(None, [self.nested])])

    def with_declarations(self, declarations: Iterable[Declaration]) -> Rule:
        """The same rule with other declarations."""
        return replace(self, declarations=tuple(declarations))


def rules_of(sheet: str) -> list[Rule]:
    """The rules of ``sheet`` in order, without comments."""
    return list(_rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), ()))


def _rules(nodes: Iterable[Any], frames: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = tuple(tinycss2.serialize(part).strip() for part in split(node.prelude))
            yield _rule(frames, selectors, node.content)
        elif isinstance(node, AtRule) and node.lower_at_keyword not in _DROPPED:
            yield from _at_rules(node, frames)


def _at_rules(node: AtRule, frames: tuple[str, ...]) -> Iterator[Rule]:
    prelude = f"@{node.at_keyword} {_tight(node.prelude)}".strip()
    if node.content is None:
        yield Rule(frames, (f"{prelude};",))
    elif node.lower_at_keyword in _NESTING:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inner, (*frames, prelude))
    elif node.lower_at_keyword in _KEYFRAMES:
        yield Rule(frames, (prelude,), nested=_tight(node.content))
    else:
        yield _rule(frames, (prelude,), node.content)


def _rule(frames: tuple[str, ...], selectors: tuple[str, ...], content: Any) -> Rule:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    nested = [node for node in parsed if isinstance(node, (QualifiedRule, AtRule))]
    declarations = tuple(_declaration(node) for node in parsed if isinstance(node, ParsedDeclaration))
    return Rule(frames, selectors, declarations, tinycss2.serialize(nested))


def _declaration(node: ParsedDeclaration) -> Declaration:
    return Declaration(node.name, f"{_tight(node.value)}{'!important' if node.important else ''}")


def _tight(tokens: Sequence[Any]) -> str:
    """Tokens as text, with one space where there were more; what stands in quotation marks is kept as it is."""
    parts = [" " if token.type == "whitespace" else token.serialize() for token in tokens if token.type != "comment"]
    return "".join(parts).strip(_SPACE)


def written(rules: Iterable[Rule]) -> str:
    """The rules as a sheet; neighbours in the same frame share it."""
    parts: list[str] = []
    opened: tuple[str, ...] = ()
    for rule in rules:
        shared = _shared(opened, rule.frames)
        parts += ["}" * (len(opened) - shared), *(f"{frame}{{" for frame in rule.frames[shared:])]
        parts.append(
            rule.selectors[0] if rule.selectors[0].endswith(";") else f"{','.join(rule.selectors)}{{{rule.body()}}}"
        )
        opened = rule.frames
    return "".join([*parts, "}" * len(opened)])


def _shared(first: tuple[str, ...], second: tuple[str, ...]) -> int:
    """How many frames two rules share, from the outermost."""
    return next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
