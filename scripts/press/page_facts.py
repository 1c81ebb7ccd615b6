"""What has to be known of a page to finish it, found once for each text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from press.page_policy import is_governed
from press.page_styles import declarations, rule_of, without_style
from press.page_tags import Edit, Tag, tags_of
from press.sheet_names import Names

PICTURES = "_images"
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")
# Nobody sees a dialog before it is opened.
_DIALOG = re.compile(r"<dialog\b.*?</dialog>", re.DOTALL | re.IGNORECASE)
# An address that leads into the folder of pictures, in whatever attribute or script.
_PICTURE = re.compile(rf"\b{PICTURES}/([^\s\"'<>(),?#]+)")


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
