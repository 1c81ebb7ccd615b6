"""Keys of the contents are those that sphinx-external-toc knows at their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import faults_of

TOC = """\
format: jb-book
root: book/en/index
parts:
  - caption: Measurements
    numbered: true
    chapters:
      - file: book/en/rain
        title: Rain
        sections:
          - file: book/en/numbers
      - file: book/notebooks/rain
      - url: https://example.org
        title: Elsewhere
"""


def told(root: Path, contents: str) -> tuple[str, ...]:
    (root / "_toc.yml").write_text(contents, encoding="utf-8")
    return tuple(faults_of(root, "contents"))


def test_a_key_that_would_be_passed_over_in_silence_is_told(book: Callable[[str], Path]) -> None:
    (warning,) = told(book("weather"), TOC.replace("caption", "captoin"))
    assert warning.startswith("_toc.yml:4: contents have no key 'captoin'")
    assert "write caption" in warning


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("parts", "part", 3, "write parts"),
        ("        title: Rain", "        titel: Rain", 8, "write title"),
        ("sections", "chapters", 7, "Unknown keys found: {'chapters'}"),
        ("      - file: book/notebooks/rain", "      - fiel: book/notebooks/rain", 11, "write file"),
        ("root:", "defaults: numbered\nroot:", 1, "the contents cannot be read"),
        ("jb-book", "jb-boook", 1, "jb-boook"),
        ("book/notebooks/rain", "book/en/rain", 1, "document file used multiple times"),
        ("sections:\n          - file: book/en/numbers", "sections: []", 7, "'sections' not a non-empty list"),
    ],
)
def test_contents_that_sphinx_could_not_read_are_an_error(
    book: Callable[[str], Path], old: str, new: str, line: int, words: str
) -> None:
    errors = told(book("weather"), TOC.replace(old, new))
    assert errors[0].startswith(f"_toc.yml:{line}: ")
    assert words in errors[0]
