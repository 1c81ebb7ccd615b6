"""What a run of Sphinx is given, and what it has to have written."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.formats import book_files
from press.core.settings import Settings, load_settings
from press.make.sphinx_run import _missing_files, overrides


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(copy_book("weather", tmp_path))


def test_an_edition_offers_its_other_formats_and_the_data_in_its_language(settings: Settings) -> None:
    english, russian = (overrides(settings, language, "html")["press_downloads"] for language in settings.languages)
    assert isinstance(english, list) and isinstance(russian, list)
    assert [offer["path"] for offer in english] == [
        "pdf/weather.en.pdf",
        "epub/weather.en.epub",
        "shared/weather-data.zip",
    ]
    assert [offer["path"] for offer in russian][:2] == ["pdf/weather.ru.pdf", "epub/weather.ru.epub"]
    assert all(one["label"] != other["label"] for one, other in zip(english, russian, strict=True))


def test_what_is_appended_to_the_settings_of_one_run_is_not_in_the_next(settings: Settings) -> None:
    templates = overrides(settings, "en", "html")["templates_path"]
    assert isinstance(templates, list)
    templates.append("theme")
    assert overrides(settings, "en", "html")["templates_path"] == []


def test_a_builder_that_has_not_written_its_file_is_named(settings: Settings) -> None:
    (pdf, _) = book_files(settings, "en")
    (fault,) = _missing_files(settings, "en", "typst")
    assert fault.words.startswith(f"the builder 'typst' has not written {pdf.made}; ")
    pdf.made.parent.mkdir(parents=True)
    pdf.made.touch()
    assert _missing_files(settings, "en", "typst") == _missing_files(settings, "en", "html") == []
