"""Whole builds of a small book: two languages, other data, the same press; and what bad input does to them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from support.followed_book import another_row
from support.small_books import Built, append, contents, replace

from press.cli import main
from press.core.errors import PressError
from press.make.book import build_book


@pytest.fixture(scope="module")
def built(built_book: Callable[[str], Built]) -> Built:
    """The weather book."""
    return built_book("weather")


@pytest.fixture
def spoiled(built: Built, tmp_path: Path) -> Path:
    """A copy of the built book, to be spoiled."""
    return Path(shutil.copytree(built.root, tmp_path / "weather"))


def page(root: Path, name: str) -> str:
    return (root / "_build" / "site" / name).read_text(encoding="utf-8")


def test_the_press_prints_a_book_of_other_data_and_languages(built: Built) -> None:
    assert "It rained on" in page(built.root, "en/rain.html")
    for language in ("en", "ru"):
        html = page(built.root, f"{language}/rain.html")
        assert re.search(r'class="press-number"[^>]*>19<', html)
        assert f'<html lang="{language}"' in html
        assert (built.root / "_build" / "site" / "pdf" / f"weather.{language}.pdf").is_file()


def test_the_prose_of_a_notebook_is_translated_and_its_code_is_not(built: Built) -> None:
    html = page(built.root, "ru/notebooks/rain.html")
    assert "Дни с дождём в каждом городе." in html
    assert "load_table" in html
    assert "Измерения" in html


def test_every_csv_made_for_readers_opens_in_excel_and_the_tables_of_the_data_are_as_described(built: Built) -> None:
    site = built.root / "_build" / "site"
    (archive,) = site.rglob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name.endswith(".csv")}
        (descriptor,) = (json.loads(packed.read(name)) for name in packed.namelist() if name.endswith("package.json"))
    files |= {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*.csv")}
    of_data = {f"weather-data/data/{entry['path']}": entry["hash"] for entry in descriptor["resources"]}
    # Pages offer tables of the data as well.
    as_they_are = {files[name] for name in of_data}
    made = {name: content for name, content in files.items() if "/data/" not in name and content not in as_they_are}

    first = {name: pd.read_csv(io.BytesIO(content), encoding="utf-8-sig").columns[0] for name, content in made.items()}
    assert [name for name, content in made.items() if not content.startswith(b"\xef\xbb\xbf")] == []
    assert [name for name, head in first.items() if head.startswith("\ufeff")] == []
    assert first["en/_downloads/results/rain-days.en.csv"] == "City"
    assert first["ru/_downloads/results/rain-days-table.ru.csv"] == "Город"
    assert first["weather-data/codebook.ru.csv"] == "Таблица"
    digests = {name: f"sha256:{hashlib.sha256(files[name]).hexdigest()}" for name in of_data}
    assert digests == of_data


def test_other_editions_than_that_of_a_changed_chapter_are_left_alone(spoiled: Path) -> None:
    replace(spoiled / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
    told: list[str] = []
    build_book(spoiled, told.append)
    assert [line for line in told if line.startswith("making") and line.endswith(" pages ...")] == [
        "making ru pages ..."
    ]


def test_what_a_book_goes_without_is_not_told_when_a_chapter_alone_has_changed(spoiled: Path) -> None:
    replace(spoiled / "_toc.yml", "    chapters:", "    chapterz: 1\n    chapters:")
    append(spoiled / "_config.yml", "    press_without_checks: [contents]\n")
    for old, new in (("It rained", "It poured"), ("It poured", "It drizzled")):
        replace(spoiled / "book" / "en" / "rain.md", old, new)
        build_book(spoiled, lambda line: None, only_pages=True)
        assert f"{new} on" in page(spoiled, "en/rain.html")


def test_a_table_and_a_label_that_are_changed_at_once_are_both_looked_at(spoiled: Path) -> None:
    another_row(spoiled, 8)
    # Two letters of the last word are Latin.
    replace(spoiled / "data" / "vocabulary" / "words.csv", "в обоих городах вместе", "в обоих городах вмecте")
    for _ in range(2):
        with pytest.raises(PressError, match="'вмecте' mixes Latin and Cyrillic letters"):
            build_book(spoiled, lambda line: None, only_pages=True)
    replace(spoiled / "data" / "vocabulary" / "words.csv", "вмecте", "вместе")
    build_book(spoiled, lambda line: None, only_pages=True)
    replace(spoiled / "data" / "rain.csv", "south,8", "south,9")
    with pytest.raises(PressError, match="the file was changed"):
        build_book(spoiled, lambda line: None, only_pages=True)


def test_pages_alone_are_made_if_asked_and_the_rest_next(spoiled: Path) -> None:
    pdf = spoiled / "_build" / "site" / "pdf" / "weather.ru.pdf"
    before = pdf.read_bytes()
    replace(spoiled / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
    build_book(spoiled, lambda line: None, only_pages=True)
    assert "Снег шёл" in page(spoiled, "ru/rain.html")
    assert pdf.read_bytes() == before
    told: list[str] = []
    build_book(spoiled, told.append, only_pages=True)
    assert told == []
    build_book(spoiled, told.append)
    assert pdf.read_bytes() != before


def test_what_is_lost_in_the_site_and_in_all_that_the_site_was_made_of_is_made_again(spoiled: Path) -> None:
    before = contents(spoiled / "_build" / "site").keys()
    for lost in ("ru/rain.html", "ru/pagefind/pagefind.js", "shared/weather-data.zip", "pdf/weather.ru.pdf"):
        assert lost in before
        for path in (spoiled / "_build").rglob(Path(lost).name):
            path.unlink()
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site").keys() == before


def test_a_book_that_was_moved_is_not_made_again_and_is_changed_where_it_is_now(built: Built, tmp_path: Path) -> None:
    before, after = tmp_path / "before-it-was-moved", tmp_path / "after"
    shutil.copytree(built.root, before, ignore=shutil.ignore_patterns("_build"))
    build_book(before, lambda line: None)
    site = contents(before / "_build" / "site")
    before.rename(after)
    told: list[str] = []
    build_book(after, told.append)
    assert told == []
    assert contents(after / "_build" / "site") == site
    # Sphinx reads all anew before it uses what it has kept for itself of another folder.
    rest = {name: text for name, text in contents(after / "_build").items() if "doctrees" not in name}
    assert [name for name, text in rest.items() if before.name.encode() in text] == []

    for language, old, new in (("en", "It rained", "It has rained"), ("ru", "Дождь шёл", "Снег шёл")):
        replace(after / "book" / language / "rain.md", old, new)
    build_book(after, lambda line: None)
    assert "It has rained" in page(after, "en/rain.html")
    assert [name for name, text in contents(after / "_build").items() if before.name.encode() in text] == []


@pytest.mark.parametrize("lost", [["joined"], ["joined/en/rain.html", "joined/ru/pagefind", "search"]])
def test_what_was_joined_before_and_is_lost_is_joined_again(built: Built, spoiled: Path, lost: list[str]) -> None:
    for path in (spoiled / "_build" / "press" / name for name in lost):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(spoiled / "_build" / "site")
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site") == contents(built.root / "_build" / "site")


def test_what_a_press_of_other_modules_left_in_the_build_folder_is_no_hindrance(spoiled: Path) -> None:
    before = contents(spoiled / "_build" / "site")
    pickled = [path for path in spoiled.rglob("*") if path.suffix in (".pickle", ".doctree")]
    named = [path for path in pickled if b"press." in path.read_bytes()]
    assert {path.name for path in named} >= {"environment.pickle", "rain.doctree"}
    for path in named:
        path.write_bytes(path.read_bytes().replace(b"press.", b"house."))
    for stamp in (spoiled / "_build" / "press" / "stamps").glob("*.json"):
        if "press/core/errors.py" in stamp.read_text(encoding="utf-8"):
            replace(stamp, "press/core/errors.py", "press/gone_since.py")
    told: list[str] = []
    build_book(spoiled, told.append)
    assert told
    after = contents(spoiled / "_build" / "site")
    assert after.keys() == before.keys()
    # The start page tells the sizes of PDFs, which hold the time of their making.
    pages = {name for name in after if name.endswith(".html")} - {"index.html"}
    assert [name for name in sorted(pages) if after[name] != before[name]] == []


# One for each stage of a build: settings, tables, notebooks, chapters. What stands in all editions keeps them in step.
CHART = (("book/en/rain.md", "book/ru/rain.md"), ":::{chart} rain/days", ":::{chart} rain/weeks",
    "book/en/rain.md:6, book/ru/rain.md:6: no notebook publishes a chart called 'rain/weeks'")  # fmt: skip
FAULTS = {
    "settings": (("_config.yml",), "sphinx:", "sphinx: [", "_config.yml:"),
    "table": (("data/rain.csv",), "south,7", "south,often", "rain.csv:3"),
    "notebook": (
        ("book/notebooks/rain.ipynb",),
        '"import altair',
        '"1 / 0\\n", "import altair',
        "rain.ipynb: cell 1, at '1 / 0': ZeroDivisionError",
    ),
    "chart": CHART,
}


def spoil(root: Path, files: tuple[str, ...], old: str, new: str) -> None:
    for file in files:
        replace(root / file, old, new)


@pytest.mark.parametrize(("files", "old", "new", "told"), FAULTS.values(), ids=FAULTS)
def test_bad_input_is_told_in_plain_words_as_long_as_it_is_there_and_leaves_the_last_site_alone(
    spoiled: Path, files: tuple[str, ...], old: str, new: str, told: str
) -> None:
    before = contents(spoiled / "_build" / "site")
    spoil(spoiled, files, old, new)
    for _ in range(2):
        run = CliRunner().invoke(main, ["--root", str(spoiled), "build"])
        assert (run.exit_code, told in run.output, "Traceback" in run.output) == (1, True, False), run.output
    assert contents(spoiled / "_build" / "site") == before
