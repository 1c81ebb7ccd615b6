"""A chapter, or a paragraph, that was copied to be translated and was not is told; names, quotations and short texts are left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import ROOT

from press.checks.check import Material
from press.checks.run import check_book
from press.checks.translations.languages import languages
from press.edition.load import load_sources

Book = Callable[[str], Path]
# Article 1 of the Universal Declaration of Human Rights, in the translations that the United Nations keep.
RIGHTS = {
    "en": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience "
    "and should act towards one another in a spirit of brotherhood.",
    "ru": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и "
    "должны поступать в отношении друг друга в духе братства.",
    "kk": "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді. Адамдарға ақыл-парасат, "
    "ар-ождан берілген, сондықтан олар бір-бірімен туыстық, бауырмалдық қарым-қатынас жасаулары тиіс.",
    "de": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und "
    "sollen einander im Geist der Brüderlichkeit begegnen.",
}
FREE = "All human beings are born free"


def with_languages(root: Path, *tags: str) -> Path:
    """The book in other languages, whose chapters hold their own text."""
    config = root / "_config.yml"
    head, _, rest = config.read_text(encoding="utf-8").partition("    press_editions:\n")
    tail = rest[rest.index("    locale_dirs") :]
    editions = "".join(f"      {tag}: {{name: A, title: B}}\n" for tag in tags)
    config.write_text(f"{head}    press_editions:\n{editions}{tail}", encoding="utf-8")
    for tag in tags:
        write(root, tag, RIGHTS[tag])
    return root


def write(root: Path, folder: str, text: str) -> None:
    path = root / "book" / folder / "rights.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\norphan: true\n---\n\n# A\n\n{text}\n", encoding="utf-8")


def told(root: Path) -> list[str]:
    return [str(getattr(fault, "words", fault)) for fault in languages(Material(load_sources(root)))]


@pytest.mark.parametrize(
    ("folder", "written"), [("ru", "en"), ("kk", "ru"), ("ru", "kk"), ("kk", "en"), ("en", "ru"), ("en", "kk")]
)
def test_a_chapter_in_another_language_of_the_book_is_told(book: Book, folder: str, written: str) -> None:
    root = with_languages(book("weather"), "en", "kk", "ru")
    write(root, folder, RIGHTS[written])
    (fault,) = [each for each in told(root) if "rights.md" in each]
    assert fault == (
        f"book/{folder}/rights.md:5: the chapter is written in '{written}', in the folder of '{folder}'; translate it"
    )


def test_one_paragraph_that_was_left_is_told_with_its_line(book: Book) -> None:
    root = with_languages(book("weather"), "en", "kk", "ru")
    write(root, "ru", f"{RIGHTS['ru']}\n\n{RIGHTS['ru']}\n\n{RIGHTS['en']}")
    assert told(root)[-1:] == ["book/ru/rights.md:11: the text is written in 'en', in the folder of 'ru'; translate it"]


def test_languages_in_one_script_are_told_by_their_commonest_words(book: Book) -> None:
    root = with_languages(book("weather"), "en", "de")
    assert [each for each in told(root) if "rights.md" in each] == []
    write(root, "de", RIGHTS["en"])
    assert any(each.startswith("book/de/rights.md:5: the chapter is written in 'en'") for each in told(root))


@pytest.mark.parametrize("text", [f"> {RIGHTS['en']}", f"«{RIGHTS['en']}»", FREE, "```\n" + RIGHTS["en"] + "\n```"])
def test_quotations_code_and_short_texts_are_left_alone(book: Book, text: str) -> None:
    root = with_languages(book("weather"), "en", "ru")
    write(root, "ru", text)
    assert [each for each in told(root) if "rights.md" in each] == []


def test_a_language_of_which_nothing_is_known_is_left_alone(book: Book) -> None:
    root = with_languages(book("weather"), "en", "ru")
    config = root / "_config.yml"
    config.write_text(config.read_text("utf-8").replace("      ru: {", "      mn: {"), encoding="utf-8")
    write(root, "mn", RIGHTS["ru"])
    assert [each for each in told(root) if "rights.md" in each] == []


def test_a_paragraph_in_another_language_is_allowed_with_a_reason(book: Book) -> None:
    root = with_languages(book("weather"), "en", "ru")
    allowed = "% press: allow languages, because it is the wording"
    write(root, "ru", f"{RIGHTS['ru']}\n\n{RIGHTS['ru']}\n\n{allowed}\n{RIGHTS['en']}")
    assert check_book(root, ["languages"]).warnings == []


@pytest.mark.parametrize("name", ["weather", "orchard", "harbour", "audit", "pasture"])
def test_small_books_are_written_in_their_languages(book: Book, name: str) -> None:
    assert told(book(name)) == []


def test_this_book_is_written_in_its_languages() -> None:
    assert told(ROOT) == []
