"""Settings of Jupyter Book are those of its own schema and defaults, and stand where it reads them."""

from __future__ import annotations

from typing import Any

import pytest

from press.checks.book_files import book_schema
from press.core.reading import schema_faults


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"title": "A", "author": None, "execute": {"execute_notebooks": "cache", "timeout": 30}},
        # Read by Jupyter Book, and listed by neither its schema nor its defaults.
        {"project": "A", "bibtex_bibfiles": "references.bib", "bibtex_reference_style": "author_year"},
        {"html": {"navbar_footer_text": "A"}, "sphinx": {"extra_extensions": None, "config": {"any": 1}}},
        {"parse": {"myst_substitutions": {"a": "b"}}, "launch_buttons": {"binderhub_url": ""}},
    ],
)
def test_what_jupyter_book_reads_is_right(document: dict[str, Any]) -> None:
    assert list(schema_faults(document, book_schema())) == []
