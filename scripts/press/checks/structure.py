"""Check the contents of the book: the chapters that they name are there, in every language, and well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.settings.toc import toc_faults
from press.core.errors import PressError
from press.core.reading.yaml_file import line_in, load_yaml
from press.edition.chapters import TOC
from press.edition.contents import contents_faults


@check("contents", CHAPTERS, Stage.STRUCTURE)
def contents(material: Material) -> Iterator[Fault]:
    """Find entries of the contents that name no chapter of the first language, chapters that no entry names, and keys of `_toc.yml` that are unknown where they stand."""
    path = material.root / TOC
    for keys, message in toc_faults(load_yaml(path)):
        yield fault_at(TOC, line_in(path, keys) or 1, message)
    for words in contents_faults(material.sources):
        place = re.match(r"[^\s:]+:\d+", words)
        yield Fault(words, (place[0],) if place else ())


@check("structure", CHAPTERS, Stage.STRUCTURE)
def structure(material: Material) -> None:
    """Find chapters that a language lacks."""
    chapters, book = material.sources.chapters, material.settings.book
    names = set().union(*chapters.values())
    missing = [
        f"{book}/{language}/{name}"
        for language, present in chapters.items()
        for name in sorted(names.difference(present))
    ]
    if missing:
        also = f" (missing as well: {', '.join(missing[1:])})" if missing[1:] else ""
        raise PressError(
            "a chapter that other editions have is missing",
            file=material.root / missing[0],
            remedy=f"write the chapter in this language or remove it from all{also}",
        )
