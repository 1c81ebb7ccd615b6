"""Settings: what _config.yml may not say is told with its line and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.settings import load_settings

CONFIG = """title: Weather
html:
  favicon: icon.svg
sphinx:
  extra_extensions: [press.extension]
  config:
    press_slug: weather
    press_names: [COVID-19]
    press_editions:
      en:
        name: English
        title: "Weather"
"""


def write(root: Path, text: str) -> Path:
    (root / "_config.yml").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("press_names: [COVID-19]", "press_names: 19", 8, "'19' is no list of names"),
        ("press_slug: weather", "press_slug: My Weather/", 7, "'press_slug': 'My Weather/' is"),
        ("html:\n  favicon: icon.svg", "html: 3", 2, "'html' is '3', which is no section"),
        ('title: "Weather"', "title: 2024", 12, "'2024' is no text"),
        ('title: "Weather"', r'title: "Wea\ather"', 12, "is no text that can be printed"),
        ('        title: "Weather"\n', "", 10, "there is no 'title' below 'en'"),
        ('title: "Weather"', "title: Weather\n        subtitel: Rain", 13, "write subtitle"),
        ("[press.extension]", "[]", 5, "press.extension is not among the extra_extensions"),
        ("  extra_extensions: [press.extension]\n", "", 4, "press.extension is not among"),
        ("favicon: icon.svg", "baseurl: weather.example/book", 3, "'weather.example/book' is no address of a site"),
        ("favicon: icon.svg", "baseurl: 'http://[weather'", 3, "'http://[weather' is no address of a site"),
        ("press_slug: weather", "press_contact: mailto:editors@weather.example", 7, "no e-mail address, nor one that"),
        ("press_slug: weather", "press_repository: github.com/weather/book", 7, "'github.com/weather/book' is no"),
        ("      en:", "      ../../en:", 9, "'../../en' is no language tag"),
        ("      en:", "      kz:", 10, "'kz' is the code of a country, not of a language; write ru or kk"),
        ("      en:", "      no:", 9, "'False' is no language tag"),
        *(
            ("press_slug: weather", f"press_redirects:\n      {entry}", line, f"'{said}' is no ")
            for entry, said, line in (
                ("/old: rain", "/old", 7),
                ("../old: rain", "../old", 7),
                ("old/: rain", "old/", 7),
                ("old.html: rain", "old.html", 7),
                ("2019: rain", "2019", 7),
                ("old: 2019", "2019", 8),
            )
        ),
    ],
)
def test_a_setting_of_another_kind_is_told_with_line(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    assert old in CONFIG
    with pytest.raises(PressError) as caught:
        load_settings(write(tmp_path, CONFIG.replace(old, new)))
    assert (caught.value.line, told in caught.value.message) == (line, True)


def test_the_address_of_the_environment_comes_before_that_of_the_book_and_is_told_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, CONFIG.replace("favicon: icon.svg", "baseurl: https://weather.example/book"))
    assert load_settings(root).base_url == "https://weather.example/book"
    monkeypatch.setenv("PRESS_BASE_URL", "http://127.0.0.1:8000/")
    assert load_settings(root).base_url == "http://127.0.0.1:8000/"
    monkeypatch.setenv("PRESS_BASE_URL", "weather.example")
    with pytest.raises(PressError, match=r"PRESS_BASE_URL: 'weather\.example' is no address of a site") as caught:
        load_settings(root)
    # Nothing in a file of the book is to be corrected.
    assert (caught.value.file, caught.value.line) == (None, None)


@pytest.mark.parametrize("contact", ["", "editors@weather.example", "https://weather.example/write?to=us"])
def test_reports_go_to_a_person_or_a_page_and_to_a_repository(tmp_path: Path, contact: str) -> None:
    given = f'    press_contact: "{contact}"\n    press_repository: https://git.example:3000/weather/book/\n'
    settings = load_settings(write(tmp_path, CONFIG.replace("    press_slug: weather\n", given)))
    assert (settings.contact, settings.repository) == (contact, "https://git.example:3000/weather/book")
