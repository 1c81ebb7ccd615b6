"""The contents: one table of contents for all editions, one address for the same chapter in each, and chapters that are forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from support.small_books import faults_of, replace

from press.core.settings import Edition, Settings, load_settings
from press.edition.chapters import address, contents, localised_toc, toc_entries

SETTINGS = Settings(Path(), (Edition("en", "English", "Rain"), Edition("kk", "Қазақша", "Жаңбыр")), "rain")
TOC = yaml.safe_load("""
root: book/en/index
parts:
  - caption: Measurements
    chapters:
      - file: book/en/rain
        title: Rain
        sections: [{glob: book/en/more/*}]
      - file: book/notebooks/rain
      - url: https://rain.example
        title: Elsewhere
""")


@pytest.mark.parametrize(
    ("docname", "page"),
    [
        ("book/kk/january", "january"),
        ("book/en/more/january", "more/january"),
        ("book/notebooks/rain", "notebooks/rain"),
        ("about", "about"),
        ("book", "book"),
        ("book/kkk/january", "kkk/january"),
        ("kk/january", "kk/january"),
    ],
)
def test_a_page_is_named_without_the_folders_of_the_edition(docname: str, page: str) -> None:
    assert address(docname, SETTINGS) == page


def test_contents_name_the_chapters_of_the_edition_and_captions_in_its_language() -> None:
    toc = localised_toc(TOC, SETTINGS, "kk", {"Measurements": "Өлшеулер", "Rain": "Жаңбыр"})
    assert [name for _, name in toc_entries(toc)] == [
        *("book/kk/index", "book/kk/rain", "book/kk/more/*", "book/notebooks/rain")
    ]
    (part,) = toc["parts"]
    assert (part["caption"], part["chapters"][0]["title"]) == ("Өлшеулер", "Жаңбыр")
    # A title without a translation, and an address, are as they are.
    assert part["chapters"][2] == {"url": "https://rain.example", "title": "Elsewhere"}


def told(root: Path) -> list[str]:
    return faults_of(root, "contents")


@pytest.mark.parametrize("typed", ["./book/en/rain", "book//en/./rain"])
def test_an_entry_is_the_same_document_however_its_path_is_typed(weather: Path, typed: str) -> None:
    plain = contents(load_settings(weather))
    replace(weather / "_toc.yml", "book/en/rain\n", f"{typed}\n")
    assert contents(load_settings(weather)) == plain
    assert told(weather) == []


def test_a_pattern_names_the_chapters_that_match_it(weather: Path) -> None:
    replace(weather / "_toc.yml", "- file: book/en/rain", "- glob: book/en/r*")
    settings = load_settings(weather)
    assert contents(settings)[1] == "book/en/rain"
    assert localised_toc({"glob": "book/en/r*"}, settings, "ru", {}) == {"glob": "book/ru/r*"}
    assert told(weather) == []


def test_a_chapter_of_another_edition_does_not_stand_for_that_of_the_first(weather: Path) -> None:
    replace(weather / "_toc.yml", "book/en/rain", "book/ru/rain")
    misplaced, forgotten = told(weather)
    assert misplaced.startswith("_toc.yml:6: the contents name 'book/ru/rain', which every edition would show in one")
    assert forgotten.startswith("book/en/rain.md: the contents do not name this chapter; name it in _toc.yml")


@pytest.mark.parametrize(
    ("name", "excluded"),
    [
        ("rain.draft.md", ""),
        ("snow.md", "book/*/snow.md"),
        ("snow.md", "book/en/snow.md"),
        ("later/snow.md", "book/en/later"),
        ("snow.md", "**/snow.*"),
    ],
)
def test_a_chapter_may_be_left_out_on_purpose(weather: Path, name: str, excluded: str) -> None:
    for language in ("en", "ru"):
        file = weather / "book" / language / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("# Snow\n\nSnow.\n", encoding="utf-8")
    replace(weather / "_config.yml", "execute:\n", f'exclude_patterns: ["{excluded}", ".*"]\nexecute:\n')
    assert told(weather) == []
