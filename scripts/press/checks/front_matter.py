"""Check the front matter of chapters before Sphinx reads it, which tells neither line nor cause of what is no YAML.

``parity: section`` holds sections side by side instead of paragraphs; ``voice: editors`` says that the whole chapter is the
editors' own, so that no remark in it needs a mark; ``in-brief: false`` that it is a list, which cannot be said in short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.core.errors import PressError
from press.core.files import is_file
from press.core.reading import parse_yaml

PARITY, VOICE, IN_BRIEF = "parity", "voice", "in-brief"
# Keys of the front matter, each with the one value that it may have.
KEYS = {PARITY: "section", VOICE: "editors", IN_BRIEF: False}
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@check("front-matter", CHAPTERS, Stage.STRUCTURE)
def front_matter(material: Material) -> Iterator[Fault | PressError]:
    """Find chapters whose front matter is no YAML, or says something else of `parity`, `voice` or `in-brief` than press knows."""
    settings = material.settings
    for language, names in material.sources.chapters.items():
        for name in names:
            path = Path(settings.book, language, name)
            if is_file(settings.root / path):
                yield from _faults(path, (settings.root / path).read_text("utf-8-sig", errors="replace"))


def _faults(path: Path, text: str) -> Iterator[Fault | PressError]:
    if not (found := _FRONT.match(text)):
        return
    try:
        front = parse_yaml(found["yaml"], path, 2)
    except PressError as error:
        yield error
        return
    for key, allowed in KEYS.items():
        value = front.get(key) if isinstance(front, dict) else None
        if value not in (None, allowed):
            message = (
                f"the front matter says '{key}: {_typed(value)}'; write '{key}: {_typed(allowed)}', or leave it out"
            )
            yield fault_at(path, 1, message)


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
