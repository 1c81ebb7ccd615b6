"""Finishes the joined site: styles and one script for all pages, and a strict policy on each."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from press.builders.html.card_files import card_files, read_cards
from press.builders.html.tags import Edit, Tag, edited
from press.core.caches import Kept
from press.site import bundle
from press.site.css.sheet import SiteSheet, write_sheet
from press.site.names import Names
from press.site.pages import ASSETS, Page, Read, facts_of, is_ours, names_of, read_pages, text_of
from press.site.policy import policy_tag
from press.site.unused import remove_unused

_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def finish_site(site: Path, kept: Kept | None = None) -> None:
    """Finish every page below ``site`` and remove what no page needs any more; ``kept`` spares doing it all for pages known."""
    kept = kept or Kept()
    read = cache(text_of)
    pages = read_pages(site, kept, read)
    sheet = _write_sheet(site, pages, kept, read)
    script = _write_script(site, pages, read)
    icons = {file: bundle.copy_hashed(file, site / bundle.FOLDER) for page in pages for _, file in page.icons}
    for page in pages:
        page.path.write_text(_finished(page, sheet, script, icons), encoding="utf-8")
    remove_unused(site, pages, read)


def _write_sheet(site: Path, pages: list[Page], kept: Kept, read: Read) -> SiteSheet | None:
    styled = [page for page in pages if page.sheets]
    files = _distinct([[file for _, file in page.sheets] for page in styled], read)
    if not files:
        return None
    whole = "\n".join(map(bundle.whole_sheet, files))
    return write_sheet(site / bundle.FOLDER, whole, _names(site, pages, kept, read), styled, kept)


def _write_script(site: Path, pages: list[Page], read: Read) -> Path | None:
    """The one script of all pages."""
    files = _distinct([[file for _, file in page.parts] for page in pages], read)
    if not files:
        return None
    folder = site / bundle.FOLDER
    return folder / bundle.write_hashed(folder, ".js", bundle.joined_scripts(map(read, files)))


def _distinct(sequences: list[list[Path]], read: Read) -> list[Path]:
    """The files in an order that suits every page, those of the same content (one an edition) once."""
    by_content: dict[str, Path] = {}
    for file in (file for sequence in sequences for file in sequence):
        by_content.setdefault(read(file), file)
    order = bundle.merged_order({tuple(read(file) for file in sequence): None for sequence in sequences})
    return [by_content[content] for content in order]


def _names(site: Path, pages: list[Page], kept: Kept, read: Read) -> Names:
    """What selectors can find: the tags of all pages and cards, and every word of our own scripts and of others that pages load."""
    names = Names()
    for page in pages:
        names.add(page.facts.names)
    for file in card_files(site):
        names.add(kept.answer(("cards", read(file)), partial(_names_of_cards, file)))
    loaded = {file for page in pages for file in page.scripts}
    for text in {read(file) for file in [*loaded, *site.rglob(f"{ASSETS}/press-*.js")]}:
        names.add_script(text)
    for text in {read(file) for file in site.rglob(f"{ASSETS}/*/*.css") if is_ours(file)}:
        names.add_sheet(text)
    return names


def _names_of_cards(file: Path) -> Names:
    return names_of([html for _, html in read_cards(file).values()])


def _finished(page: Page, sheet: SiteSheet | None, script: Path | None, icons: dict[Path, Path]) -> str:
    """The text of ``page`` with its styles, the one script and its icon, no ``style`` attribute, and its policy."""
    edits, governed, last = list(page.facts.edits), list(page.facts.governed), ""
    edits += [(tag.start, tag.end, _icon(page.path, icons[file])) for tag, file in page.icons]
    if sheet and page.sheets:
        first = sheet.first[page.path]
        before = f"<noscript>{_link(page.path, sheet.plain)}</noscript>" if sheet.plain else ""
        edits += _exchanged(page.sheets, f"{before}<style>{first}</style>")
        governed.append(Tag("style", "", 0, 0, first))
        last += _link(page.path, sheet.file)
    if script and page.parts:
        edits += _exchanged(page.parts, "")
        last += f'<script defer src="{_address(page.path, script)}"></script>'
    return _with_policy(_with_last(edited(page.text, edits), last), governed)


def _with_policy(text: str, governed: list[Tag]) -> str:
    """Return ``text`` with its policy, before all that this governs."""
    found = _CHARSET.search(text)
    at = found.end() if found else 0
    return text[:at] + policy_tag(governed) + text[at:]


def finished_alone(text: str) -> str:
    """Return the page ``text`` as it is published, but for styles and scripts, which it loads as its edition has them."""
    facts = facts_of(text)
    governed = list(facts.governed)
    if rules := "".join(sorted(facts.rules)):
        governed.append(Tag("style", "", 0, 0, rules))
    text = edited(text, facts.edits)
    if rules:
        text = text.replace("</head>", f"<style>{rules}</style></head>", 1)
    return _with_policy(text, governed)


def _icon(page: Path, file: Path) -> str:
    """Asked for once, not with each page as a browser does where the name of an icon does not change with it."""
    return f'<link rel="icon" href="{_address(page, file)}">'


def _link(page: Path, sheet: Path) -> str:
    return f'<link rel="stylesheet" href="{_address(page, sheet)}">'


def _exchanged(found: list[tuple[Tag, Path]], tag: str) -> list[Edit]:
    """The first of the tags found exchanged for ``tag``, the others for nothing."""
    return [(old.start, old.end, tag if number == 0 else "") for number, (old, _) in enumerate(found)]


def _with_last(text: str, tags: str) -> str:
    """``text`` with ``tags`` at its end: asked for early, what they load would take its part of the line from what is seen first."""
    end = text.rfind("</body>")
    return text[:end] + tags + text[end:] if end >= 0 else text + tags


def _address(page: Path, file: Path) -> str:
    return bundle.address_from(page.parent, file)
