"""One table of contents for all editions, and one address for the same chapter in each."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from press.core.settings import Edition, Settings
from press.edition.chapters import (
    address,
    localised_toc,
    toc_entries,
    write_toc,
)

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
        ("book/index", "index"),
        ("about", "about"),
        ("genindex", "genindex"),
        # Names that are like those of the folders.
        ("book", "book"),
        ("book/kk", "kk"),
        ("book/kkk/january", "kkk/january"),
        ("kk/january", "kk/january"),
    ],
)
def test_a_page_is_named_without_the_folders_of_the_edition(docname: str, page: str) -> None:
    assert address(docname, SETTINGS) == page


def test_contents_name_the_chapters_of_the_edition_and_captions_in_its_language() -> None:
    toc = localised_toc(TOC, SETTINGS, "kk", {"Measurements": "Өлшеулер", "Rain": "Жаңбыр"})
    assert [name for _, name in toc_entries(toc)] == [
        *("book/kk/index", "book/kk/rain", "book/kk/more/*", "book/notebooks/rain"),
    ]
    (part,) = toc["parts"]
    assert (part["caption"], part["chapters"][0]["title"]) == ("Өлшеулер", "Жаңбыр")
    # A title without a translation, and an address, are as they are.
    assert part["chapters"][2] == {"url": "https://rain.example", "title": "Elsewhere"}


def test_contents_that_are_the_same_are_not_written_again_as_sphinx_would_read_all_anew(tmp_path: Path) -> None:
    settings = Settings(tmp_path, SETTINGS.editions, "rain")
    (tmp_path / "_toc.yml").write_text("root: book/en/index\n", encoding="utf-8")
    target = tmp_path / "toc-kk.yml"
    write_toc(settings, "kk", target, {})
    first = target.stat().st_mtime_ns, target.stat().st_ino
    write_toc(settings, "kk", target, {})
    assert (target.stat().st_mtime_ns, target.stat().st_ino) == first
    (tmp_path / "_toc.yml").write_text("root: book/en/start\n", encoding="utf-8")
    write_toc(settings, "kk", target, {})
    assert yaml.safe_load(target.read_text(encoding="utf-8")) == {"root": "book/kk/start"}
