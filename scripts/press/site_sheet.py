"""The style sheet of the joined site: reduced to what pages can use, and parted into what each page has in itself and a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from press import site_bundle
from press.kept import Kept
from press.sheet_first import Placed, first_rules, later_rules
from press.sheet_names import Names
from press.sheet_reduce import reduced
from press.sheet_rules import written
from press.sheet_schemes import scheme_rules
from press.site_pages import Page

_WORD = re.compile(r"[\w-]+")


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
        folder / site_bundle.write_hashed(folder, ".css", site_bundle.with_files(later, folder)),
        _write_plain_sheet(folder, kept.answer(("plain", *basis), lambda: scheme_rules(rules))),
        {page.path: _of_page(page, texts[spelled[page.path]], folder) for page in pages},
    )


def _in_order(placed: Placed) -> str:
    return written(rule for _, rule in sorted(placed.items()))


def _of_page(page: Page, text: str, folder: Path) -> str:
    """What ``page`` has in itself, with the classes that stand for its ``style`` attributes."""
    return site_bundle.with_files(text, folder, page.path.parent) + "".join(sorted(page.facts.rules))


def _write_plain_sheet(folder: Path, text: str) -> Path | None:
    """The sheet that comes before the others where scripts are off; none where no rule waits for a script."""
    if not text:
        return None
    return folder / site_bundle.write_hashed(folder, ".css", site_bundle.with_files(text, folder), "plain")
