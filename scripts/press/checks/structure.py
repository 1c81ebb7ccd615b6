"""Check the contents of a book: their keys are those of sphinx-external-toc, and the chapters that they name are there, in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx_external_toc.parsing import FILE_FORMATS, TOCTREE_OPTIONS, MalformedError, parse_toc_data
from yaml import YAMLError

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.core.errors import PressError
from press.core.files import is_file
from press.core.reading import Keys, leaves, line_in, load_yaml, parse_yaml
from press.core.settings import CONFIG
from press.core.text import near_names, read_utf8
from press.data.sources import Sources
from press.directives.components import EDITORS, IN_BRIEF
from press.edition.chapters import ENDINGS, NAMING, TOC, contents, edition_of

_LEVELS = {
    key for form in FILE_FORMATS.values() for key in (*form.subtrees_keys, *form.items_keys, form.default_items_key)
}
_KNOWN = {"format", "defaults", "meta", "title", "options", "url", "subtrees", *NAMING, *_LEVELS, *TOCTREE_OPTIONS}
_PLACE = re.compile(r" @ '(?P<place>[^']*)'")


@check("contents", CHAPTERS, Stage.STRUCTURE)
def named_chapters(material: Material) -> Iterator[Fault]:
    """Find entries of the contents that name no chapter of the first language, or one with its suffix, chapters that no entry names, and keys of `_toc.yml` that are unknown where they stand."""
    settings, path = material.settings, material.root / TOC
    toc = load_yaml(path)
    entries = [(keys, str(name)) for keys, name in leaves(toc) if keys[-1] in NAMING]
    typed = (keys[: depth + 1] for keys, _ in leaves(toc) if keys[0] != "meta" for depth in range(len(keys)))
    found = [
        (keys, f"contents have no key '{keys[-1]}'; write {near_names(str(keys[-1]), _KNOWN)}, or remove it")
        for keys in dict.fromkeys(typed)
        if isinstance(keys[-1], str) and keys[-1] not in _KNOWN
    ]
    found += [] if found else _malformed(toc)
    found += [fault for each in entries for fault in _entry(*each, material.sources)]
    for keys, words in found:
        yield fault_at(TOC, line_in(path, keys) or 1, words)
    named = {*contents(settings), *(name.removesuffix(".md") for _, name in entries)}
    for name in material.sources.chapters[settings.languages[0]]:
        shown = f"{settings.book}/{settings.languages[0]}/{name}"
        if shown.removesuffix(".md") not in named and not _is_orphan(material.root / shown):
            remedy = f"name it in {TOC}, or leave it out on purpose: end its name in .draft.md, or add it to exclude_patterns in {CONFIG}"
            yield Fault(f"{shown}: the contents do not name this chapter; {remedy}")


def _malformed(toc: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield where and why sphinx-external-toc cannot read the contents."""
    try:
        parse_toc_data(dict(toc))
    except (MalformedError, TypeError, AttributeError) as error:
        message = str(error)
        place = _PLACE.search(message)
        parts = filter(None, (place["place"] if place else "").split("/"))
        keys = tuple(int(part) if part.isdecimal() else part for part in parts)
        yield keys, f"the contents cannot be read: {_PLACE.sub('', message)}; correct them here"


def _entry(keys: Keys, name: str, sources: Sources) -> Iterator[tuple[Keys, str]]:
    settings, default = sources.settings, sources.settings.languages[0]
    edition, chapter = edition_of(name, settings), f"{name}.md".removeprefix(f"{settings.book}/{default}/")
    stem = next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), "")
    if edition not in ("", default):
        remedy = f"name the chapters of {settings.book}/{default}, which those of the other editions follow"
        yield keys, f"the contents name '{name}', a chapter of the edition '{edition}'; {remedy}"
    elif keys[-1] != "glob" and stem and is_file(settings.root / name):
        yield keys, f"the contents name '{name}' with its suffix; write '{stem}'"
    # Of a chapter that this language alone lacks the next check tells.
    elif keys[-1] != "glob" and not (
        any(is_file(settings.root / f"{name}{ending}") for ending in ENDINGS)
        or any(chapter in chapters for chapters in sources.chapters.values())
    ):
        yield keys, f"the contents name '{name}', but there is no such file; correct the name or add the file"


def _is_orphan(path: Path) -> bool:
    """Return whether a chapter says in Sphinx's field that it is in no toctree."""
    # Front matter that is no YAML is told elsewhere.
    with suppress(TopmatterReadError, YAMLError):
        return bool((read_topmatter(read_utf8(path)) or {}).get("orphan"))
    return True


@check("structure", CHAPTERS)
def structure(material: Material) -> Iterator[Fault]:
    """Find chapters that a language lacks."""
    chapters = material.sources.chapters
    for language, present in chapters.items():
        for name in sorted(set().union(*chapters.values()).difference(present)):
            path = f"{material.settings.book}/{language}/{name}"
            is_there = (material.root / path).exists()
            what = "this is no file, but a folder, a pipe or a device" if is_there else "this chapter is missing"
            remedy = "write the chapter in this language, or remove it from the others"
            yield Fault(f"{path}: {what}; {remedy}")


# Keys of the front matter, each with the one value that it may have.
FRONT = {"parity": "section", "voice": EDITORS, IN_BRIEF: False}
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
    for key, allowed in FRONT.items():
        value = front.get(key) if isinstance(front, dict) else None
        if value not in (None, allowed):
            said, right = (str(one).lower() if isinstance(one, bool) else one for one in (value, allowed))
            yield fault_at(path, 1, f"the front matter says '{key}: {said}'; write '{key}: {right}', or leave it out")
