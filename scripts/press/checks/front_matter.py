"""Read what the front matter of a chapter says to the checks: how it keeps in step with other languages, and who speaks in it.

``parity: section`` holds sections side by side instead of paragraphs; ``voice: editors`` says that the whole chapter is the
editors' own, so that no remark in it needs a mark; ``in-brief: false`` that it is a list, which cannot be said in short.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, errors_of, fault_at
from press.checks.myst.block import FRONT, Block
from press.checks.myst.chapter import Chapter
from press.core.errors import PressError
from press.core.reading.yaml_file import parse_yaml

PARITY, VOICE, IN_BRIEF = "parity", "voice", "in-brief"


# Keys of the front matter, each with the one value that it may have.
KEYS = {PARITY: "section", VOICE: "editors", IN_BRIEF: False}


def front_matter_value(chapter: Chapter, key: str) -> Any:
    """Return what the front matter of ``chapter`` says under ``key``; None where it says nothing."""
    with suppress(PressError):
        return _front(chapter).get(key)
    return None


def is_by_section(chapter: Chapter) -> bool:
    """Return whether sections of ``chapter`` are held side by side instead of paragraphs."""
    return bool(front_matter_value(chapter, PARITY) == "section")


def _block(chapter: Chapter) -> Block | None:
    return next((block for block in chapter.blocks if block.kind == FRONT), None)


def _front(chapter: Chapter) -> Mapping[str, Any]:
    """Return the names and values of the front matter; raise PressError where it is no YAML."""
    block = _block(chapter)
    front = parse_yaml(block.source, chapter.path, block.line + 1) if block else None
    return front if isinstance(front, dict) else {}


@check("front-matter", CHAPTERS, Stage.MARKUP)
def front_matter(material: Material) -> Iterator[Fault | PressError]:
    """Find chapters whose front matter is no YAML, or says something else of `parity`, `voice` or `in-brief` than press knows, or than another language."""
    chapters = {(chapter.language, chapter.name): chapter for chapter in material.chapters}
    default = material.settings.languages[0]
    for (language, name), chapter in chapters.items():
        yield from errors_of(_front, chapter)
        yield from _unknown(chapter)
        if language != default and (default, name) in chapters:
            yield from _differing(chapters[default, name], chapter)


def _unknown(chapter: Chapter) -> Iterator[Fault]:
    for key, allowed in KEYS.items():
        value = front_matter_value(chapter, key)
        if value is not None and value != allowed:
            message = (
                f"the front matter says '{key}: {_typed(value)}'; write '{key}: {_typed(allowed)}', or leave it out"
            )
            yield fault_at(chapter.path, _line(chapter), message)


def _differing(ours: Chapter, theirs: Chapter) -> Iterator[Fault]:
    for key in KEYS:
        first, second = front_matter_value(ours, key), front_matter_value(theirs, key)
        if first != second:
            places = (f"{ours.path}:{_line(ours)}", f"{theirs.path}:{_line(theirs)}")
            value = _typed(second if first is None else first)
            message = f"'{key}: {value}' stands in the front matter of one only; write it in both"
            yield Fault(f"{' and '.join(places)}: {message}", places)


def _line(chapter: Chapter) -> int:
    block = _block(chapter)
    return block.line if block else 1


def _typed(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
