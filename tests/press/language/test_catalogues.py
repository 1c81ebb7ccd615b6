"""The words of press: catalogues that are complete, clean and read as they should be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from press.core.digests import press_files
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.settings import Edition, Settings
from press.language.catalogues import (
    book_translations,
    catalogue_path,
    catalogue_words,
    read_catalogue,
    translations_in,
)
from press.language.profile import LOCALE_DIR

LANGUAGES = ("kk", "ru")
AUDIT = press_path("audit")
# The folders of catalogues, that of press and that of its extension.
LOCALES = (LOCALE_DIR, AUDIT / "locale")
CATALOGUES = sorted(path for locale in LOCALES for path in locale.glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[a-zA-Z](?![a-zA-Z])|\$?\{\w+\}|</?a\b")


def _identify(path: Path) -> str:
    return f"{path.parts[-3]}/{path.stem}"


@pytest.fixture(params=CATALOGUES, ids=_identify)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """Each committed catalogue in turn."""
    return read_catalogue(request.param)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('msgid "Source"\nmsgstr "Дереккөз\n'.encode(), 2),
        ('msgid "Source"\nmsgtxt "Дереккөз"\n'.encode(), 2),
        ('msgid "Source"\nmsgstr "Источник"\n'.encode("cp1251"), 2),
        (b'msgid "Source"\nmsgid "Table"\nmsgstr "x"\n', 1),
    ],
)
def test_a_line_that_would_be_misread_is_told(tmp_path: Path, content: bytes, line: int) -> None:
    path = tmp_path / "press.po"
    path.write_bytes(content)
    with pytest.raises(PressError) as caught:
        read_catalogue(path)
    assert (caught.value.file, caught.value.line) == (path, line)
    assert caught.value.remedy


def test_a_translation_that_is_marked_as_unsure_is_not_shown(tmp_path: Path) -> None:
    editions = (Edition("en", "English", "Bridge"), Edition("kk", "Қазақша", "Көпір"))
    settings = Settings(tmp_path, editions, "bridge")
    path = tmp_path / "book" / "locale" / "kk" / "LC_MESSAGES" / "notebooks.po"
    path.parent.mkdir(parents=True)
    path.write_text('#, fuzzy\nmsgid "Rain"\nmsgstr "Қар"\n\nmsgid "Wind"\nmsgstr "Жел"\n', encoding="utf-8")
    assert book_translations(settings, "kk") == {"Wind": "Жел"}
    assert book_translations(settings, "en") == {}


def test_a_translation_is_found_on_its_line_however_the_catalogue_is_indented(tmp_path: Path) -> None:
    path = tmp_path / "press.po"
    path.write_text('msgid "Source"\nmsgstr ""\n"Қай"\n"нар"\n\n  msgid "Table"\n  msgstr "Кесте"\n', encoding="utf-8")
    assert list(translations_in(path)) == [(2, "Қайнар"), (7, "Кесте")]


def test_all_words_that_press_asks_for_are_in_the_catalogues() -> None:
    asking = re.compile(r"""\b((?:press_|context\.)?)translate\(\s*["']([^"'{}]+)["']\s*\)""")
    sources = [path for path in (*press_files("*.py"), *press_files("*.html")) if "bibliography" not in path.as_posix()]
    asked = {
        (text, AUDIT in path.parents and not whose)
        for path in sources
        for whose, text in asking.findall(path.read_text(encoding="utf-8"))
    }
    assert {("Notebook", False), ("Verdict", True)} <= asked
    for language in LANGUAGES:
        own = catalogue_words(catalogue_path(language, "press"))
        audit = catalogue_words(catalogue_path(language, "press-audit", AUDIT / "locale"))
        assert all(text in words for text, of_audit in asked if (words := audit if of_audit else own))


def test_no_message_is_empty_or_unsure(catalogue: Catalog) -> None:
    bad = [message.id for message in catalogue if message.id and (not message.string or message.fuzzy)]
    assert bad == []


def test_placeholders_and_links_are_the_same_in_the_translation(catalogue: Catalog) -> None:
    dates = {"%b %d, %Y"}
    for message in catalogue:
        if message.id and message.id not in dates:
            found, wanted = (sorted(PLACEHOLDER.findall(str(text))) for text in (message.string, message.id))
            # A language may have more plural forms than English has.
            assert set(found) == set(wanted) if message.pluralizable else found == wanted, message.id


@pytest.mark.parametrize(("domain", "locale"), sorted({(path.stem, path.parents[2]) for path in CATALOGUES}))
def test_all_languages_translate_the_same_messages(domain: str, locale: Path) -> None:
    messages = [
        {message.id for message in read_catalogue(catalogue_path(language, domain, locale)) if message.id}
        for language in LANGUAGES
    ]
    assert messages[0] == messages[1]
