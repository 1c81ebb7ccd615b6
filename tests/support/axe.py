"""Ask axe what keeps people out of a page."""

from __future__ import annotations

import os
from itertools import cycle
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from support.browser_pages import LANGUAGES, turn

# Chapters that have all kinds of elements between them.
CHAPTERS = (
    *("index", "glossary", "since-2019", "every-figure", "problems", "references", "letter"),
    *("officials-online", "data", "figure/gii-77", "number/survey.share-believe"),
)
# The rules whose answer may be another where nothing but the colours of a page is other.
OF_COLOURS = ("color-contrast", "link-in-text-block")
# Rules that axe calls experimental, and Lighthouse goes by.
TRIALS = ("label-content-name-mismatch",)
# What a page repeats beyond the first few: rows, and entries of the lists of numbers and works.
_REPEATED = ":is(tbody > tr, .press-reference, section section):nth-child(n + 9)"


def pages_to_check(folder: Path, path: str, *more: str) -> list[str]:
    """Return the pages to be looked at, of which ``path`` tells where each is in ``folder``: of `CHAPTERS` and ``more``, in the languages in turn.

    Before a release (docs/this-book.md) it is all pages.
    """
    if os.environ.get("PRESS_ALL_PAGES"):
        return [str(file.relative_to(folder)) for file in sorted(folder.glob(path.format(language="*", name="**/*")))]
    return [path.format(language=each, name=name) for name, each in zip([*CHAPTERS, *more], cycle(LANGUAGES))]


def shorten(page: Page) -> None:
    """Take away what a page repeats, of which the first few tell axe as much as all of it; not before a release."""
    if not os.environ.get("PRESS_ALL_PAGES"):
        page.evaluate("repeated => document.querySelectorAll(repeated).forEach((one) => one.remove())", _REPEATED)


def objections(page: Page, *rules: str, within: str | None = None) -> list[tuple[str, str]]:
    """Return which ``rules`` (of all that axe has, if none are named) are broken ``within`` a part of a page, and by what."""
    chosen = {"runOnly": list(rules)} if rules else {"rules": {rule: {"enabled": True} for rule in TRIALS}}
    options = {"resultTypes": ["violations"], **chosen}
    violations = Axe().run(page, context=within, options=options).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"][:150]) for violation in violations]


def objections_in_both(page: Page, within: str | None = None) -> list[tuple[str, str]]:
    """Return what axe objects to in light colours, which ``page`` was made for, and then in dark ones."""
    found = objections(page, within=within)
    turn(page, "dark")
    return found + objections(page, *OF_COLOURS, within=within)
