"""What the front matter of a chapter says to press is known, and the same in all languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from orchard_book import edit, parity_faults, replaced


@pytest.mark.parametrize("said", ["parity: sections", "voice: owner", "in-brief: no thanks"])
def test_front_matter_that_press_does_not_know_is_told(orchard: Path, said: str) -> None:
    for language in ("en", "kk", "ru"):
        edit(orchard, language, replaced("parity: section", said))
    faults = parity_faults(orchard, "front-matter")
    assert [fault.split(":")[0] for fault in faults] == [f"book/{name}/accounts.md" for name in ("en", "kk", "ru")]
    assert all(f"the front matter says '{said}'" in fault for fault in faults)


def test_what_one_language_asks_for_others_ask_for_as_well(orchard: Path) -> None:
    edit(orchard, "ru", replaced("---\nparity: section\n---\n\n", ""))
    (fault,) = parity_faults(orchard, "front-matter")
    assert fault.startswith("book/en/accounts.md:1 and book/ru/accounts.md:1: 'parity: section' stands")
