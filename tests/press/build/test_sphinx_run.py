"""What Sphinx warns of is told line by line, with what to do, and stops a build or does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.build.sphinx_run import _missing_files, overrides, readable
from press.core.outputs import book_files
from press.core.settings import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(copy_book("weather", tmp_path))


def test_colours_empty_lines_and_what_sphinx_wants_to_be_sent_are_left_out() -> None:
    text = "\x1b[31ma.md:3: WARNING: odd\x1b[39;49;00m\n\nThe full traceback has been saved in: /tmp/x\nPlease also report this\n"
    assert readable(text) == (["a.md:3: WARNING: odd"], [])


def test_a_warning_that_is_known_has_a_remedy_whatever_its_capitals() -> None:
    (fault,), _ = readable("a.md:3: WARNING: Undefined label: 'x'")
    assert (
        fault.splitlines()[1]
        == "  What to do: correct the label, or put it before a heading, as (label)=, or into a directive, as :name: label"
    )


@pytest.mark.parametrize(
    ("kind", "stops"),
    [
        ("[typst.letter]", False),
        ("[press.math]", False),
        ("[press.html]", False),
        ("[typst.node]", False),
        ("[ref.ref]", True),
    ],
)
def test_some_kinds_stop_no_book(kind: str, stops: bool) -> None:
    faults, notes = readable(f"a.md:3: WARNING: odd {kind}")
    assert (len(faults), len(notes)) == (int(stops), int(not stops))


def test_a_kind_that_is_only_mentioned_is_not_the_kind_of_a_warning() -> None:
    assert readable("a.md:3: WARNING: [press.math] is no label [ref.ref]").notes == []


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
    assert fault.startswith(f"the builder 'typst' has not written {pdf.made}\n  What to do: ")
    pdf.made.parent.mkdir(parents=True)
    pdf.made.touch()
    assert _missing_files(settings, "en", "typst") == _missing_files(settings, "en", "html") == []
