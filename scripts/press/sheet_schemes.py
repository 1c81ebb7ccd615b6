"""Colours by the system where scripts are off: there nothing sets ``data-theme``, which the themes' colours wait for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2
from tinycss2.ast import AtRule, QualifiedRule

from press.sheet_selectors import split

_SCHEME = re.compile(r"\[data-theme=\"?(light|dark)\"?\]")
# In place of the attribute, and of the same weight: the script in the head of a page sets both together.
_UNSET = ":not([data-mode])"


def scheme_rules(sheet: str) -> str:
    """The rules of ``sheet`` for light and dark colours, for pages without scripts: each by what the system prefers."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "".join(_by_system(rules))


def _by_system(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            for scheme, selectors in _selectors(rule.prelude).items():
                content = tinycss2.serialize(rule.content)
                yield f"@media (prefers-color-scheme:{scheme}){{{','.join(selectors)}{{{content}}}}}"
        elif isinstance(rule, AtRule) and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if found := "".join(_by_system(inner)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{found}}}"


def _selectors(prelude: list[Any]) -> dict[str, list[str]]:
    """The selectors that name a scheme, by the scheme, made to find pages for which no script has chosen one."""
    found: dict[str, list[str]] = {}
    for part in split(prelude):
        text = tinycss2.serialize(part).strip()
        if named := _SCHEME.search(text):
            found.setdefault(named[1], []).append(_SCHEME.sub(_UNSET, text))
    return found
