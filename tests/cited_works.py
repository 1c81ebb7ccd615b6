"""Works for tests of citations and reference lists: made in place, and in a small book of two pages."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from pybtex.database import Entry, Person
from reading import parsed
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.directives.bibliography.citations import entry_style

BOOK = Path(__file__).parent / "books" / "bibliography"


LANGUAGES = ("en", "kk", "ru")


def build(source: Path, target: Path, language: str, **config: str) -> str:
    """Build a book and return what the build warned of."""
    warnings = StringIO()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source),
            str(target),
            str(target / ".doctrees"),
            "html",
            confoverrides={"language": language, **config},
            status=None,
            warning=warnings,
        )
        app.build()
    lines = strip_colors(warnings.getvalue()).splitlines()
    return "\n".join(line for line in lines if "already registered" not in line)


def paragraphs(page: Path) -> list[str]:
    """The text of each paragraph of a page."""
    tree = parsed(page)
    return [" ".join("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p")]


def entry(kind: str = "misc", *authors: str, **fields: str) -> Entry:
    """An entry of a .bib."""
    return Entry(kind, fields=fields, persons={"author": [Person(name) for name in authors]} if authors else {})


def reference(language: str, work: Entry) -> str:
    """The entry of a work in the list of an edition, with plain spaces."""
    style = entry_style(language)()
    return " ".join(str(next(iter(style.format_entries([work]))).text).split())
