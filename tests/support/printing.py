"""Small Sphinx books, printed by the real builder."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pymupdf
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" viewBox="0 0 200 60">'
    '<rect width="120" height="20" fill="steelblue"/>'
    '<text x="4" y="50" font-family="Noto Sans" font-size="11">Үлесі ₸</text></svg>'
)

CHAPTERS = {
    "index.rst": "First\n=====\n\nFirst text.\n\n.. toctree::\n   :caption: Part A\n\n   b\n   a\n\n.. toctree::\n   :caption: Part B\n\n   c\n",
    "a.md": "# Chapter a\n\n## Under a",
    "b.md": "# Chapter b\n\n```{toctree}\nbelow\n```",
    "below.md": "# Below b",
    "c.md": "# Chapter c",
}


@dataclass
class Printed:
    """A printed book: where it is, what Sphinx warned of, and its text."""

    folder: Path
    warnings: str
    name: str = "book"
    _text: dict[bool, str] = field(default_factory=dict)

    @property
    def pdf(self) -> Path:
        """The PDF."""
        return self.folder / f"{self.name}.pdf"

    @property
    def source(self) -> str:
        """The Typst source, as the builder wrote it."""
        return (self.folder / f"{self.name}.typ").read_text(encoding="utf-8")

    def text(self, *, layout: bool = False) -> str:
        """The text layer of the PDF; with ``layout`` as it stands on the page."""
        if layout not in self._text:
            with pymupdf.open(self.pdf) as pdf:
                self._text[layout] = "\f".join(page.get_text(sort=layout) for page in pdf)
        return self._text[layout]

    def words(self) -> str:
        """The text in one line."""
        return " ".join(self.text().split())

    def pages(self) -> list[str]:
        """The text of each page, in one line."""
        return [" ".join(page.split()) for page in self.text().split("\f")]

    @property
    def messages(self) -> list[str]:
        """The warnings, each from the name of its file on."""
        return [line.rsplit("/", 1)[-1] for line in self.warnings.splitlines() if line.strip()]

    @property
    def body(self) -> str:
        """The source of the first document after its heading."""
        return self.source.split("#heading(level: 1)[T]", 1)[1].strip()


Printer = Callable[..., Printed]


def run_sphinx(source: Path, out: Path, config: dict[str, Any], *, freshenv: bool = True) -> Printed:
    """One real run of the builder; without ``freshenv`` what was read before is kept."""
    settings = {
        "extensions": [*config.pop("parsers", ["myst_parser"]), "press.typst", *config.pop("extensions", [])],
        "myst_enable_extensions": ["deflist", "dollarmath", "colon_fence", "fieldlist", "strikethrough", "tasklist"],
        "suppress_warnings": ["myst.strikethrough"],
        # Sphinx's own default is one object, to which every run in the process adds its parsers.
        "source_suffix": {".rst": "restructuredtext"},
        "project": "A book",
        "author": "An author",
        "typst_file_name": "book",
        "numfig": True,
        **config,
    }
    warnings = StringIO()
    # Sphinx keeps the translations of one run for the next one in the same process.
    translators.clear()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            source,
            None,
            out,
            out / ".doctrees",
            "typst",
            settings,
            status=None,
            warning=warnings,
            freshenv=freshenv,
        )
        app.build()
    return Printed(out, COLOURS.sub("", warnings.getvalue()))
