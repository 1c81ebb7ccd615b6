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


def test_a_file_that_says_the_same_is_right(book: Callable[[str], Path]) -> None:
    assert told(book("weather"), SOUND) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("title: Weather", "title: Wether", 3, "the title is 'Wether', that of the book 'Weather'"),
        ('version: "1.2"', 'version: "1.1"', 4, "the version is '1.1', that of the book '1.2'"),
        ("[en, ru]", "[en]", 11, "the languages are en, the editions en, ru"),
        ("[en, ru]", "english", 11, "the languages are english, the editions en, ru"),
        ("[en, ru]", "5", 11, "the languages are 5, the editions en, ru"),
        ("  - name: Those who made it\npreferred", "  - name: A\n  - name: B\npreferred", 5, "there are 2 authors"),
        (
            "title: Weather",
            "license-url: https://example.org\ntitle: Weather",
            3,
            "_config.yml has no such address as 'license-url'",
        ),
    ],
)
def test_what_differs_is_told_with_its_line(
    book: Callable[[str], Path], old: str, new: str, line: int, words: str
) -> None:
    assert old in SOUND
    (warning,) = told(book("weather"), SOUND.replace(old, new, 1))
    assert warning.startswith(f"CITATION.cff:{line}: ")
    assert words in warning


def test_a_licence_of_the_book_alone_is_told_where_neither_its_identifier_nor_its_address_stands(
    book: Callable[[str], Path],
) -> None:
    root = book("weather")
    config = root / "_config.yml"
    licence = "https://creativecommons.org/licenses/by/4.0/"
    given = f"    press_citation: {{licence: '{licence}'}}\n"
    config.write_text(config.read_text(encoding="utf-8") + given, encoding="utf-8")
    first, second = told(root, SOUND)
    assert f"CITATION.cff:1: there is no 'license', but _config.yml has {licence}" in first
    assert "CITATION.cff:7: there is no 'license'" in second
    for named in ("license: CC-BY-4.0", f"license-url: {licence}"):
        assert (
            told(root, SOUND.replace("title:", f"{named}\ntitle:", 1).replace("  title:", f"  {named}\n  title:")) == []
        )


def test_an_address_that_only_the_publishing_machine_knows_is_not_asked_for(
    book: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRESS_BASE_URL", "https://example.org/")
    assert told(book("weather"), SOUND) == []
