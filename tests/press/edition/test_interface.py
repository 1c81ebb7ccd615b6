"""The interface around the text: in the language of the edition, whichever package puts words there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support.built_pages import parsed, visible

from press.language.catalogues import catalogue_path, catalogue_words

BOOK = Path(__file__).parents[2] / "books" / "interface"
LANGUAGES = ("kk", "ru")
# What a Kazakh or Russian page may have in Latin letters: keys, file endings, names.
LATIN = re.compile(r"Ctrl|\.(md|ipynb|pdf)\b|PDF|JavaScript")


def build(language: str, target: Path, catalogues: Path = BOOK) -> None:
    """Build the small book in ``language`` into ``target``, with the catalogues of the book in ``catalogues``."""
    with patch_docutils(str(BOOK)), docutils_namespace():
        app = Sphinx(
            str(BOOK),
            str(BOOK),
            str(target),
            str(target / ".doctrees"),
            "html",
            confoverrides={"language": language, "locale_dirs": [str(catalogues)]},
            status=None,
            warning=None,
        )
        app.build()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book in three languages, built one after the other in this one process."""
    folders = {language: tmp_path_factory.mktemp(language) for language in ("kk", "ru", "en")}
    for language, folder in folders.items():
        build(language, folder)
    return folders


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["index", "chapter", "notebook", "genindex"])
def test_no_english_word_is_left_on_a_page(site: dict[str, Path], language: str, page: str) -> None:
    left = {text.strip() for text in visible(site[language] / f"{page}.html") if _has_english(text, language)}
    assert left == set()


def _has_english(text: str, language: str) -> bool:
    without = LATIN.sub("", text)
    return bool(re.search(r"[A-Za-z]{2,}", without)) and without.strip() != language


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Cell 1: code, 1 line", "Cell 2: result", "Cell 3: code, 1 line · result"]),
        ("kk", ["1-ұяшық: код, 1 жол", "2-ұяшық: нәтиже", "3-ұяшық: код, 1 жол · нәтиже"]),
        ("ru", ["Ячейка 1: код, 1 строка", "Ячейка 2: результат", "Ячейка 3: код, 1 строка · результат"]),
    ],
)
def test_folds_of_cells_are_called_by_their_number_and_what_they_hold(
    site: dict[str, Path], language: str, names: list[str]
) -> None:
    folds = [one for one in parsed(site[language] / "notebook.html").iter("details") if one.find("summary") is not None]
    summaries = [one.find("summary") for one in folds if "press-fold" in one.get("class", "")]
    assert [one.text for one in summaries if one is not None] == names


def test_english_after_kazakh_and_russian_in_one_process_is_english(site: dict[str, Path]) -> None:
    left = "\n".join(visible(site["en"] / "chapter.html"))
    for word in (
        "Note",
        "Link to this heading",
        "Skip to main content",
        "Contents of the book",
        "Added in version 1.0: ",
    ):
        assert word in left
    for language in LANGUAGES:
        known = set(catalogue_words(catalogue_path(language, "sphinx")).values())
        assert known & {line.strip() for line in left.splitlines()} == set()


def test_a_word_of_the_book_comes_before_that_of_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locale, "translators", {})
    path = tmp_path / "kk" / "LC_MESSAGES" / "sphinx.mo"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale="kk")
    catalogue.add("Index", "Тізім")
    with path.open("wb") as file:
        write_mo(file, catalogue)
    build("kk", tmp_path / "made", tmp_path)
    words = set(visible(tmp_path / "made" / "genindex.html"))
    assert "Тізім" in words and catalogue_words(catalogue_path("kk", "sphinx"))["Skip to main content"] in words
