"""Make the style sheet of the joined site: reduced to what pages can use, and parted into what each page has in itself and a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from press.core.caches import Kept
from press.site import bundle
from press.site.css.critical import Placed, first_rules, later_rules
from press.site.css.reduce import reduced
from press.site.css.rules import Rule, written
from press.site.names import Names
from press.site.pages import Page

_WORD = re.compile(r"[\w-]+")
_SCHEME = re.compile(r"\[data-theme=\"?(light|dark)\"?\]")
# In place of the attribute, and of the same weight: the script in the head of a page sets both together.
_UNSET = ":not([data-mode])"


@dataclass(frozen=True)
class SiteSheet:
    """The file that all pages load, one for those where scripts are off, if need be, and what each page has in itself."""

    file: Path
    plain: Path | None
    first: dict[Path, str]


def write_sheet(folder: Path, whole: str, names: Names, pages: list[Page], kept: Kept) -> SiteSheet:
    """Part the sheet ``whole`` for ``pages`` and write its files into ``folder``; ``names`` are those of all pages and scripts."""
    basis = (whole, names.spelled())
    rules = kept.answer(("sheet", *basis), lambda: reduced(whole, names))
    known = {word for rule in rules for selector in rule.selectors for word in _WORD.findall(selector)}
    seen = {page.path: page.facts.seen.among(known) for page in pages}
    spelled = {path: found.spelled() for path, found in seen.items()}
    first: dict[str, Placed] = {
        spelling: kept.answer(("first", *basis, spelling), partial(first_rules, rules, seen[path]))
        for path, spelling in sorted(spelled.items())
    }
    later = kept.answer(("later", *basis, *sorted(first)), lambda: written(later_rules(rules, first.values())))
    texts = {spelling: _in_order(placed) for spelling, placed in first.items()}
    return SiteSheet(
        folder / bundle.write_hashed(folder, ".css", bundle.with_files(later, folder)),
        _write_plain_sheet(folder, kept.answer(("plain", *basis), lambda: scheme_rules(rules))),
        {page.path: _of_page(page, texts[spelled[page.path]], folder) for page in pages},
    )


def _in_order(placed: Placed) -> str:
    return written(rule for _, rule in sorted(placed.items()))


def _of_page(page: Page, text: str, folder: Path) -> str:
    """What ``page`` has in itself, with the classes that stand for its ``style`` attributes."""
    return bundle.with_files(text, folder, page.path.parent) + "".join(sorted(page.facts.rules))


def _write_plain_sheet(folder: Path, text: str) -> Path | None:
    """The sheet that comes before the others where scripts are off; none where no rule waits for a script."""
    if not text:
        return None
    return folder / bundle.write_hashed(folder, ".css", bundle.with_files(text, folder), "plain")


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
