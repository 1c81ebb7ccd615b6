"""Ask axe what keeps people out of a page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from served import turn

# The rules whose answer may be another where nothing but the colours of a page is other.
OF_COLOURS = ("color-contrast", "link-in-text-block")


def objections(page: Page, *rules: str, within: str | None = None) -> list[tuple[str, str]]:
    """Return which ``rules`` (of all that axe has, if none are named) are broken ``within`` a part of a page, and by what."""
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    violations = Axe().run(page, context=within, options=options).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"][:150]) for violation in violations]


def objections_in_both(page: Page, within: str | None = None) -> list[tuple[str, str]]:
    """Return what axe objects to in light colours, which ``page`` was made for, and then in dark ones."""
    found = objections(page, within=within)
    turn(page, "dark")
    return found + objections(page, *OF_COLOURS, within=within)
