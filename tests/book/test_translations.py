"""The book's own catalogue: every paragraph of the notebooks and every caption has its translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import nbformat
import pytest
import yaml
from small_books import ROOT

from press.core.settings import load_settings
from press.language.catalogues import book_translations

SETTINGS = load_settings(ROOT)


def paragraphs() -> Iterator[str]:
    """Each heading and paragraph of the notebooks' prose, as gettext sees it, and each caption of the contents."""
    for path in SETTINGS.notebooks:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                yield from (re.sub(r"^(\(\S+\)=\n)?#+ ", "", part.strip()) for part in cell.source.split("\n\n"))
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    yield from (part["caption"] for part in toc["parts"])


@pytest.mark.parametrize("language", SETTINGS.languages[1:])
def test_all_prose_of_the_notebooks_is_translated_and_nothing_else(language: str) -> None:
    assert set(book_translations(SETTINGS, language)) == set(paragraphs())
