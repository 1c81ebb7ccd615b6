"""Finishes the joined site: one reduced style sheet, one script, and a strict policy on each page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from press import site_bundle
from press.card_files import card_files, read_cards
from press.page_policy import policy_tag
from press.page_styles import declarations, rule_of, without_style
from press.page_tags import Edit, Tag, edited, tags_of
from press.sheet_names import Names
from press.sheet_reduce import reduced
from press.sheet_schemes import scheme_rules

_STATIC = Path(__file__).parent / "static"
_ASSETS = "_static"
_PICTURES = "_images"
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")
# An address that leads into the folder of pictures, in whatever attribute or script.
_PICTURE = re.compile(rf"\b{_PICTURES}/([^\s\"'<>(),?#]+)")


@dataclass
class Page:
    """A page of the site and its tags."""

    path: Path
    text: str

    @cached_property
    def tags(self) -> list[Tag]:
        """Its start tags."""
        return list(tags_of(self.text))

    def files(self, kind: str) -> Iterator[tuple[Tag, Path]]:
        """The style sheets (``link``) or scripts (``script``) of its edition that it loads, in order."""
        for tag in self.tags:
            address = tag.attributes.get("href" if kind == "link" else "src", "") if tag.name == kind else ""
            file = site_bundle.local_file(self.path, address) if address else None
            if file is not None and file.is_file() and _ASSETS in file.parts:
                yield tag, file

    def sheets(self) -> list[tuple[Tag, Path]]:
        """The style sheets that become part of the one sheet."""
        return [(tag, file) for tag, file in self.files("link") if site_bundle.is_sheet(tag)]

    def parts(self) -> list[tuple[Tag, Path]]:
        """The scripts that become part of the one script."""
        return [(tag, file) for tag, file in self.files("script") if site_bundle.is_part(tag, file)]


def finish_site(site: Path) -> None:
    """Finish every page below ``site`` and remove what no page needs any more."""
    pages = [
        Page(path, path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html")) if _is_page(path, site)
    ]
    sheet = _write_sheet(site, pages)
    script = _write_script(site, pages)
    plain = _write_plain_sheet(sheet) if sheet else None
    for page in pages:
        page.path.write_text(_finished(page, sheet, plain, script), encoding="utf-8")
    _remove_unused(site, pages)
    _remove_pictures(site, pages)


def _is_page(path: Path, site: Path) -> bool:
    return _ASSETS not in path.relative_to(site).parts


def _write_sheet(site: Path, pages: list[Page]) -> Path | None:
    """The one sheet of all pages, with the classes that stand for ``style`` attributes."""
    files = _distinct([[file for _, file in page.sheets()] for page in pages])
    if not files:
        return None
    folder = site / site_bundle.FOLDER
    whole = "\n".join(site_bundle.whole_sheet(file) for file in files)
    kept = site_bundle.with_files(reduced(whole, _names(site, pages)), folder)
    rules = sorted({rule_of(declarations(tag)) for page in pages for tag in _styled(page.tags)})
    return folder / site_bundle.write_hashed(folder, ".css", kept + "".join(rules))


def _write_plain_sheet(sheet: Path) -> Path | None:
    """The sheet that comes before the one where scripts are off; none where no rule waits for a script."""
    rules = scheme_rules(sheet.read_text(encoding="utf-8"))
    return sheet.parent / site_bundle.write_hashed(sheet.parent, ".css", rules, "plain") if rules else None


def _write_script(site: Path, pages: list[Page]) -> Path | None:
    """The one script of all pages."""
    files = _distinct([[file for _, file in page.parts()] for page in pages])
    if not files:
        return None
    folder = site / site_bundle.FOLDER
    text = site_bundle.joined_scripts(file.read_text(encoding="utf-8") for file in files)
    return folder / site_bundle.write_hashed(folder, ".js", text)


def _distinct(sequences: list[list[Path]]) -> list[Path]:
    """The files in an order that suits every page, those of the same content (one an edition) once."""
    by_content: dict[str, Path] = {}
    named = [[_known(file, by_content) for file in sequence] for sequence in sequences]
    return [by_content[content] for content in site_bundle.merged_order(named)]


def _known(file: Path, by_content: dict[str, Path]) -> str:
    content = file.read_text(encoding="utf-8-sig")
    by_content.setdefault(content, file)
    return content


def _names(site: Path, pages: list[Page]) -> Names:
    """What selectors can find: the tags of all pages and cards, and every word of our own scripts and of others that pages load."""
    names = Names()
    for page in pages:
        names.add_tags(page.tags)
        for tag in page.tags:
            names.add_script(tag.content if tag.name == "script" else "")
    for file in card_files(site):
        for _, card in read_cards(file).values():
            names.add_tags(tags_of(card))
    loaded = {file.read_text(encoding="utf-8") for page in pages for _, file in page.files("script")}
    for text in loaded | {file.read_text(encoding="utf-8") for file in site.rglob(f"{_ASSETS}/press-*.js")}:
        names.add_script(text)
    return names


def _styled(tags: Iterable[Tag]) -> Iterator[Tag]:
    return (tag for tag in tags if tag.name not in ("script", "style") and "style" in tag.attributes)


def _finished(page: Page, sheet: Path | None, plain: Path | None, script: Path | None) -> str:
    """The text of ``page`` with its two sheets, the one script, no ``style`` attribute, and its policy."""
    edits = [without_style(page.text, tag) for tag in _styled(page.tags)]
    if sheet:
        links = (f"<noscript>{_link(page.path, plain)}</noscript>" if plain else "") + _link(page.path, sheet)
        edits += _exchanged(page.sheets(), links)
    if script:
        edits += _moved_to_end(page, f'<script defer src="{_address(page.path, script)}"></script>')
    text = edited(page.text, edits)
    found = _CHARSET.search(text)
    at = found.end() if found else 0
    return text[:at] + policy_tag(page.tags) + text[at:]


def _link(page: Path, sheet: Path) -> str:
    return f'<link rel="stylesheet" href="{_address(page, sheet)}">'


def _exchanged(found: list[tuple[Tag, Path]], tag: str) -> list[Edit]:
    """The first of the tags found exchanged for ``tag``, the others for nothing."""
    return [(old.start, old.end, tag if number == 0 else "") for number, (old, _) in enumerate(found)]


def _moved_to_end(page: Page, tag: str) -> list[Edit]:
    """The scripts of ``page`` exchanged for ``tag`` at its end: asked for early, it would take its part of the line from the sheet
    and the text, which a reader sees first."""
    found, end = page.parts(), page.text.rfind("</body>")
    if not found or end < 0:
        return _exchanged(found, tag)
    return [*((old.start, old.end, "") for old, _ in found), (end, end, tag)]


def _address(page: Path, file: Path) -> str:
    return os.path.relpath(file, page.parent).replace(os.sep, "/")


def _remove_unused(site: Path, pages: list[Page]) -> None:
    """Remove from the editions' static files what is now in the one sheet or script, and what nothing names.

    Files that press itself brings stay if they are not parts: a script may load them under a name that it makes up.
    """
    parts = {file for page in pages for _, file in [*page.sheets(), *page.parts()]}
    ours = {path.relative_to(_STATIC).as_posix() for path in _STATIC.rglob("*") if path.is_file()}
    named = set(_named(pages, parts))
    for folder in site.rglob(_ASSETS):
        for file in [path for path in folder.rglob("*") if path.is_file()]:
            kept = file.name in named or file.relative_to(folder).as_posix() in ours
            if file.resolve() in parts or not kept:
                file.unlink()
        _remove_empty(folder)


def _named(pages: list[Page], parts: set[Path]) -> Iterator[str]:
    """The names of files that stand in the tags of pages or in the scripts that stay."""
    for page in pages:
        for tag in page.tags:
            yield from (name for value in tag.attributes.values() for name in _FILE_NAME.findall(value))
        for _, file in page.files("script"):
            if file not in parts:
                yield from _FILE_NAME.findall(file.read_text(encoding="utf-8"))


def _remove_pictures(site: Path, pages: list[Page]) -> None:
    """Remove the pictures that no page shows: Sphinx writes charts there too, which pages hold as drawings of their own."""
    scripts = {file for page in pages for _, file in page.files("script") if file.is_file()}
    texts = [*(page.text for page in pages), *(file.read_text(encoding="utf-8") for file in scripts)]
    named = {unquote(unescape(name)) for text in texts for name in _PICTURE.findall(text)}
    for folder in site.glob(f"*/{_PICTURES}"):
        for file in [path for path in folder.rglob("*") if path.is_file()]:
            if file.relative_to(folder).as_posix() not in named:
                file.unlink()
        _remove_empty(folder)
        if not any(folder.iterdir()):
            folder.rmdir()


def _remove_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
