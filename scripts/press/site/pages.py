"""Read the pages of the joined site, each with what its text tells and the files that it loads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from press.builders.html.search import SEARCH
from press.builders.html.tags import Edit, Tag, tags_of
from press.core.caches import Kept
from press.core.resources import press_path
from press.site import bundle
from press.site.names import Names
from press.site.policy import declarations, is_governed, rule_of, without_style

ASSETS = "_static"
_STATIC = press_path("builders/html/static")

Read = Callable[[Path], str]
Find = Callable[[Path, str], Path | None]
PICTURES = "_images"
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")
# Nobody sees a dialog before it is opened.
_DIALOG = re.compile(r"<dialog\b.*?</dialog>", re.DOTALL | re.IGNORECASE)
# An address that leads into the folder of pictures, in whatever attribute or script.
_PICTURE = re.compile(rf"\b{PICTURES}/([^\s\"'<>(),?#]+)")


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
    sheets = [(tag, file) for tag, file in found if bundle.is_sheet(tag)]
    parts = [(tag, file) for tag, file in found if bundle.is_part(tag, file, read)]
    scripts = [file for tag, file in found if tag.name == "script"]
    icons = [(tag, file) for tag, file in found if bundle.is_icon(tag)]
    return Page(path, text, facts, sheets, parts, scripts, icons)


def _own_file(folder: Path, address: str) -> Path | None:
    """The static file of its edition that a page in ``folder`` loads from ``address``."""
    file = bundle.local_file(folder, address)
    return file if file is not None and ASSETS in file.parts and file.is_file() else None


def is_ours(file: Path) -> bool:
    """Tell whether press itself brings a static file of an edition, or writes it for the search, which loads what its data name."""
    inside = file.parts[file.parts.index(ASSETS) + 1 :]
    return inside[0] == SEARCH or Path(_STATIC, *inside).is_file()


@dataclass(frozen=True)
class PageFacts:
    """What the tags of a page tell.

    ``loaded`` are those that load a file, ``names`` what a style sheet can find, ``seen`` what of this is there before a reader
    does anything, ``files`` the names of files in attributes, ``pictures`` those within the folder of pictures, ``rules`` what
    stands for ``style`` attributes, ``edits`` the exchange of these, and ``governed`` those on which its policy depends.
    """

    loaded: tuple[Tag, ...]
    names: Names
    seen: Names
    files: frozenset[str]
    pictures: frozenset[str]
    rules: frozenset[str]
    edits: tuple[Edit, ...]
    governed: tuple[Tag, ...]


def facts_of(text: str) -> PageFacts:
    """The facts of the page ``text``."""
    tags = list(tags_of(text))
    seen, hidden = Names(), Names()
    for tag in tags:
        if tag.name == "script":
            (seen if is_governed(tag) else hidden).add_script(tag.content)
    dialogs = [match.span() for match in _DIALOG.finditer(text)]
    seen.add_tags(tag for tag in tags if not _is_within(tag, dialogs))
    hidden.add_tags(tag for tag in tags if _is_within(tag, dialogs))
    names = Names()
    names.add(seen)
    names.add(hidden)
    styled = list(_styled(tags))
    return PageFacts(
        loaded=tuple(tag for tag in tags if address_of(tag)),
        names=names,
        seen=seen,
        files=frozenset(name for tag in tags for value in tag.attributes.values() for name in file_names(value)),
        pictures=pictures_in(text),
        rules=frozenset(rule_of(declarations(tag)) for tag in styled),
        edits=tuple(without_style(text, tag) for tag in styled),
        governed=tuple(tag for tag in tags if is_governed(tag)),
    )


def names_of(fragments: Iterable[str]) -> Names:
    """What a style sheet can find in ``fragments`` of pages."""
    names = Names()
    for fragment in fragments:
        names.add_tags(tags_of(fragment))
    return names


def address_of(tag: Tag) -> str:
    """The address of what a ``link`` or ``script`` loads; empty for other tags."""
    kind = {"link": "href", "script": "src"}.get(tag.name)
    return tag.attributes.get(kind, "") if kind else ""


def file_names(text: str) -> list[str]:
    """All that looks like the name of a file."""
    return _FILE_NAME.findall(text)


def pictures_in(text: str) -> frozenset[str]:
    """The names of pictures to which addresses in ``text`` lead."""
    return frozenset(unquote(unescape(name)) for name in _PICTURE.findall(text))


def _is_within(tag: Tag, spans: list[tuple[int, int]]) -> bool:
    """Whether ``tag`` stands in one of ``spans``, given in order; most tags stand before all of them."""
    if not spans or tag.start < spans[0][0]:
        return False
    return any(start <= tag.start < end for start, end in spans)


def _styled(tags: Iterable[Tag]) -> Iterator[Tag]:
    return (tag for tag in tags if tag.name not in ("script", "style") and "style" in tag.attributes)
