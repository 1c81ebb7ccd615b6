"""CITATION.cff says of a book what its settings say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import faults_of

SOUND = """\
cff-version: 1.2.0
message: Cite it.
title: Weather
version: "1.2"
authors:
  - name: Those who made it
preferred-citation:
  type: book
  title: Weather
  version: "1.2"
  languages: [en, ru]
  authors:
    - name: Those who made it
"""


def told(root: Path, content: str) -> list[str]:
    (root / "pyproject.toml").write_text('[project]\nversion = "1.2"\n', encoding="utf-8")
    (root / "CITATION.cff").write_text(content, encoding="utf-8")
    return faults_of(root, "citation-file")


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Weather", "title: Wether", 3, "the title is 'Wether', that of the book 'Weather'"),
        ('version: "1.2"', 'version: "1.1"', 4, "the version is '1.1', that of the book '1.2'"),
        ("[en, ru]", "[en]", 11, "the languages are en, the editions en, ru"),
        ("[en, ru]", "english", 11, "the languages are english, the editions en, ru"),
        ("[en, ru]", "5", 11, "the languages are 5, the editions en, ru"),
    ],
)
def test_what_differs_is_told_with_its_line(
    book: Callable[[str], Path], old: str, new: str, line: int, words: str
) -> None:
    assert old in SOUND
    root = book("weather")
    (warning,) = told(root, SOUND.replace(old, new, 1))
    assert warning.startswith(f"CITATION.cff:{line}: ")
    assert words in warning
    assert told(root, SOUND) == []
