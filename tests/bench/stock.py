"""This book as a stock Jupyter Book 1 would have it: an edition for each language, each with notebooks that it runs for itself.

The chapters are without our roles and directives, so that stock has less to do with them. Charts and tables are what the notebooks leave.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

SETTINGS = "stock.yml"
_SETTINGS = {
    "title": "Stock",
    "only_build_toc_files": True,
    "execute": {"execute_notebooks": "cache", "timeout": 300, "allow_errors": False},
}
_FENCE = re.compile(r"^\s*(?::{3,}|`{3,}|\(.*\)=|:[a-z-]+:).*$", re.MULTILINE)
_ROLE = re.compile(r"\{[\w:-]+\}`([^`]*)`")
_NOTE = re.compile(r"\[\^[\w-]+\]:?")


def stock_editions(book: Path, folder: Path, languages: tuple[str, ...]) -> list[Path]:
    """The folders of the editions, below ``folder``, made from the sources of ``book``."""
    return [_edition(book, folder / language, language) for language in languages]


def _edition(book: Path, home: Path, language: str) -> Path:
    shutil.copytree(book / "data", home / "data")
    shutil.copy2(book / "references.bib", home)
    chapters = sorted((book / "book" / language).glob("*.md"))
    notebooks = sorted((book / "book" / "notebooks").glob("*.ipynb"))
    for chapter in chapters:
        text = _FENCE.sub("", chapter.read_text(encoding="utf-8"))
        (home / chapter.name).write_text(_NOTE.sub("", _ROLE.sub(r"\1", text)), encoding="utf-8")
    for notebook in notebooks:
        shutil.copy2(notebook, home / f"{notebook.stem}-notebook.ipynb")
    files = [path.stem for path in chapters if path.stem != "index"] + [f"{path.stem}-notebook" for path in notebooks]
    contents = {"format": "jb-book", "root": "index", "chapters": [{"file": file} for file in files]}
    (home / "_toc.yml").write_text(json.dumps(contents), encoding="utf-8")
    (home / SETTINGS).write_text(json.dumps(_SETTINGS), encoding="utf-8")
    # The notebooks ask for the languages of the book.
    shutil.copy2(book / "_config.yml", home)
    return home
