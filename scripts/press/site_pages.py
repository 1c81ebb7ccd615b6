"""The pages of the joined site, each with what its text tells and the files that it loads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from press import site_bundle
from press.kept import Kept
from press.page_facts import PageFacts, address_of, facts_of
from press.page_tags import Tag
from press.resources import press_path

ASSETS = "_static"
_STATIC = press_path("static")

Read = Callable[[Path], str]
Find = Callable[[Path, str], Path | None]


@dataclass(frozen=True)
class Page:
    """A page of the site: its file, its text, what the text tells, and the files of an edition that it loads, in order."""

    path: Path
    text: str
    facts: PageFacts
    sheets: list[tuple[Tag, Path]]
    parts: list[tuple[Tag, Path]]
    scripts: list[Path]
    icons: list[tuple[Tag, Path]]


def read_pages(site: Path, kept: Kept, read: Read) -> list[Page]:
    """All pages below ``site``; ``read`` gives the text of a file."""
    find = cache(_own_file)
    paths = [path for path in sorted(site.rglob("*.html")) if ASSETS not in path.relative_to(site).parts]
    return [_page(path, kept, read, find) for path in paths]


def text_of(path: Path) -> str:
    """The text of a file, without the mark that some begin with."""
    return path.read_text(encoding="utf-8-sig")


def _page(path: Path, kept: Kept, read: Read, find: Find) -> Page:
    text = path.read_text(encoding="utf-8")
    facts = kept.answer(("page", text), lambda: facts_of(text))
    found = [(tag, file) for tag in facts.loaded if (file := find(path.parent, address_of(tag)))]
    sheets = [(tag, file) for tag, file in found if site_bundle.is_sheet(tag)]
    parts = [(tag, file) for tag, file in found if site_bundle.is_part(tag, file, read)]
    scripts = [file for tag, file in found if tag.name == "script"]
    icons = [(tag, file) for tag, file in found if site_bundle.is_icon(tag)]
    return Page(path, text, facts, sheets, parts, scripts, icons)


def _own_file(folder: Path, address: str) -> Path | None:
    """The static file of its edition that a page in ``folder`` loads from ``address``."""
    file = site_bundle.local_file(folder, address)
    return file if file is not None and ASSETS in file.parts and file.is_file() else None


def is_ours(file: Path) -> bool:
    """Whether press itself brings a static file of an edition."""
    return Path(_STATIC, *file.parts[file.parts.index(ASSETS) + 1 :]).is_file()
