"""Read the table of contents of a book, and find its faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx.util.matching import patfilter
from yaml import YAMLError

from press.core.files import is_file, visible
from press.core.reading.yaml_file import load_yaml
from press.core.settings import CONFIG, Settings
from press.core.text import lines_of, read_utf8
from press.data.sources import Sources
from press.edition.chapters import ENDINGS, TOC, edition_of, is_excluded, normal_path, toc_entries


def contents(settings: Settings) -> list[str]:
    """Return the docnames of all entries of the table of contents, in order; patterns are expanded."""
    found: dict[str, None] = {}
    for key, name in toc_entries(load_yaml(settings.root / TOC)):
        found |= dict.fromkeys(_matching(settings, name) if key == "glob" else [_docname(name)])
    return list(found)


def _docname(typed: str) -> str:
    name = normal_path(typed)
    return next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), name)


def _matching(settings: Settings, pattern: str) -> list[str]:
    book = settings.root / settings.book
    paths = [path.relative_to(settings.root) for ending in ENDINGS for path in visible(book.rglob(f"*{ending}"))]
    files = [PurePosixPath(path) for path in paths]
    return sorted(patfilter({_docname(str(file)) for file in files if not is_excluded(file, settings)}, pattern))


def contents_faults(sources: Sources) -> list[str]:
    """Return a message for each entry that is no chapter of the default edition, and for each chapter without an entry."""
    return [*_entry_faults(sources.settings), *_forgotten(sources)]


def _entry_faults(settings: Settings) -> Iterator[str]:
    default = settings.languages[0]
    for key, name in toc_entries(load_yaml(settings.root / TOC)):
        edition = edition_of(name, settings)
        place = f"{TOC}:{_line_of(settings.root / TOC, name)}"
        if edition not in ("", default):
            other = f"{settings.book}/{default}"
            yield (
                f"{place}: the contents name '{name}', a chapter of the edition '{edition}'; name the chapters of {other},"
                " which those of the other editions follow"
            )
        elif key != "glob" and not _is_there(settings.root, name):
            yield f"{place}: the contents name '{name}', but there is no such file; correct the name or add the file"


def _is_there(root: Path, name: str) -> bool:
    return any(is_file(root / f"{name}{ending}") for ending in ("", *ENDINGS))


def _line_of(path: Path, name: str) -> int:
    word = re.compile(rf"(?<![^\s'\"]){re.escape(name)}(?![^\s'\"])")
    lines = enumerate(lines_of(read_utf8(path)), start=1)
    return next((number for number, line in lines if word.search(line)), 1)


def _forgotten(sources: Sources) -> Iterator[str]:
    settings = sources.settings
    named = set(contents(settings))
    for name in sources.chapters[settings.languages[0]]:
        path = f"{settings.book}/{settings.languages[0]}/{name}"
        # Sphinx's field for a page that is in no toctree.
        if _docname(path) not in named and not _is_orphan(settings.root / path):
            yield (
                f"{path}: the contents do not name this chapter; name it in {TOC}, or leave it out on purpose:"
                f" end its name in .draft.md, or add it to exclude_patterns in {CONFIG}"
            )


def _is_orphan(path: Path) -> bool:
    # Front matter that is no YAML is told elsewhere.
    with suppress(TopmatterReadError, YAMLError):
        return bool((read_topmatter(read_utf8(path)) or {}).get("orphan"))
    return True
