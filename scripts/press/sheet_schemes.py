"""Colours by the system where scripts are off: there nothing sets ``data-theme``, which the themes' colours wait for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from press.sheet_rules import Rule, written

_SCHEME = re.compile(r"\[data-theme=\"?(light|dark)\"?\]")
# In place of the attribute, and of the same weight: the script in the head of a page sets both together.
_UNSET = ":not([data-mode])"


def scheme_rules(rules: Iterable[Rule]) -> str:
    """Those of ``rules`` for light and dark colours, for pages without scripts: each by what the system prefers."""
    return written(own for rule in rules for own in _by_system(rule))


def _by_system(rule: Rule) -> Iterator[Rule]:
    """``rule`` for each scheme that its selectors name, made to find pages for which no script has chosen one."""
    found: dict[str, list[str]] = {}
    for selector in rule.selectors:
        if named := _SCHEME.search(selector):
            found.setdefault(named[1], []).append(_SCHEME.sub(_UNSET, selector))
    for scheme, selectors in found.items():
        yield replace(
            rule, frames=(*rule.frames, f"@media (prefers-color-scheme:{scheme})"), selectors=tuple(selectors)
        )
