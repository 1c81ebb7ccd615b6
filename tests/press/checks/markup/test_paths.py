"""What leads out of the folder of a book is told where it stands: others have other files there, and what is private would be published."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from press.checks.check import Material
from press.checks.markup.paths import paths
from press.core.errors import PressError
from press.core.sources import bibliography_files
from press.edition.contents import contents_faults
from press.edition.load import load_sources

Book = Callable[[str], Path]
NAMES = {
    "include": "```{include} ../../../outside.md\n```",
    "literalinclude": "```{literalinclude} ../../../outside.md\n```",
    "image": "```{image} ../../../outside.svg\n:alt: a bar\n```",
    "figure": ":::{figure} ../../../outside.svg\n:alt: a bar\n:::",
    "Markdown image": "![a bar](../../../outside.svg)",
    "download": "{download}`words <../../../outside.md>`",
    "link": "[words](../../../outside.md)",
    "link of the file system": "![a bar](bar.svg)",
    "option": "```{raw} html\n:file: ../../../outside.md\n```",
    "absolute option": "```{csv-table} Words\n:file: /etc/hostname\n```",
    "reStructuredText": "```{eval-rst}\n.. include:: ../../../outside.md\n```",
}


def test_files_outside_of_the_book_are_told_with_their_lines(book: Book) -> None:
    root = book("weather")
    (root.parent / "outside.md").write_text("Not of the book.\n", encoding="utf-8")
    (root.parent / "outside.svg").write_text("<svg/>", encoding="utf-8")
    (root / "book" / "en" / "bar.svg").symlink_to(root.parent / "outside.svg")
    chapter = root / "book" / "en" / "rain.md"
    text, lines = chapter.read_text(encoding="utf-8"), {}
    for name, typed in NAMES.items():
        text += "\n"
        lines[name] = range(text.count("\n") + 1, text.count("\n") + 3)
        text += f"{typed}\n"
    chapter.write_text(text, encoding="utf-8")
    told = [fault.words for fault in paths(Material(load_sources(root)))]
    for name, numbers in lines.items():
        assert any(words.startswith(f"book/en/rain.md:{line}:") for words in told for line in numbers), (name, told)
    assert "book/en/bar.svg: this leads out" in " ".join(told)


def test_a_book_that_stays_within_its_folder_has_nothing_told(book: Book) -> None:
    root = book("weather")
    chapter = root / "book" / "en" / "rain.md"
    with chapter.open("a", encoding="utf-8") as file:
        file.write(
            "\n[works](../../references.bib) [web](https://example.org/../x) [here](#rain) {download}`data </data/rain.csv>`\n"
        )
    assert list(paths(Material(load_sources(root)))) == []


def test_a_place_of_the_same_page_leads_nowhere_else_even_in_a_folder_that_does(book: Book) -> None:
    root = book("weather")
    (root / "book" / "en").rename(root.parent / "chapters")
    (root / "book" / "en").symlink_to(root.parent / "chapters")
    with (root / "book" / "en" / "rain.md").open("a", encoding="utf-8") as file:
        file.write("\n[here](#rain) [there](numbers.md#rain)\n")
    told = [fault.words for fault in paths(Material(load_sources(root)))]
    assert [any(f"'{target}' leads out" in words for words in told) for target in ("numbers.md", "")] == [True, False]


def test_settings_and_contents_that_lead_out_are_told_with_their_line(book: Book) -> None:
    root = book("weather")
    (root.parent / "outside.md").write_text("# Outside\n", encoding="utf-8")
    contents = root / "_toc.yml"
    contents.write_text(contents.read_text(encoding="utf-8").replace("book/en/numbers", "../outside"), encoding="utf-8")
    assert any(
        "_toc.yml:7: the contents name '../outside', which leads out" in told
        for told in contents_faults(load_sources(root))
    )
    config = root / "_config.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("[references.bib]", "[../works.bib]"), encoding="utf-8"
    )
    with pytest.raises(PressError, match="leads out of the folder of the book") as caught:
        bibliography_files(root)
    assert caught.value.line == 8


IN_RST = """\
Plain
=====

.. include:: ../../../outside.md

.. literalinclude:: ../../../outside.md

.. |bar| image:: ../../../outside.svg

.. figure:: ../../../outside.svg

.. raw:: html
   :file: /etc/hostname

.. csv-table:: Words
   :file: ../../../outside.md

:download:`words <../../../outside.md>`

.. include:: part.txt
"""


def test_chapters_in_restructuredtext_and_what_they_include_are_read_too(book: Book) -> None:
    root = book("weather")
    (root.parent / "outside.md").write_text("Not of the book.\n", encoding="utf-8")
    for language in ("en", "ru"):
        (root / "book" / language / "plain.rst").write_text(IN_RST, encoding="utf-8")
        (root / "book" / language / "part.txt").write_text(".. include:: ../../../outside.md\n", encoding="utf-8")
    contents = root / "_toc.yml"
    contents.write_text(
        contents.read_text(encoding="utf-8").replace("book/en/numbers", "book/en/plain"), encoding="utf-8"
    )
    told = [fault.words for fault in paths(Material(load_sources(root)))]
    places = [words.partition(": ")[0] for words in told if words.startswith("book/en")]
    assert places == [*(f"book/en/plain.rst:{line}" for line in (4, 6, 8, 10, 13, 16, 18)), "book/en/part.txt:1"]


def test_a_chapter_in_restructuredtext_that_includes_itself_is_read_once(book: Book) -> None:
    root = book("weather")
    for language in ("en", "ru"):
        (root / "book" / language / "plain.rst").write_text(
            "Plain\n=====\n\n.. include:: plain.rst\n\n.. include:: ../../../outside.md\n", encoding="utf-8"
        )
    contents = root / "_toc.yml"
    contents.write_text(
        contents.read_text(encoding="utf-8").replace("book/en/numbers", "book/en/plain"), encoding="utf-8"
    )
    # Read again and again it would be told without end.
    told = [fault.words.partition(": ")[0] for fault in islice(paths.find(Material(load_sources(root))) or [], 9)]
    assert told == ["book/en/plain.rst:6", "book/ru/plain.rst:6"]


def test_chapters_in_restructuredtext_may_name_files_of_the_book(book: Book) -> None:
    root = book("weather")
    for language in ("en", "ru"):
        (root / "book" / language / "plain.rst").write_text(
            "Plain\n=====\n\n.. literalinclude:: /references.bib\n\n.. image:: https://example.org/../x.png\n\n:download:`data <../../data/rain.csv>`\n",
            encoding="utf-8",
        )
    contents = root / "_toc.yml"
    contents.write_text(
        contents.read_text(encoding="utf-8").replace("book/en/numbers", "book/en/plain"), encoding="utf-8"
    )
    assert list(paths(Material(load_sources(root)))) == []
