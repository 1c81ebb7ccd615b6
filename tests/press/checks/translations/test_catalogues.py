"""Catalogues hold a translation of each text and of nothing else; what is missing is told in one go, before building."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import faults_of, replace

Book = Callable[[str], Path]
NOTEBOOKS, PRESS = "book/locale/ru/LC_MESSAGES/notebooks.po", "book/locale/ru/LC_MESSAGES/press.po"
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def told(root: Path) -> list[str]:
    return faults_of(root, "catalogues", "translations")


def test_an_empty_translation_and_one_that_is_unsure_are_told_together(book: Book) -> None:
    root = book("weather")
    replace(root / NOTEBOOKS, 'msgstr "Измерения"', 'msgstr ""')
    replace(root / NOTEBOOKS, 'msgid "Counting rain"', '#, fuzzy\nmsgid "Counting rain"')
    of_contents, of_notebook = told(root)
    assert of_contents.startswith(f"{NOTEBOOKS}: 1 of 1 captions have no translation: 'Measurements'; ")
    assert of_notebook.startswith("book/notebooks/rain.ipynb:8: 1 text has no translation in 'ru': 'Counting rain'; ")


def test_prose_of_a_notebook_that_was_written_anew_is_told_with_the_translation_that_it_leaves_behind(
    book: Book,
) -> None:
    root = book("weather")
    replace(root / "book/notebooks/rain.ipynb", "Days of rain, city by city.", "Days of rain in both cities.")
    stale, missing = told(root)
    assert "1 text has no translation in 'ru': 'Days of rain in both cities.'" in missing
    lines = (root / NOTEBOOKS).read_text(encoding="utf-8").splitlines()
    line = lines.index('msgid "Days of rain, city by city."') + 1
    assert stale.startswith(f"{NOTEBOOKS}:{line}: nothing in notebooks or contents reads 'Days of rain, city by")


@pytest.mark.parametrize(
    ("english", "russian", "words"),
    [
        ("In {year} it rained", "В году шёл дождь", "lacks {year}"),
        ("Of %s days", "Из %d дней", "lacks %s and has %d besides"),
        ("See {ref}`rain`", "См. {doc}`rain`", "lacks {ref} and has {doc} besides"),
    ],
)
def test_a_translation_has_the_places_of_its_original(book: Book, english: str, russian: str, words: str) -> None:
    root = book("weather")
    replace(root / "_toc.yml", "Measurements", english)
    replace(root / NOTEBOOKS, 'msgid "Measurements"\nmsgstr "Измерения"', f'msgid "{english}"\nmsgstr "{russian}"')
    (warning,) = told(root)
    assert f"the translation of '{english}' {words}" in warning


def test_a_word_of_the_interface_that_a_book_misspells_is_told_with_the_near_one(book: Book) -> None:
    root = book("weather")
    text = f'{HEAD}msgid "Figures"\nmsgstr "Рисунки\u2028и"\n\nmsgid "Sourse"\nmsgstr "Откуда"\n'
    (root / PRESS).write_text(text, encoding="utf-8")
    (warning,) = told(root)
    assert warning.startswith(f"{PRESS}:8: press prints no 'Sourse'; did you mean 'Source'?")


def test_a_language_with_a_catalogue_is_told_how_many_words_it_lacks(book: Book) -> None:
    press, typst = told(book("pasture"))
    assert "extensions/kyrgyz/locale/ky/LC_MESSAGES/press.po: " in press
    assert "words of the interface have no translation, and are printed in English: 'Source'" in press
    assert "typst.po" in typst
