"""What the dialog of the search says, in each language, and where it finds the indexes."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel import Locale

from press.builders.html.search.dialog import _FOUND, _PAGES, _WORDS, search_data
from press.core.settings import Edition, Settings
from press.language.catalogues import get_translation
from press.language.number_phrases import plural_words


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everything_that_the_dialog_says_is_translated(language: str) -> None:
    translate = get_translation(language)
    assert all(translate(english) != english for english in _WORDS.values())


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "Найдена 1 страница"), (3, "Найдены 3 страницы"), (12, "Найдено 12 страниц"), (21, "Найдена 21 страница")],
)
def test_russian_numbers_agree_with_their_noun(number: int, told: str) -> None:
    forms = plural_words("ru", *_FOUND)
    assert forms[Locale("ru").plural_form(number)].format(count=number) == told


def test_english_and_kazakh_have_the_forms_that_they_need() -> None:
    assert plural_words("en", *_PAGES) == {"one": "{count} page", "other": "{count} pages"}
    assert set(plural_words("kk", *_PAGES).values()) == {"{count} бет"}
    assert set(plural_words("ru", *_PAGES)) == {"one", "few", "many", "other"}


def test_indexes_are_named_from_the_folder_of_the_dialog_and_languages_without_a_stemmer_name_their_rules() -> None:
    editions = (Edition("kk", "Қазақша", "Жаңбыр"), Edition("en", "English", "Rain"))
    context: Any = SimpleNamespace(language="kk", settings=Settings(Path(), editions, "rain"), translate=str)
    data = search_data(context, ["kk", "en"])
    dialog = Path("/site/kk/_static/search/dialog.js")
    assert normpath(dialog.parent / data["index"]["bundle"]) == "/site/kk/pagefind"
    (other,) = data["others"]
    assert normpath(dialog.parent / other["bundle"]) == "/site/en/pagefind"
    assert (other["name"], normpath(dialog.parent / other["href"])) == ("English", "/site/en/index.html")
    # Pagefind has a stemmer for English, and none for Kazakh.
    assert (data["index"]["stems"], "stems" in other) == ("stems-kk.js", False)
    assert search_data(context, [])["others"] == []
