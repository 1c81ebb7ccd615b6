"""What was copied to be translated and was not is told, words and letters of two languages that were exchanged, and translations that are missing or of nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_books import faults_of, replace

from press.checks.languages import alphabet_faults, foreign_words
from press.checks.prose import label_passage
from press.core.digests import press_files
from press.core.errors import PressError
from press.core.resources import press_folder
from press.language.catalogues import read_catalogue, translations_in
from press.language.empty_catalogues import write_catalogues

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
NOTEBOOKS, PRESS = "book/locale/ru/LC_MESSAGES/notebooks.po", "book/locale/ru/LC_MESSAGES/press.po"
NAME = "United Nations Educational, Scientific and Cultural Organization"


def with_languages(root: Path, *tags: str) -> Path:
    """A book of one chapter in other languages, which holds their own text."""
    config = root / "_config.yml"
    head, _, rest = config.read_text(encoding="utf-8").partition("    press_editions:\n")
    tail = rest[rest.index("    locale_dirs") :]
    editions = "".join(f"      {tag}: {{name: A, title: B}}\n" for tag in tags)
    config.write_text(f"{head}    press_editions:\n{editions}{tail}", encoding="utf-8")
    (root / "_toc.yml").write_text(f"format: jb-book\nroot: book/{tags[0]}/rights\n", encoding="utf-8")
    # Its columns are the languages that the book had.
    (root / "data" / "vocabulary" / "words.csv").unlink()
    shutil.rmtree(root / "book")
    for tag in tags:
        write(root, tag, RIGHTS[tag])
    return root


def write(root: Path, folder: str, text: str) -> None:
    path = root / "book" / folder / "rights.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# A\n\n{text}\n", encoding="utf-8")


def told(root: Path) -> list[str]:
    return faults_of(root, "languages", "languages-of-labels")


def of_rights(root: Path) -> list[str]:
    return [each for each in told(root) if "rights.md" in each]


def test_a_chapter_in_another_language_of_the_book_is_told(book: Book) -> None:
    for others in ({"en": "kk", "kk": "ru", "ru": "en"}, {"en": "ru", "kk": "en", "ru": "kk"}):
        root = with_languages(book("weather"), *others)
        for folder, written in others.items():
            write(root, folder, RIGHTS[written])
        assert of_rights(root) == [
            f"book/{folder}/rights.md:1: the chapter is written in '{written}' and stands where '{folder}' is read; translate it, or set it in quotation marks [languages]"
            for folder, written in others.items()
        ]
        shutil.rmtree(root)


def test_quotations_code_and_names_are_left_alone(weather: Path) -> None:
    root = with_languages(weather, "en", "ru")
    quoted = (f"> {RIGHTS['en']}", f"«{RIGHTS['en']}»", NAME, "```\n" + RIGHTS["en"] + "\n```")
    write(root, "ru", "\n\n".join(part for text in quoted for part in (RIGHTS["ru"], text)))
    assert of_rights(root) == []


def test_a_short_sentence_without_any_sign_of_its_language_is_told(weather: Path) -> None:
    root = with_languages(weather, "en", "kk", "ru")
    sentences = {
        ("kk", "ru"): "Мы не знаем, что будет.",
        ("ru", "en"): "All human beings are born free.",
        ("ru", "kk"): "Адамдарға ақыл-парасат, ар-ождан берілген.",
    }
    for folder in ("kk", "ru"):
        own = [f"{RIGHTS[folder]} {sentence}" for (place, _), sentence in sentences.items() if place == folder]
        write(root, folder, "\n\n".join([RIGHTS[folder], *own]))
    assert [fault.partition(";")[0] for fault in of_rights(root)] == [
        f"book/{folder}/rights.md:{line}: the text is written in '{written}' and stands where '{folder}' is read"
        for (folder, written), line in zip(sentences, (5, 5, 7), strict=True)
    ]


# The alphabet of Kazakh has nine letters that Russian has not (ә ғ қ ң ө ұ ү һ і).
@pytest.mark.parametrize(
    ("folder", "word", "letter"), [("ru", "өтініш", "ө"), ("ru", "Қазақстан", "қ"), ("en", "Казахстан", "к")]
)
def test_a_word_with_letters_of_another_language_is_told_unless_it_is_quoted_or_marked(
    weather: Path, folder: str, word: str, letter: str
) -> None:
    root = with_languages(weather, "en", "kk", "ru")
    write(root, folder, f"{RIGHTS[folder]}\n\n{RIGHTS[folder]} {word}.")
    (fault,) = of_rights(root)
    assert fault.startswith(
        f"book/{folder}/rights.md:5: '{word}' has '{letter}', which is no letter of '{folder}'; write it in '{folder}'"
    )
    assert f"[{word}]{{.language-xx}}" in fault
    meant = f"«{word}» [*{word}*]{{.language-kk}} [{word}](https://example.kz){{.language-kk}}"
    note = f":::{{note}}\n:class: language-kk\n\n{word}\n:::"
    write(root, folder, f"{RIGHTS[folder]}\n\n{RIGHTS[folder]} {meant}.\n\n{note}")
    assert of_rights(root) == []


def test_words_of_a_language_in_the_place_of_another_are_told_with_their_line(book: Book) -> None:
    root, words = book("orchard"), "data/vocabulary/words.csv"
    swapped = (
        (words, "Tree,Ағаш,Дерево", "Ағаш,Tree,Қағаз", "2: 'Ағаш' has 'а', which is no letter of 'en'"),
        (words, "", "", "2: 'Қағаз' has 'қ', which is no letter of 'ru'"),
        (
            NOTEBOOKS,
            "Корзины, дерево за деревом.",
            "Baskets, tree by tree.",
            "15: 'Baskets, tree by tree.' has no letter",
        ),
        (NOTEBOOKS, "Подсчёт корзин", "Себеттерді санау", "12: 'Себеттерді' has 'і', which is no letter of 'ru'"),
    )
    for file, old, new, _ in swapped:
        replace(root / file, old, new) if old else None
    found = told(root)
    for file, _, _, fault in swapped:
        assert len([each for each in found if each.startswith(f"{file}:{fault}")]) == 1, found


@pytest.mark.parametrize(
    "name",
    ["eGov.kz, Gov.kz", "Brand Analytics, DataReportal", "Bank of America", "pandas, numpy", "%(a)s of %s", "pip"],
)
def test_names_in_latin_letters_are_words_of_any_language(name: str) -> None:
    assert foreign_words(label_passage(name, 1), "ru", ("en", "kk", "ru")) is None


def test_press_itself_speaks_each_language_with_its_own_letters() -> None:
    catalogues = press_files("*.po")
    assert len(catalogues) == 10
    for path in catalogues:
        for line, words in translations_in(path):
            assert foreign_words(label_passage(words, line), path.parts[-3], ("en", "kk", "ru")) is None, (path, line)


@pytest.mark.parametrize("line", ["C помощью данных.", "Он a она.", "Дождь, c ветром", "Мұны o деп білеміз."])
def test_a_latin_letter_alone_among_cyrillic_words_is_found(line: str) -> None:
    assert len(list(alphabet_faults(line))) == 1


@pytest.mark.parametrize(
    "line",
    ["план B и план C", "глава I о погоде", "What a дождь is", "`c` и {number}`a/b` дней", r"\nДождь", "с ветром"],
)
def test_names_numerals_and_code_are_left_alone(line: str) -> None:
    assert list(alphabet_faults(line)) == []


HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def told_of_catalogues(root: Path) -> list[str]:
    return faults_of(root, "catalogues", "translations")


def test_an_empty_translation_and_one_that_is_unsure_are_told_together(weather: Path) -> None:
    replace(weather / NOTEBOOKS, 'msgstr "Измерения"', 'msgstr ""')
    replace(weather / NOTEBOOKS, 'msgid "Counting rain"', '#, fuzzy\nmsgid "Counting rain"')
    of_contents, of_notebook = told_of_catalogues(weather)
    assert of_contents.startswith(f"{NOTEBOOKS}: 1 of 1 captions have no translation: 'Measurements'; ")
    assert of_notebook.startswith(
        "book/notebooks/rain.ipynb: the prose before cell 1, line 1: 1 text has no translation in 'ru': 'Counting rain'; "
    )


@pytest.mark.parametrize(
    ("english", "russian", "words"),
    [
        ("In {year} it rained", "В году шёл дождь", "has nothing to be filled in, and not {year}"),
        ("Of %s days", "Из %d дней", "has %d to be filled in, and not %s"),
        ("See {ref}`rain`", "См. {doc}`rain`", "has {doc} to be filled in, and not {ref}"),
    ],
)
def test_a_translation_has_the_places_of_its_original(weather: Path, english: str, russian: str, words: str) -> None:
    replace(weather / "_toc.yml", "Measurements", english)
    replace(weather / NOTEBOOKS, 'msgid "Measurements"\nmsgstr "Измерения"', f'msgid "{english}"\nmsgstr "{russian}"')
    (warning,) = told_of_catalogues(weather)
    assert f"the translation of '{english}' {words}" in warning


def test_a_word_of_the_interface_that_a_book_misspells_is_told_with_the_near_one(weather: Path) -> None:
    text = f'{HEAD}msgid "Figures"\nmsgstr "Рисунки\u2028и"\n\nmsgid "Sourse"\nmsgstr "Откуда"\n'
    (weather / PRESS).write_text(text, encoding="utf-8")
    (warning,) = told_of_catalogues(weather)
    assert warning.startswith(f"{PRESS}:8: press prints no 'Sourse'; write Source")


def test_a_language_with_a_catalogue_is_told_how_many_words_it_lacks(book: Book) -> None:
    press, typst = told_of_catalogues(book("pasture"))
    assert "extensions/kyrgyz/locale/ky/LC_MESSAGES/press.po: " in press
    assert "words of the interface have no translation, and are printed in English: 'Source'" in press
    assert "typst.po" in typst


def test_empty_catalogues_have_each_word_once_and_keep_those_that_are_there(tmp_path: Path) -> None:
    source = press_folder() / "language" / "locale"
    shutil.copytree(source, tmp_path / "language" / "locale", ignore=shutil.ignore_patterns("kk"))
    written = list(write_catalogues("uz", tmp_path))
    assert [path.name for path in written] == ["bibliography.po", "press.po", "sphinx.po", "typst.po"]
    for path in written:
        known, new = read_catalogue(source / "ru" / "LC_MESSAGES" / path.name), read_catalogue(path)
        assert [message.id for message in new if message.id] == [message.id for message in known if message.id]
        assert not [message for message in new if message.id and any([*message.string])]
        assert str(new.locale) == "uz"
    assert list(write_catalogues("uz", tmp_path)) == []
    with pytest.raises(PressError, match="'uzb_X' is no language of CLDR"):
        list(write_catalogues("uzb_X", tmp_path))


@pytest.mark.parametrize("translated", [0, 80])
def test_a_catalogue_that_was_copied_from_another_language_is_told(weather: Path, translated: int) -> None:
    source = press_folder() / "language" / "locale" / "kk" / "LC_MESSAGES" / "press.po"
    head, *messages = source.read_text(encoding="utf-8").split("\n\n")
    for at in range(translated):
        messages[at] = re.sub('msgstr "(.*?)"', r'msgstr "\1!"', messages[at])
    (weather / PRESS).write_text("\n\n".join([head, *messages]), encoding="utf-8")
    told = told_of_catalogues(weather)
    assert [fault for fault in told if re.match(rf"{PRESS}: \d+ of \d+ translations are those of 'kk': ", fault)] != []
