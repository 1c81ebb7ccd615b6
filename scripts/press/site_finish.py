"""Finishes the joined site: one reduced style sheet, one script, and a strict policy on each page."""

from __future__ import annotations

import os
import re
from functools import cache, partial
from pathlib import Path

from press import site_bundle
from press.card_files import card_files, read_cards
from press.kept import Kept
from press.page_facts import names_of
from press.page_tags import Edit, Tag, edited
from press.sheet_names import Names
from press.sheet_reduce import reduced
from press.sheet_schemes import scheme_rules
from press.site_pages import ASSETS, Page, Read, is_ours, read_pages, text_of
from press.site_unused import remove_unused

_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


def finish_site(site: Path, kept: Kept | None = None) -> None:
    """Finish every page below ``site`` and remove what no page needs any more; ``kept`` spares doing it all for pages known."""
    kept = kept or Kept()
    read = cache(text_of)
    pages = read_pages(site, kept, read)
    sheet = _write_sheet(site, pages, kept, read)
    script = _write_script(site, pages, read)
    plain = _write_plain_sheet(sheet, kept) if sheet else None
    for page in pages:
        page.path.write_text(_finished(page, sheet, plain, script), encoding="utf-8")
    remove_unused(site, pages, read)


def _write_sheet(site: Path, pages: list[Page], kept: Kept, read: Read) -> Path | None:
    """The one sheet of all pages, with the classes that stand for ``style`` attributes."""
    files = _distinct([[file for _, file in page.sheets] for page in pages], read)
    if not files:
        return None
    folder = site / site_bundle.FOLDER
    whole, names = "\n".join(map(site_bundle.whole_sheet, files)), _names(site, pages, kept, read)
    smaller = kept.answer(("sheet", whole, names.spelled()), lambda: reduced(whole, names))
    rules = sorted(frozenset().union(*(page.facts.rules for page in pages)))
    text = site_bundle.with_files(smaller, folder) + "".join(rules)
    return folder / site_bundle.write_hashed(folder, ".css", text)


def _write_plain_sheet(sheet: Path, kept: Kept) -> Path | None:
    """The sheet that comes before the one where scripts are off; none where no rule waits for a script."""
    text = sheet.read_text(encoding="utf-8")
    rules = kept.answer(("plain", text), lambda: scheme_rules(text))
    return sheet.parent / site_bundle.write_hashed(sheet.parent, ".css", rules, "plain") if rules else None


def _write_script(site: Path, pages: list[Page], read: Read) -> Path | None:
    """The one script of all pages."""
    files = _distinct([[file for _, file in page.parts] for page in pages], read)
    if not files:
        return None
    folder = site / site_bundle.FOLDER
    return folder / site_bundle.write_hashed(folder, ".js", site_bundle.joined_scripts(map(read, files)))


def _distinct(sequences: list[list[Path]], read: Read) -> list[Path]:
    """The files in an order that suits every page, those of the same content (one an edition) once."""
    by_content: dict[str, Path] = {}
    for file in (file for sequence in sequences for file in sequence):
        by_content.setdefault(read(file), file)
    order = site_bundle.merged_order({tuple(read(file) for file in sequence): None for sequence in sequences})
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


def _finished(page: Page, sheet: Path | None, plain: Path | None, script: Path | None) -> str:
    """The text of ``page`` with its two sheets, the one script, no ``style`` attribute, and its policy."""
    edits = list(page.facts.edits)
    if sheet:
        links = (f"<noscript>{_link(page.path, plain)}</noscript>" if plain else "") + _link(page.path, sheet)
        edits += _exchanged(page.sheets, links)
    if script:
        edits += _moved_to_end(page, f'<script defer src="{_address(page.path, script)}"></script>')
    text = edited(page.text, edits)
    found = _CHARSET.search(text)
    at = found.end() if found else 0
    return text[:at] + page.facts.policy + text[at:]


def _link(page: Path, sheet: Path) -> str:
    return f'<link rel="stylesheet" href="{_address(page, sheet)}">'


def _exchanged(found: list[tuple[Tag, Path]], tag: str) -> list[Edit]:
    """The first of the tags found exchanged for ``tag``, the others for nothing."""
    return [(old.start, old.end, tag if number == 0 else "") for number, (old, _) in enumerate(found)]


def _moved_to_end(page: Page, tag: str) -> list[Edit]:
    """The scripts of ``page`` exchanged for ``tag`` at its end: asked for early, it would take its part of the line from the sheet
    and the text, which a reader sees first."""
    found, end = page.parts, page.text.rfind("</body>")
    if not found or end < 0:
        return _exchanged(found, tag)
    return [*((old.start, old.end, "") for old, _ in found), (end, end, tag)]


def _address(page: Path, file: Path) -> str:
    return os.path.relpath(file, page.parent).replace(os.sep, "/")
