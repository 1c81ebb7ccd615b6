"""Titles that records need beside those of the edition: of its pages as plain text, of the data, of chapters in English."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.environment import BuildEnvironment

from press.caches import remembered
from press.citing_record import ENGLISH
from press.contents import contents
from press.descriptor import read_package
from press.editions import address, edition_docname
from press.settings import Settings
from press.textfile import read_utf8

_HEADING = re.compile(r"^# +(?P<text>.+?)\s*#*$", re.MULTILINE)
# A heading with a role in it says more than its characters.
_MARKUP = re.compile(r"[*_`]")
_SOFT_HYPHEN = "\u00ad"


def page_title(env: BuildEnvironment, docname: str) -> str:
    """The title of a page without markup."""
    return plain_text(env.titles.get(docname) or nodes.title())


def plain_text(node: nodes.Node) -> str:
    """The text of ``node`` on one line, without soft hyphens."""
    return " ".join(node.astext().replace(_SOFT_HYPHEN, "").split())


def dataset_title(root: Path) -> str:
    """The title of the data package, or its name where it has none."""
    about = read_package(root).about
    return str(about.get("title") or about.get("name"))


@remembered
def english_titles(settings: Settings) -> dict[str, str]:
    """The first headings of the English edition by page; notebooks count where English is the default language."""
    found = {}
    for docname in contents(settings):
        path = settings.root / edition_docname(docname, settings, ENGLISH)
        heading = _HEADING.search(_source(path, with_notebooks=settings.languages[0] == ENGLISH))
        if heading and "{" not in heading["text"]:
            found[address(docname, settings)] = _MARKUP.sub("", heading["text"])
    return found


def _source(path: Path, *, with_notebooks: bool) -> str:
    chapter, notebook = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.ipynb")
    if chapter.is_file():
        return read_utf8(chapter)
    if not with_notebooks or not notebook.is_file():
        return ""
    cells = nbformat.read(notebook, as_version=4).cells
    return next((str(cell.source) for cell in cells if cell.cell_type == "markdown"), "")
