"""Prove that the pages of all editions have the same blocks, so that they can be shown side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from press.builders.html.block_ids import BlockRecord, list_file, read_list
from press.core.errors import PressError
from press.core.formats import PAGES, edition_output
from press.core.settings import Settings

_REMEDY = "let the same paragraphs, list items, figures and tables stand in the same order in both"


def prove_blocks(settings: Settings) -> None:
    """Raise one PressError that names, for each page whose blocks differ between two editions, the first difference with both places."""
    default, *others = settings.languages
    faults = [
        fault
        for page in built_pages(settings, default)
        for language in others
        for fault in [_fault(settings, page, default, language)]
        if fault
    ]
    if faults:
        raise PressError("\n".join(faults), remedy=_REMEDY)


def built_pages(settings: Settings, language: str) -> list[str]:
    """Return the addresses of the pages with blocks in the edition, sorted."""
    folder = list_file(settings, language, "index").parent
    pages = (path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json"))
    return sorted(page for page in pages if _page(settings, language, page).is_file())


def _page(settings: Settings, language: str, page: str) -> Path:
    return edition_output(settings, language, PAGES) / f"{page}.html"


def _fault(settings: Settings, page: str, default: str, language: str) -> str:
    if not _page(settings, language, page).is_file():
        return ""
    ours, theirs = (read_list(list_file(settings, tag, page)) for tag in (default, language))
    return next(_differences(ours, theirs), "")


def _differences(ours: list[BlockRecord], theirs: list[BlockRecord]) -> Iterator[str]:
    for first, second in zip_longest(ours, theirs):
        if first is None:
            yield f"{second.source}: has a block more than {_end_of(ours)}, {second.identifier}"
        elif second is None:
            yield f"{first.source}: has a block more than {_end_of(theirs)}, {first.identifier}"
        elif first[:2] != second[:2]:
            message = f"the one is {_named(first)}, the other {_named(second)}"
            yield f"{first.source} and {second.source} are different blocks: {message}"


def _end_of(blocks: list[BlockRecord]) -> str:
    return blocks[-1].source if blocks else "the other edition, which has none"


def _named(block: BlockRecord) -> str:
    return f"the {block.kind.replace('_', ' ')} {block.identifier}"
