"""What is to be translated are the texts that gettext would extract: prose of notebooks with a page, captions and titles."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from press.checks.check import Material
from press.checks.translations.texts import texts_to_translate
from press.edition.load import load_sources

NOTEBOOK = "book/notebooks/rain.ipynb"


def texts(root: Path) -> dict[str, str]:
    return texts_to_translate(Material(load_sources(root)))


def with_text(root: Path, text: str) -> Path:
    path = root / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return root


def test_each_text_is_known_with_the_file_in_which_it_stands(book: Callable[[str], Path]) -> None:
    assert texts(book("weather")) == {
        "Measurements": "_toc.yml",
        "Counting rain": NOTEBOOK,
        "Days of rain, city by city.": NOTEBOOK,
    }


def test_a_paragraph_is_one_text_with_its_markup_and_code_and_numbers_are_none(book: Callable[[str], Path]) -> None:
    text = "## A *day*\n\nIt {ref}`rains <rain>`\non Monday.\n\n- In a list\n\n```\nx = 1\n```\n\n17\n\n<!-- note -->"
    assert list(texts(with_text(book("weather"), text))) == [
        "Measurements",
        "A *day*",
        "It {ref}`rains <rain>` on Monday.",
        "In a list",
    ]


def test_titles_and_captions_are_found_as_deep_as_the_contents_go(book: Callable[[str], Path]) -> None:
    root = book("weather")
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/en/index\nparts:\n  - caption: One\n    chapters:\n      - file: book/en/rain\n        title: Two\n"
        "        sections:\n          - file: book/en/numbers\n            title: Three\n          - url: https://example.org\n            title: Two\n",
        encoding="utf-8",
    )
    assert texts(root) == dict.fromkeys(("One", "Two", "Three"), "_toc.yml")


def test_a_notebook_without_a_page_needs_no_translation(book: Callable[[str], Path]) -> None:
    root = book("weather")
    contents = root / "_toc.yml"
    text = contents.read_text(encoding="utf-8").replace("      - file: book/notebooks/rain\n", "")
    contents.write_text(text, encoding="utf-8")
    assert list(texts(root)) == ["Measurements"]
