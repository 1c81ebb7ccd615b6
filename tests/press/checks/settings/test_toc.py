"""Keys of the contents are those that sphinx-external-toc knows at their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from small_books import faults_of

from press.checks.settings.toc import toc_faults

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


def test_contents_with_parts_sections_and_addresses_are_right(book: Callable[[str], Path]) -> None:
    assert told(book("weather"), TOC) == ()


def test_a_key_that_would_be_passed_over_in_silence_is_told(book: Callable[[str], Path]) -> None:
    (warning,) = told(book("weather"), TOC.replace("caption", "captoin"))
    assert warning.startswith("_toc.yml:4: there is no key 'captoin'")
    assert "did you mean caption?" in warning


def places_and_words(text: str) -> list[tuple[tuple[str | int, ...], str]]:
    return [(tuple(keys), message) for keys, message in toc_faults(yaml.safe_load(text))]


def test_a_key_at_the_wrong_place_is_told_once() -> None:
    ((place, words),) = places_and_words(TOC.replace("        sections:", "        defaults: x\n        sections:"))
    assert place == ("parts", 0, "chapters", 0, "defaults")
    assert "there is no key 'defaults' at this place" in words


def test_options_that_nothing_reads_may_be_empty() -> None:
    assert places_and_words(TOC.replace("parts:", "options:\nparts:")) == []
    ((place, words),) = places_and_words("root: a\noptions:\nentries:\n- file: b\n")
    assert (place, "has no options below it" in words) == (("options",), True)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("parts", "part", 3, "did you mean parts?"),
        ("        title: Rain", "        titel: Rain", 8, "did you mean title?"),
        ("sections", "chapters", 9, "there is no key 'chapters'"),
        ("      - file: book/notebooks/rain", "      - fiel: book/notebooks/rain", 11, "did you mean file?"),
        ("root:", "defaults: numbered\nroot:", 2, "the key 'defaults' has no options below it"),
        ("        sections:", "        options: 1\n        sections:", 9, "the key 'options' has no options below it"),
        ("jb-book", "jb-boook", 1, "did you mean jb-book?"),
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
