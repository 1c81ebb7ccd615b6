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
import pymupdf
import pytest
from click.testing import CliRunner
from small_books import Built, copy_book

from press.cli import main
from press.core.errors import PressError
from press.data.accept import accept
from press.make.book import build_book


@pytest.fixture(scope="module")
def built(built_book: Callable[[str], Built]) -> Built:
    """The weather book."""
    return built_book("weather")


@pytest.fixture
def spoiled(built: Built, tmp_path: Path) -> Path:
    """A copy of the built book, to be spoiled."""
    return Path(shutil.copytree(built.root, tmp_path / "weather"))


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def replace_in_editions(root: Path, chapter: str, old: str, new: str) -> None:
    """The same change in each language, so that the editions stay in step."""
    for language in ("en", "ru"):
        replace(root / "book" / language / chapter, old, new)


def page(root: Path, name: str) -> str:
    return (root / "_build" / "site" / name).read_text(encoding="utf-8")


def test_the_press_prints_a_book_of_other_data_and_languages(built: Built) -> None:
    assert "It rained on" in page(built.root, "en/rain.html")
    for language, number in (("en", "19"), ("ru", "19")):
        html = page(built.root, f"{language}/rain.html")
        assert re.search(rf'class="press-number"[^>]*>{number}<', html)
        assert f'<html lang="{language}"' in html
        assert (built.root / "_build" / "site" / "pdf" / f"weather.{language}.pdf").is_file()


def test_a_chart_speaks_the_language_of_its_page(built: Built) -> None:
    assert "Northern" in page(built.root, "en/rain.html")
    russian = page(built.root, "ru/rain.html")
    assert "Северный" in russian
    assert "Northern" not in russian


def test_the_prose_of_a_notebook_is_translated_and_its_code_is_not(built: Built) -> None:
    html = page(built.root, "ru/notebooks/rain.html")
    assert "Дни с дождём, город за городом." in html
    assert "load_table" in html
    assert "Измерения" in html


def test_every_csv_that_is_made_for_readers_opens_in_excel_and_the_tables_of_the_data_are_as_described(
    built: Built,
) -> None:
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


def test_every_step_is_told_with_its_duration(built: Built) -> None:
    done = [line for line in built.lines if " ..." not in line]
    assert all(re.search(r"\d\.\d s$", line) for line in done)
    assert {"making en edition ...", "running rain.ipynb ..."} <= {*built.lines}
    assert {"en pages", "ru PDF", "ru EPUB"} <= {line.partition("  ")[0] for line in done}
    assert any("rain.ipynb" in line for line in built.lines)


def test_a_second_build_does_nothing_again_and_gives_the_same_site(built: Built) -> None:
    before = contents(built.root / "_build" / "site")
    lines: list[str] = []
    build_book(built.root, lines.append)
    assert lines == []
    assert contents(built.root / "_build" / "site") == before


def test_why_each_part_is_made_again_is_told_and_other_editions_are_left_alone(spoiled: Path) -> None:
    replace(spoiled / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
    told: list[str] = []
    build_book(spoiled, lambda line: None, told.append)
    changed = "book/ru/rain.md changed"
    assert told == [f"the site: {changed}", f"ru: {changed}"]


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


@pytest.mark.parametrize(
    "lost", ["ru/rain.html", "ru/pagefind/pagefind.js", "shared/weather-data.zip", "pdf/weather.ru.pdf"]
)
def test_what_is_lost_in_the_site_and_in_all_that_the_site_was_made_of_is_made_again(spoiled: Path, lost: str) -> None:
    before = contents(spoiled / "_build" / "site").keys()
    assert lost in before
    for path in (spoiled / "_build").rglob(Path(lost).name):
        path.unlink()
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site").keys() == before


def test_a_page_of_the_site_that_somebody_has_edited_is_made_again(
    spoiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build_book(spoiled, lambda _: None)
    before = contents(spoiled / "_build" / "site")
    with (spoiled / "_build" / "site" / "en" / "rain.html").open("a", encoding="utf-8") as edited:
        edited.write("by hand")
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site") == before


@pytest.mark.parametrize(
    "lost", ["press/joined", "press/joined/en/rain.html", "press/joined/ru/pagefind", "press/search"]
)
def test_what_was_joined_before_and_is_lost_is_joined_again(built: Built, spoiled: Path, lost: str) -> None:
    path = spoiled / "_build" / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.rmtree(spoiled / "_build" / "site")
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site") == contents(built.root / "_build" / "site")


def test_no_file_of_the_site_is_one_that_a_later_build_writes_into(built: Built) -> None:
    build = built.root / "_build"

    def files(folder: Path, pattern: str = "*") -> set[int]:
        return {path.stat().st_ino for path in folder.rglob(pattern) if path.is_file()}

    site = files(build / "site")
    # Pages and the files of their cards are written beside their places and moved there.
    whole = {path.stat().st_ino for path in (build / "press").glob("*/html/**/*") if moved(path)}
    assert whole and whole <= site
    assert whole == site & set().union(*(files(build / "press" / made) for made in ("en", "ru", "shared", "charts")))


def moved(path: Path) -> bool:
    return (path.suffix == ".html" and "_static" not in path.parts) or (path.is_file() and "_cards" in path.parts)


def test_an_edition_that_is_lost_is_made_from_nothing_in_all_its_formats(spoiled: Path) -> None:
    before = contents(spoiled / "_build" / "site")
    shutil.rmtree(spoiled / "_build" / "press" / "ru")
    shutil.rmtree(spoiled / "_build" / "site")
    told: list[str] = []
    build_book(spoiled, lambda line: None, told.append)
    assert told[1:] == ["ru: it is not there"]
    assert contents(spoiled / "_build" / "site").keys() == before.keys()


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
    build_book(spoiled, lambda line: None, told.append)
    assert any("press/gone_since.py is gone" in line for line in told)
    after = contents(spoiled / "_build" / "site")
    assert after.keys() == before.keys()
    assert [name for name in after if name.endswith(".html") and after[name] != before[name]] == []


def test_faults_of_all_editions_are_told_at_once(spoiled: Path) -> None:
    replace_in_editions(spoiled, "rain.md", "{numref}`fig-rain-days`", "{option}`--rain`")
    with pytest.raises(PressError) as raised:
        build_book(spoiled, lambda line: None)
    assert "book/en/rain.md:4, book/ru/rain.md:4: unknown option: '--rain'" in str(raised.value)


def test_a_letter_that_no_typeface_has_is_told_and_stops_no_part_of_the_book(spoiled: Path) -> None:
    authors = "  config:\n    press_citation:\n      authors: [{family: 王, given: 伟}]\n"
    replace(spoiled / "_config.yml", "  config:\n", authors)
    replace(spoiled / "book" / "en" / "rain.md", "\n# ", "\n# \U0001f4da ")
    lines: list[str] = []

    site = build_book(spoiled, lines.append)

    with pymupdf.open(site.folder / site.files[0].path) as pdf:
        text = " ".join("\n".join(page.get_text() for page in pdf).split())
    assert "王" in text.split("Imprint")[0]
    told = [line for line in lines if "typst.letter" in line]
    assert all("no typeface of the PDF has" in line and "王" in line for line in told)
    assert any("\U0001f4da" in line for line in told)
    assert "王" in page(spoiled, "en/index.html")


def test_the_same_book_in_another_folder_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = copy_book("weather", tmp_path / "one"), copy_book("weather", tmp_path / "another-folder")
    for root in (first, second):
        build_book(root, lambda line: None)
    one, other = (contents(root / "_build" / "site") for root in (first, second))
    assert {name for name in {*one, *other} if one.get(name) != other.get(name)} == set()


def test_a_sentence_that_was_changed_and_changed_back_leaves_no_trace(
    spoiled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    shutil.rmtree(spoiled / "_build" / "press" / "stamps")
    site, chapter = spoiled / "_build" / "site", spoiled / "book" / "ru" / "rain.md"
    build_book(spoiled, lambda line: None)
    before = contents(site)
    replace(chapter, "Дождь шёл", "Снег, небывалое слово, шёл")
    build_book(spoiled, lambda line: None)
    assert contents(site) != before
    replace(chapter, "Снег, небывалое слово, шёл", "Дождь шёл")
    build_book(spoiled, lambda line: None)
    assert {name for name, content in contents(site).items() if before.get(name) != content} == set()


def test_a_corrected_count_reaches_chart_table_and_sentence_in_every_language(spoiled: Path) -> None:
    data = spoiled / "data" / "rain.csv"
    replace(data, "south,7", "south,9")
    with pytest.raises(PressError, match="press accept"):
        build_book(spoiled, lambda line: None)
    accept([data], spoiled)
    build_book(spoiled, lambda line: None)
    for language in ("en", "ru"):
        html = page(spoiled, f"{language}/rain.html")
        assert re.search(r'class="press-number"[^>]*>21<', html)
        assert re.search(r"<td[^>]*>9</td>", html)
        described = re.search(r'<p id="chart-rain-days-words">([^<]*)</p>', html)
        assert described is not None
        assert ": 9" in described[1]


def test_a_draft_that_the_contents_do_not_name_is_no_page_even_if_its_name_begins_like_a_chapter(
    built: Built, spoiled: Path
) -> None:
    for language in ("en", "ru"):
        (spoiled / "book" / language / "rain.draft.md").write_text("# A draft\n\nNot yet.\n", encoding="utf-8")
    build_book(spoiled, lambda _: None)
    assert contents(spoiled / "_build" / "site").keys() == contents(built.root / "_build" / "site").keys()


def test_the_page_of_a_chapter_that_was_taken_out_goes_with_it(spoiled: Path) -> None:
    for language in ("en", "ru"):
        shutil.copy(spoiled / "book" / language / "index.md", spoiled / "book" / language / "snow.md")
        replace(spoiled / "book" / language / "snow.md", "(start)=", "(snow)=")
    replace(
        spoiled / "_toc.yml", "      - file: book/en/rain\n", "      - file: book/en/rain\n      - file: book/en/snow\n"
    )
    build_book(spoiled, lambda line: None)
    assert (spoiled / "_build" / "site" / "ru" / "snow.html").is_file()
    for language in ("en", "ru"):
        (spoiled / "book" / language / "snow.md").unlink()
    replace(spoiled / "_toc.yml", "      - file: book/en/snow\n", "")
    build_book(spoiled, lambda line: None)
    assert not (spoiled / "_build" / "site" / "ru" / "snow.html").exists()


def spoil_type(root: Path) -> str:
    replace(root / "data" / "rain.csv", "south,7", "south,often")
    return "rain.csv:3"


def spoil_column(root: Path) -> str:
    replace(root / "data" / "rain.csv", "city,days", "city,rainy")
    return "rain.csv"


def spoil_encoding(root: Path) -> str:
    (root / "data" / "rain.csv").write_bytes("city,days\nsüd,7\n".encode("latin-1"))
    return "UTF-8"


def spoil_yaml(root: Path) -> str:
    replace(root / "_config.yml", "sphinx:", "sphinx: [")
    return "_config.yml:"


def spoil_vocabulary(root: Path) -> str:
    replace(root / "data" / "vocabulary" / "words.csv", "north,Northern,Северный\n", "")
    return "north"


def spoil_notebook(root: Path) -> str:
    path = root / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][1]["source"] = "1 / 0"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return "rain.ipynb: cell 1, at '1 / 0': ZeroDivisionError"


def spoil_notebook_file(root: Path) -> str:
    (root / "book" / "notebooks" / "rain.ipynb").write_text("{", encoding="utf-8")
    return "rain.ipynb: not a notebook"


def spoil_merge(root: Path) -> str:
    """A merge of both languages, which keeps them in step."""
    merge = "\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n"
    replace_in_editions(root, "index.md", "\n\n", f"\n{merge}\n")
    return "book/en/index.md:4: an unfinished merge begins here"


def spoil_key(root: Path) -> str:
    path = root / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append({**notebook["cells"][1], "id": "rain-03"})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return "rain.ipynb: cell 2 publishes the chart 'days' a second time"


def spoil_chapter_encoding(root: Path) -> str:
    (root / "book" / "ru" / "rain.md").write_bytes("# Дождь".encode("cp1251"))
    return "book/ru/rain.md"


def spoil_chart(root: Path) -> str:
    replace_in_editions(root, "rain.md", ":::{chart} rain/days", ":::{chart} rain/weeks")
    return "book/en/rain.md:6, book/ru/rain.md:6: no notebook publishes a chart called 'rain/weeks'"


def spoil_step(root: Path) -> str:
    replace(root / "book" / "ru" / "rain.md", "; см. {numref}`fig-rain-days`", "; см.")
    return "book/en/rain.md:4 and book/ru/rain.md:4 are out of step"


SPOILERS = [
    spoil_type,
    spoil_column,
    spoil_encoding,
    spoil_yaml,
    spoil_vocabulary,
    spoil_notebook,
    spoil_notebook_file,
    spoil_merge,
    spoil_key,
    spoil_chapter_encoding,
    spoil_chart,
    spoil_step,
]


def test_a_fault_is_told_again_as_long_as_it_is_there(spoiled: Path) -> None:
    expected = spoil_chart(spoiled)
    for _ in range(2):
        with pytest.raises(PressError, match=re.escape(expected)):
            build_book(spoiled, lambda line: None)


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__.removeprefix("spoil_"))
def test_bad_input_is_told_in_plain_words_and_leaves_the_last_site_alone(
    spoil: Callable[[Path], str], spoiled: Path
) -> None:
    before = contents(spoiled / "_build" / "site")
    expected = spoil(spoiled)
    run = CliRunner().invoke(main, ["--root", str(spoiled), "build"])
    assert run.exit_code == 1
    assert expected in run.output
    assert "Traceback" not in run.output
    assert contents(spoiled / "_build" / "site") == before
