"""Checks the findings of chapters: each claim has one, and no other is there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from press.core.settings import Settings
from press.core.text import read_utf8
from press.data.claims import CLAIMS, load_claims
from press.data.verdicts import near
from press.edition.chapters import chapter_files

_FINDING = re.compile(r"^\s*(?::{3,}|`{3,})\{finding\}\s*(?P<claim>\S*)", re.MULTILINE)


def finding_faults(found: Sequence[str], claims: Collection[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with a chapter's findings on the claims ``found``: which of them, and the fault in words.

    Unknown claims are the directive's to tell, as it has to know its claim to be printed.
    """
    for place, claim in enumerate(found):
        if claim in found[:place]:
            yield place, f"there is a second finding on the claim '{claim}'; put the two together"
    missing = [claim for claim in claims if claim not in found]
    if missing:
        told = f"{len(missing)} of {len(claims)} claims have no finding in this chapter"
        yield 0, f"{told}: {', '.join(missing)}; write :::{{finding}} <id> for each"


def findings_out_of_place(settings: Settings) -> list[str]:
    """A line for each fault in the findings of all chapters, without building them."""
    claims = load_claims(settings.root)
    faults = []
    for language in settings.languages:
        for name in chapter_files(settings, language):
            path = f"{settings.book}/{language}/{name}"
            faults += [
                f"{path}:{line}: {fault}" for line, fault in _chapter_faults(read_utf8(settings.root / path), claims)
            ]
    return faults


def _chapter_faults(text: str, claims: Collection[str]) -> Iterator[tuple[int, str]]:
    matches = list(_FINDING.finditer(text))
    if not matches:
        return
    lines = [text.count("\n", 0, match.start("claim")) + 1 for match in matches]
    found = [match["claim"] for match in matches]
    for line, claim in zip(lines, found, strict=True):
        if claim not in claims:
            yield line, f"there is no {CLAIMS.rstrip('s')} '{claim}'; use an id such as {near(claim, claims)}"
    yield from ((lines[place], fault) for place, fault in finding_faults(found, claims))
