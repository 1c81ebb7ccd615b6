"""Load a book with its chapters, read their titles, localise the table of contents, and map documents between editions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.util.matching import Matcher, patfilter

from press.core.caches import cached_per_build
from press.core.digests import digests, files_below
from press.core.extensions import extension_files, load_extensions
from press.core.files import visible, write_changed
from press.core.reading import Keys, leaves, load_yaml
from press.core.settings import Settings, load_settings
from press.core.source_files import config_files
from press.core.text import read_utf8
from press.data.sources import Sources
from press.language.profiles.en import ENGLISH
from press.notebooks.results import read_notebook

TOC = "_toc.yml"
# Suffixes of documents, which a table of contents leaves out.
ENDINGS = (".md", ".ipynb", ".rst")
# Keys of entries that name documents.
NAMING = ("root", "file", "glob")
_BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")
_TITLE = ("heading_open", "h1")
# A text to the first line that may be its title, behind the front matter, in which # begins a comment.
_TO_TITLE = re.compile(r"(?:\A---\s*\n.*?^---\s*?\n)?+.*?^ {0,3}#[ \t][^\n]*", re.MULTILINE | re.DOTALL)


def load_sources(root: Path) -> Sources:
    """Load the extensions of the book at ``root``, and return its sources."""
    load_extensions(root)
    return sources_of(load_settings(root))


def sources_of(settings: Settings) -> Sources:
    """Return the sources of a book with these ``settings``.

    Digests are computed first, so that a file that changes during the build counts as changed in the next.
    """
    root = settings.root
    config = (path for path in config_files(root) if path.name != TOC)
    files = [*files_below(root / "data"), *config, *extension_files(root)]
    known = digests(files, root)
    return Sources(settings, {tag: tuple(chapter_files(settings, tag)) for tag in settings.languages}, known)


def chapter_files(settings: Settings, language: str) -> list[str]:
    """Return the paths of an edition's chapters, relative to its folder, in alphabetical order: ``["about.md", ...]``.

    Drafts, and files that the settings exclude in any edition, are left out.
    """
    folder = settings.root / settings.book / language
    names = (path.relative_to(folder).as_posix() for path in visible(folder.rglob("*.md")) if path.is_file())
    return sorted(
        name
        for name in names
        if not name.endswith(".draft.md")
        and not any(is_excluded(PurePosixPath(settings.book, tag, name), settings) for tag in settings.languages)
    )


def is_excluded(path: PurePosixPath, settings: Settings) -> bool:
    """Return whether the settings exclude ``path`` (relative to the root) or one of its folders; patterns are read as by Sphinx."""
    matches = Matcher(settings.excluded)
    return any(matches(str(part)) for part in (path, *path.parents[:-1]))


def toc_entries(toc: Any) -> Iterator[tuple[Keys, str]]:
    """Yield the keys that lead to each entry of a table of contents, and its value, in order; the last key is root, file or glob."""
    return ((keys, str(name)) for keys, name in leaves(toc) if keys[-1] in NAMING)


def contents(settings: Settings) -> list[str]:
    """Return the docnames of all entries of the table of contents, in order; patterns are expanded."""
    docnames: dict[str, None] = {}
    for keys, name in toc_entries(load_yaml(settings.root / TOC)):
        if keys[-1] == "glob":
            book = settings.root / settings.book
            paths = [path.relative_to(settings.root) for end in ENDINGS for path in visible(book.rglob(f"*{end}"))]
            names = {str(path.with_suffix("")) for path in paths if not is_excluded(PurePosixPath(path), settings)}
            docnames |= dict.fromkeys(sorted(patfilter(names, name)))
        else:
            # As Sphinx names the document: ``./book/en//january/`` is ``book/en/january``.
            docnames[str(PurePosixPath(name))] = None
    return list(docnames)


def localised_toc(toc: Any, settings: Settings, language: str, translate: Mapping[str, str]) -> Any:
    """Return the table of contents with the chapters of ``language`` in place of the default edition's, and captions translated."""
    if isinstance(toc, list):
        return [localised_toc(item, settings, language, translate) for item in toc]
    if not isinstance(toc, dict):
        return toc
    made = {}
    for key, value in toc.items():
        if key in NAMING and isinstance(value, str):
            made[key] = edition_docname(value, settings, language)
        elif key in ("caption", "title") and isinstance(value, str):
            made[key] = translate.get(value, value)
        else:
            made[key] = localised_toc(value, settings, language, translate)
    return made


def edition_docname(docname: str, settings: Settings, language: str) -> str:
    """Return ``book/kk/january`` for ``book/en/january``; documents outside the default edition are returned as they are, normalised."""
    default, path = PurePosixPath(settings.book, settings.languages[0]), PurePosixPath(docname)
    if path.is_relative_to(default):
        path = PurePosixPath(settings.book, language) / path.relative_to(default)
    return str(path)


def edition_of(docname: str, settings: Settings) -> str:
    """Return the language of the edition whose folder contains a document; empty where none does."""
    path = PurePosixPath(docname)
    return next((tag for tag in settings.languages if path.is_relative_to(PurePosixPath(settings.book, tag))), "")


def address(docname: str, settings: Settings) -> str:
    """Return the path of a document within its edition: ``january`` for both ``book/kk/january`` and ``book/en/january``."""
    parts = PurePosixPath(docname).parts
    if len(parts) == 1 or parts[0] != settings.book:
        return docname
    rest = parts[2:] if len(parts) > 2 and parts[1] in settings.languages else parts[1:]
    return str(PurePosixPath(*rest))


def path_up(page: str) -> str:
    """Return the relative path from ``page``, an address, to the folder of its edition: ``../`` from ``notebooks/survey``."""
    return "../" * page.count("/")


def write_toc(settings: Settings, language: str, target: Path, translate: Mapping[str, str]) -> None:
    """Write the table of contents of the edition in ``language`` to ``target``, unless it is there already."""
    toc = localised_toc(load_yaml(settings.root / TOC), settings, language, translate)
    text = yaml.safe_dump(toc, allow_unicode=True, sort_keys=False)
    write_changed(target, text.encode())


def _first_heading(text: str) -> Token | None:
    """Return the content of the first heading of the first level in a Markdown ``text``."""
    tokens = _BLOCKS.parse(text)
    return next((after for token, after in pairwise(tokens) if (token.type, token.tag) == _TITLE), None)


@cached_per_build
def english_titles(settings: Settings) -> dict[str, str]:
    """Return the first heading of each page of the English edition, if there is one.

    Notebooks have one only where English is the default language.
    """
    titles, markdown = {}, MarkdownIt()
    for docname in contents(settings) if ENGLISH.tag in settings.languages else ():
        path = settings.root / edition_docname(docname, settings, ENGLISH.tag)
        chapter, notebook = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.ipynb")
        text = read_utf8(chapter) if chapter.is_file() else ""
        if settings.languages[0] == ENGLISH.tag and notebook.is_file():
            text = next((cell.source for cell in read_notebook(notebook).cells if cell.cell_type == "markdown"), "")
        # Most often it is the first line that may be one, so that the rest need not be parsed.
        start = _TO_TITLE.match(text)
        heading = (_first_heading(start[0]) if start else None) or _first_heading(text)
        # The text of a role is not known here.
        if heading and "{" not in heading.content:
            (inline,) = markdown.parseInline(heading.content)
            titles[address(docname, settings)] = "".join(part.content for part in inline.children or ())
    return titles
