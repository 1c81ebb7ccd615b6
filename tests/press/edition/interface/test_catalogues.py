"""The words of Sphinx, in the language of the edition."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import locale
from sphinx.domains import changeset
from sphinx.domains.std import StandardDomain
from sphinx.locale import _

from press.edition.interface.catalogues import compile_catalogue, install_catalogues, translate_tables
from press.language.catalogues import catalogue_words

LANGUAGES = ("kk", "ru")


FOR_CODE = re.compile(
    r"sphinx/(domains/(c|cpp|javascript|python|rst)\b|ext/(autodoc|napoleon|viewcode|linkcode|graphviz|imgmath|todo)"
    r"|builders/(changes|texinfo|manpage)|themes/|writers/(manpage|texinfo)"
    r"|roles\.py|locale/__pycache__)"
)


@pytest.fixture(autouse=True)
def _words_of_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the tables of Sphinx to other tests as they were."""
    monkeypatch.setattr(locale, "translators", {})
    monkeypatch.setattr(changeset, "versionlabels", dict(changeset.versionlabels))
    monkeypatch.setitem(StandardDomain.initial_data, "labels", dict(StandardDomain.initial_data["labels"]))


def package_file(package: str, path: str) -> Path:
    """A file of an installed package."""
    spec = find_spec(package)
    assert spec and spec.origin
    return Path(spec.origin).parent / path


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_messages_of_sphinx_that_a_reader_meets_are_translated(language: str) -> None:
    with package_file("sphinx", "locale/sphinx.pot").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    met = {
        message.id
        for message in messages
        if any(place.endswith((".html", ".js", ".jinja", "writers/html5.py")) for place, _ in message.locations)
        and not all(FOR_CODE.match(place) for place, _ in message.locations)
    }
    missing = met - set(catalogue_words(language, "sphinx"))
    assert {message for message in missing if _is_shown(message)} == set()


def _is_shown(message: str) -> bool:
    """Whether Sphinx puts a message on pages (``_``) and not on the console (``__``)."""
    writer = package_file("sphinx", "writers/html5.py").read_text(encoding="utf-8")
    return f"__('{message}'" not in writer and f'__("{message}"' not in writer


def test_a_run_in_another_language_has_no_words_of_the_one_before(tmp_path: Path) -> None:
    words = {}
    for language in ("kk", "ru", "en"):
        config = SimpleNamespace(language=language, locale_dirs=[])
        app: Any = SimpleNamespace(config=config, srcdir=tmp_path, doctreedir=tmp_path)
        install_catalogues(app)
        translate_tables()
        words[language] = (_("Index"), changeset.versionlabels["versionadded"])
    assert words["en"] == ("Index", "Added in version %s")
    assert len(set(words.values())) == 3
    assert not any(word.isascii() for language in LANGUAGES for word in words[language])


def test_a_word_of_the_book_comes_before_that_of_press(tmp_path: Path) -> None:
    path = tmp_path / "locale" / "kk" / "LC_MESSAGES" / "sphinx.mo"
    path.parent.mkdir(parents=True)
    catalogue = Catalog(locale="kk")
    catalogue.add("Index", "Тізім")
    with path.open("wb") as file:
        write_mo(file, catalogue)
    config = SimpleNamespace(language="kk", locale_dirs=["locale"])
    app: Any = SimpleNamespace(config=config, srcdir=tmp_path, doctreedir=tmp_path / "trees")
    install_catalogues(app)
    assert _("Index") == "Тізім"
    assert _("Search Page") == catalogue_words("kk", "sphinx")["Search Page"]


def test_of_a_language_without_a_catalogue_nothing_is_compiled(tmp_path: Path) -> None:
    compile_catalogue("de", tmp_path)
    assert list(tmp_path.iterdir()) == []
