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

from press.data_zip import data_zip, zip_name
from press.settings import load_settings
from press.vocabulary import load_vocabulary

Book = Callable[[str], Path]


def packed(root: Path) -> bytes:
    settings = load_settings(root)
    return data_zip(settings, load_vocabulary(root, settings.languages))


def test_the_same_data_are_the_same_bytes_and_other_data_are_not(book: Book) -> None:
    root = book("weather")
    first = packed(root)
    for path in (root / "data").rglob("*"):
        path.touch()
    assert packed(root) == first
    (root / "data" / "notes.txt").write_text("rain", encoding="utf-8")
    assert packed(root) != first


def test_what_is_unpacked_is_a_valid_data_package_with_a_readme_and_a_codebook_in_each_language(
    book: Book, tmp_path: Path
) -> None:
    root = book("weather")
    zipfile.ZipFile(io.BytesIO(packed(root))).extractall(tmp_path / "out")
    folder = tmp_path / "out" / "weather-data"
    assert zip_name(load_settings(root)) == "weather-data.zip"
    found = {path.name for path in folder.iterdir()}
    assert found == {"data", "README.en.md", "README.ru.md", "codebook.en.csv", "codebook.ru.csv"}
    descriptor = json.loads((folder / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["resources"][0]["name"] == "rain"
    report = Package(str(folder / "data" / "datapackage.json")).get_resource("rain").validate()
    assert report.valid


@pytest.mark.parametrize(("language", "title", "head"), [("en", "# Weather", "Column"), ("ru", "# Погода", "Столбец")])
def test_readme_and_codebook_are_in_the_language(book: Book, language: str, title: str, head: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(packed(book("weather"))))
    readme = archive.read(f"weather-data/README.{language}.md").decode()
    assert readme.startswith(title)
    assert "### data/rain.csv" in readme
    rows = list(csv.reader(io.StringIO(archive.read(f"weather-data/codebook.{language}.csv").decode(), newline="")))
    assert head in rows[0]
    assert ["rain", "city"] in [row[:2] for row in rows]
