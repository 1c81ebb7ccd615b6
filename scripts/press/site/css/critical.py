"""A style sheet in two: what is seen at first of a page is styled by the page itself, all else by a file that comes after it.

The file is the same for all pages. What every page has in itself is left out of it, unless it has to outdo something in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from press.site.css.reduce import family, matching, needed_properties, with_needed
from press.site.css.rules import Declaration, Rule
from press.site.css.selectors import Weight, subject, waits, weight
from press.site.names import Names

_PAPER = re.compile(r"@media\s+(only\s+)?print\b", re.IGNORECASE)

# Properties of what happens, and of paper: nothing is seen of them at first.
_UNSEEN = re.compile(
    r"-webkit-tap-highlight-color|(-webkit-)?user-select|(transition|animation|cursor|touch-action|break)\b.*"
)

# Rules by their places in the whole sheet.
Placed = dict[int, Rule]
# A declaration for what one selector finds.
Atom = tuple[str, Declaration]
# What two declarations have in common of which the later one wins where they find the same element.
Rank = tuple[str, Weight, bool, str]


def first_rules(rules: Sequence[Rule], names: Names) -> Placed:
    """Those of ``rules`` that style what is seen at first of a page with ``names``."""
    found = {place: rule for place, whole in enumerate(rules) if (rule := _seen_at_first(whole, names))}
    needed = needed_properties(found.values(), names.words)
    return {place: left for place, rule in found.items() if (left := with_needed(rule, needed))}


def later_rules(rules: Sequence[Rule], pages: Iterable[Placed]) -> list[Rule]:
    """``rules`` without what each of ``pages`` has in itself, but in the order of the cascade.

    A declaration that pages have in themselves is repeated where the file has one that stood before it and weighs as much.
    """
    everywhere = _everywhere(pages)
    elements: dict[Rank, set[str]] = {}
    later: list[Rule] = []
    unsure = False
    for place, rule in enumerate(rules):
        here = [atom for atom in _atoms(rule) if unsure or (place, atom) not in everywhere or _outdoes(atom, elements)]
        for atom in here:
            elements.setdefault(_rank(atom), set()).add(subject(atom[0])[0])
        later += _joined(rule, here)
        # Rules within a rule are not looked into: all that comes after them may have to outdo them.
        unsure = unsure or bool(rule.nested and not rule.at)
    return later


def _seen_at_first(rule: Rule, names: Names) -> Rule | None:
    """What of ``rule`` can find something before a reader does anything, on a screen."""
    found = None if rule.at or any(map(_PAPER.match, rule.frames)) else matching(rule, names)
    selectors = tuple(selector for selector in found.selectors if not waits(selector)) if found else ()
    declarations = tuple(one for one in rule.declarations if not _UNSEEN.fullmatch(one.name))
    return replace(rule, selectors=selectors, declarations=declarations) if selectors else None


def _everywhere(pages: Iterable[Placed]) -> set[tuple[int, Atom]]:
    """What all pages have in themselves."""
    found = ({(place, atom) for place, rule in page.items() for atom in _atoms(rule)} for page in pages)
    return set.intersection(*found)


def _atoms(rule: Rule) -> Iterator[Atom]:
    return ((selector, one) for selector in rule.selectors for one in rule.declarations)


def _rank(atom: Atom) -> Rank:
    selector, declaration = atom
    return family(declaration.name), weight(selector), declaration.important, subject(selector)[1]


def _outdoes(atom: Atom, elements: Mapping[Rank, set[str]]) -> bool:
    """Whether ``atom`` wins over one of those whose ``elements`` are given, should they find the same element."""
    found, element = elements.get(_rank(atom), set()), subject(atom[0])[0]
    return bool(found) and (not element or "" in found or element in found)


def _joined(rule: Rule, atoms: Sequence[Atom]) -> Iterator[Rule]:
    """What ``atoms`` leave of ``rule``: selectors that follow one another with the same declarations share them."""
    if rule.at or rule.nested:
        yield rule
        return
    kept = set(atoms)
    left = [
        (selector, tuple(one for one in rule.declarations if (selector, one) in kept)) for selector in rule.selectors
    ]
    for declarations, group in groupby(left, key=lambda pair: pair[1]):
        if declarations:
            yield replace(rule, selectors=tuple(selector for selector, _ in group), declarations=declarations)
