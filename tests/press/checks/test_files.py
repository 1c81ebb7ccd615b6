"""What is wrong in the files beside the chapters is told before anything is built: settings, contents, tables, works."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from support.rain_tables import edit_descriptor
from support.small_books import append, copy_book, faults_of, replace

from press.checks.files import works
from press.core.reading import schema_faults
from press.data.accept import TO_WRITE
from press.edition.chapters import load_sources
from press.edition.jupyter_book import book_schema

with tempfile.TemporaryDirectory() as folder:
    CONFIG_LINES = (copy_book("weather", Path(folder)) / "_config.yml").read_text(encoding="utf-8").splitlines()


def line(start: str) -> int:
    """The line on which a setting of the small book stands."""
    return next(number for number, text in enumerate(CONFIG_LINES, 1) if text.strip().startswith(start))


# What stands in the settings, what instead, the line of the fault, and words of it.
SETTINGS = (
    ("only_build_toc_files:", "only_build_toc_file:", line("only_build"), "write only_build_toc_files"),
    ('author: ""', "favicon: a.svg", line("author"), "'favicon' at the top"),
    ("  execute_notebooks", "  title: A\n  execute_notebooks", line("execute_notebooks"), "no setting 'title' below 'execute'"),
    ("only_build_toc_files: true", 'only_build_toc_files: "yes"', line("only_build"), "'yes' is not of type 'boolean'"),
    ('execute_notebooks: "off"', 'execute_notebooks: "of"', line("execute_notebooks"), "'of' is not one of ['auto'"),
    ('author: ""', "copyright: 2023", line("author"), "'copyright': 2023 is not of type 'string'"),
    ("    press_names: []", "    press_citation:\n      dataset: {en: Rain}", line("press_names") + 1, "there is no 'ru' below 'dataset'"),
    ("    press_names: []", "    press_citation:\n      dataset: {en: A, ru: Б, kk: В}", line("press_names") + 1, "no setting 'kk' below 'dataset'"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "words"), SETTINGS)
def test_a_setting_that_nothing_knows_is_told_with_line(
    weather: Path, old: str, new: str, place: int, words: str
) -> None:
    replace(weather / "_config.yml", old, new)
    (fault,) = faults_of(weather, "settings")
    assert fault.startswith(f"_config.yml:{place}: ") and words in fault


def test_all_that_is_wrong_with_authors_is_told_at_once_each_with_its_line(weather: Path) -> None:
    lines = "    press_citation:\n      authors:\n        - familiy: Abay\n          given: Aru\n        - {name: }\n      publsher: A"
    replace(weather / "_config.yml", "    press_names: []", lines)
    errors, first = faults_of(weather, "settings"), line("press_names")
    assert [error.partition(": ")[0] for error in errors] == [f"_config.yml:{first + n}" for n in (5, 2, 4)]
    assert "write family" in errors[1]


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"title": "A", "author": None, "execute": {"execute_notebooks": "cache", "timeout": 30}},
        # Read by Jupyter Book, and listed by neither its schema nor its defaults.
        {"project": "A", "bibtex_bibfiles": "references.bib", "bibtex_reference_style": "author_year"},
        {"html": {"navbar_footer_text": "A"}, "sphinx": {"extra_extensions": None, "config": {"any": 1}}},
        {"parse": {"myst_substitutions": {"a": "b"}}, "launch_buttons": {"binderhub_url": ""}},
    ],
)
def test_what_jupyter_book_reads_is_right(document: dict[str, Any]) -> None:
    assert list(schema_faults(document, book_schema())) == []


CONTENTS = """\
format: jb-book
root: book/en/index
parts:
  - caption: Measurements
    numbered: true
    chapters:
      - file: book/en/rain
        title: Rain
        sections:
          - file: book/en/numbers
      - file: book/notebooks/rain
      - url: https://example.org
        title: Elsewhere
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("parts", "part", 1, "Unknown keys found: {'part'}"),
        ("      - file: book/notebooks/rain", "      - fiel: book/notebooks/rain", 11, "does not contain one of"),
        ("root:", "defaults: numbered\nroot:", 1, "the contents cannot be read"),
        (
            "book/en/numbers",
            "README",
            10,
            "'README', which every edition would show in one language; move it into book/en/",
        ),
        ("book/notebooks/rain", "book/en/rain", 11, "document file used multiple times"),
        ("sections:\n          - file: book/en/numbers", "sections: []", 7, "'sections' not a non-empty list"),
    ],
)
def test_contents_that_sphinx_could_not_read_or_would_pass_over_are_told(
    weather: Path, old: str, new: str, line: int, words: str
) -> None:
    (weather / "_toc.yml").write_text(CONTENTS.replace(old, new), encoding="utf-8")
    fault = faults_of(weather, "contents")[0]
    assert fault.startswith(f"_toc.yml:{line}: ") and words in fault


def test_every_source_that_cannot_be_read_is_told_not_the_first_alone(weather: Path) -> None:
    (weather / "book" / "notebooks" / "rain.ipynb").write_text("{", encoding="utf-8")
    (weather / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po").write_text('msgid "a\n', encoding="utf-8")
    (weather / "references.bib").write_text("@misc{doe2001", encoding="utf-8")
    told = "\n".join(faults_of(weather, "sources"))
    assert all(f"{name}:" in told for name in ("rain.ipynb", "notebooks.po", "references.bib")), told


def test_a_bibliography_that_is_not_there_is_told_of_the_setting(weather: Path) -> None:
    (weather / "references.bib").unlink()
    assert f"_config.yml:{line('bibtex_bibfiles')}: bibtex_bibfiles names 'references.bib'" in "\n".join(
        faults_of(weather, "sources")
    )


def test_a_table_that_no_description_names_is_told_with_the_command_that_drafts_one(weather: Path) -> None:
    (weather / "data" / "snow.csv").write_text("city,days\nnorth,3\n", encoding="utf-8")
    fault, remedy = faults_of(weather, "undescribed")
    assert fault.startswith("data/snow.csv: no description names this table")
    assert ".venv/bin/press accept data/snow.csv" in remedy


def test_what_is_still_to_be_written_in_a_description_is_told_with_its_line(weather: Path) -> None:
    # Editors show a separator of lines (U+2028) within its line.
    said = {"title": "Rain\u2028by city", "producer": f"{TO_WRITE} who counted it"}
    path = edit_descriptor(weather, lambda package: package["resources"][0].update(said))
    number = next(n for n, line in enumerate(path.read_text("utf-8").split("\n"), 1) if TO_WRITE in line)
    (fault,) = faults_of(weather, "drafts")
    assert fault.startswith(f"data/datapackage.json:{number}: this is a draft")


WORK = "@book{roe2003,\n  author = {Roe, A.},\n  title = {Rain},\n  publisher = {B},\n  year = {2003},\n}\n"
TITLE, YEAR = "title = {Rain},", "year = {2003}"


def told_of_work(weather: Path, old: str, new: str) -> list[str]:
    assert old in WORK
    append(weather / "references.bib", "\n" + WORK.replace(old, new, 1))
    return [fault for fault in faults_of(weather, "works") if "roe2003" in fault]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  publisher = {B},\n", "", "lacks publisher"),
        ("  author = {Roe, A.},\n", "", "lacks author or editor"),
        (TITLE, f"{TITLE}\n  doi = {{https://doi.org/10.1000/182}},", "write it as 10.1000/182"),
        (TITLE, f"{TITLE}\n  url = {{example.org}},", "write a whole address"),
        (YEAR, "date = {2019-13-02},\n  year = {2019}", "has the date '2019-13-02'; write a day, month or year"),
        (TITLE, f"{TITLE}\n  urldate = {{2023-2-30}},", "has the urldate '2023-2-30'; write a day"),
        ("{Roe, A.}", "{Roe, A.; Doe, B.}", "divides names by ';' in author; write 'and' between them"),
        ("{Roe, A.}", "{Roe, A. \\& Doe, B.}", "divides names by '\\&' in author; write 'and' between them"),
    ],
)
def test_what_a_work_lacks_or_says_amiss_is_told_with_its_line(weather: Path, old: str, new: str, words: str) -> None:
    (fault,) = told_of_work(weather, old, new)
    assert fault.startswith("references.bib:") and words in fault


# BibLaTeX's manual, 2.3.8, has these forms of a date. A name in braces may hold any sign.
DATES = ("2019", "2019-09", "2019/2020", "2019-09-28/2019-10-02")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        *(("  year", f"  date = {{{date}}},\n  year") for date in DATES),
        ("{Roe, A.}", "{{Rain; Snow \\& Sons} and Roe, A.}"),
    ],
)
def test_a_sound_work_is_not_told_of(weather: Path, old: str, new: str) -> None:
    assert told_of_work(weather, old, new) == []


def test_a_language_in_the_script_of_the_first_need_not_spell_makers_again(weather: Path) -> None:
    replace(
        weather / "_config.yml", "      ru:\n", "      de:\n        name: Deutsch\n        title: Wetter\n      ru:\n"
    )
    # Not read before all else is there, which here it need not be.
    sources = load_sources(weather)
    entry = WORK.replace(TITLE, f"{TITLE}\n  author_en = {{Roe, A.}},")
    (weather / "references.bib").write_text(entry, encoding="utf-8")
    assert [str(fault).partition("lacks")[0] for fault in works(sources)] == [
        "references.bib:1: the work 'roe2003' has no author_ru, as other editions have; add it"
    ]
