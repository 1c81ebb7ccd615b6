"""What is compared between the editions, tried on each chapter as it was read: a number that stands where another belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from support.small_books import ROOT

from press.checks.counterparts import BY_SECTION, Block, differences
from press.core.settings import load_settings
from press.edition.chapters import edition_docname
from press.make.sphinx_run import kept_warnings

SETTINGS = load_settings(ROOT)
READ = ROOT / "_build" / "press"

pytestmark = pytest.mark.skipif(not READ.is_dir(), reason="no built book: run `make book` first (`make test` does)")


def blocks_of(language: str) -> dict[str, Sequence[Block]]:
    """The blocks of each chapter of an edition, by its document."""
    kept = kept_warnings(READ / language / "doctrees")
    assert kept
    return kept.blocks


def numbers(block: Block) -> list[str]:
    return [mark for mark in block.shared if mark.startswith("number ")]


def with_a_number_in_place_of_its_neighbour(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """The chapter once for each number, with another number of the same block, or of the chapter, in its place.

    Where only sections have to hold the same, it is each number of what leads a section.
    """
    is_free = BY_SECTION in blocks[0].shared
    of_chapter = [mark for block in blocks for mark in numbers(block)]
    for at, block in enumerate(blocks):
        for mark in numbers(block) if block.leads or not is_free else ():
            neighbours = [other for other in (*numbers(block), *of_chapter) if other != mark] or ["number x/y"]
            shared = [neighbours[0] if each == mark else each for each in block.shared]
            yield at, [*blocks[:at], block._replace(shared=tuple(sorted(shared))), *blocks[at + 1 :]]


@pytest.mark.parametrize("language", SETTINGS.languages[1:])
def test_a_number_that_stands_where_another_belongs_is_told_with_its_line(language: str) -> None:
    originals, translated = blocks_of(SETTINGS.languages[0]), blocks_of(language)
    tried = set[str]()
    for docname, original in originals.items():
        translation = translated.get(edition_docname(docname, SETTINGS, language), ())
        assert list(differences(original, translation)) == []
        assert translation, docname
        for at, changed in with_a_number_in_place_of_its_neighbour(translation):
            told = list(differences(original, changed))
            assert any(changed[at].place in fault for fault in told), (changed[at], told)
            tried.add(docname)
    assert {"book/en/index", "book/en/problems", "book/en/officials-online"} <= tried
