"""The words of docutils in the language of the edition, and the names of directives, which stay English."""

from __future__ import annotations

import pytest
from docutils import languages
from docutils.core import publish_doctree
from docutils.languages import en as english
from docutils.parsers.rst import languages as rst_languages
from docutils.parsers.rst.languages import ru as russian

from press.edition.interface.docutils_labels import label_module, name_module, register_labels

LANGUAGES = ("kk", "ru")


@pytest.fixture(scope="module", autouse=True)
def unasked() -> None:
    """Have docutils forget that it did not find a language: other tests of this process ask it before press has told of one."""
    for importer in (languages.get_language, rst_languages.get_language):
        importer.cache.clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_docutils_takes_english_directives_without_a_message(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    register_labels(language)
    # Whoever asks first for a language is told which module is used, as every document that is no English one is.
    for found in (languages.get_language, rst_languages.get_language):
        found(language)
    text = ".. note:: а\n\n.. contents::\n\n.. list-table::\n\n   * - а\n\n:emphasis:`а` :sub:`2`\n"
    document = publish_doctree(text, settings_overrides={"language_code": language, "report_level": 1})
    assert capsys.readouterr().err == ""
    assert "system_message" not in str(document)


def test_an_admonition_is_called_by_its_name_in_the_language() -> None:
    labels = label_module("kk").labels
    assert labels.keys() == english.labels.keys()
    assert labels["warning"] != english.labels["warning"] and not labels["warning"].isascii()


def test_a_field_is_known_by_its_english_name_and_by_that_of_the_language() -> None:
    module = label_module("ru")
    assert module.bibliographic_fields["author"] == "author"
    assert module.bibliographic_fields[module.labels["author"].lower()] == "author"


def test_a_directive_has_its_english_name_and_those_that_docutils_knows_in_the_language() -> None:
    known = name_module("ru").directives
    # The first name of the table in docutils/parsers/rst/languages/ru.py.
    assert known["note"] == "note" and russian.directives.items() <= known.items()
    assert name_module("kk").directives["note"] == "note"
