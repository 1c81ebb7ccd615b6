"""All data of a book as one file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from frictionless import Package
from support.small_books import replace

from press.citation.settings import load_citation
from press.core.settings import load_settings
from press.directives.data_package import data_zip, zip_name
from press.edition.chapters import load_sources

Book = Callable[[str], Path]


def packed(root: Path) -> bytes:
    return data_zip(load_sources(root), load_citation(root)).read_bytes()


def test_what_is_unpacked_is_a_valid_data_package_with_a_readme_and_a_codebook_in_each_language(
    weather: Path, tmp_path: Path
) -> None:
    zipfile.ZipFile(io.BytesIO(packed(weather))).extractall(tmp_path / "out")
    folder = tmp_path / "out" / "weather-data"
    assert zip_name(load_settings(weather)) == "weather-data.zip"
    found = {path.name for path in folder.iterdir()}
    assert found == {"data", "cite", "README.en.md", "README.ru.md", "codebook.en.csv", "codebook.ru.csv"}
    descriptor = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["resources"][0]["name"] == "rain"
    report = Package(str(folder / "data" / "datapackage.json")).get_resource("rain").validate()
    assert report.valid


@pytest.mark.parametrize(("language", "title", "head"), [("en", "# Weather", "Column"), ("ru", "# Погода", "Столбец")])
def test_readme_and_codebook_are_in_the_language(weather: Path, language: str, title: str, head: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(packed(weather)))
    readme = archive.read(f"weather-data/README.{language}.md").decode()
    assert readme.startswith(title)
    assert "### data/rain.csv" in readme
    rows = list(
        csv.reader(io.StringIO(archive.read(f"weather-data/codebook.{language}.csv").decode("utf-8-sig"), newline=""))
    )
    assert head in rows[0]
    assert ["rain", "city"] in [row[:2] for row in rows]


def test_the_data_say_how_they_are_cited_in_words_and_in_files_for_reference_managers(
    weather: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 9 March 2026, noon.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773057600")
    cited = (
        '    press_citation:\n      version: "2.1"\n      dataset: {en: Rain of two cities, ru: Дожди двух городов}\n'
    )
    replace(weather / "_config.yml", "    press_slug:", f"{cited}    press_slug:")
    archive = zipfile.ZipFile(io.BytesIO(packed(weather)))
    english, russian = (archive.read(f"weather-data/README.{language}.md").decode() for language in ("en", "ru"))
    assert "- APA 7: Rain of two cities (Version 2.1) [Data set]. (2026)." in english
    assert "- APA 7: Дожди двух городов [Rain of two cities] (Version 2.1) [Data set]. (2026)." in russian
    assert "- ГОСТ Р 7.0.100–2018: Дожди двух городов" in russian
    files = {name.rpartition(".")[2] for name in archive.namelist() if "/cite/weather.ru.dataset." in name}
    assert files == {"bib", "ris"}
