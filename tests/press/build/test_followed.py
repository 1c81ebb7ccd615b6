"""What one chapter says of another follows it: a build after a change gives the site that a build from nothing gives."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.build.book import build_book
from press.checks.run import check_book
from press.core.errors import PressError
from press.core.jobs import Residents
from press.data.accept import accept
from press.edition.load import load_sources

LANGUAGES = ("en", "ru")
# What the first chapter says of the others.
LINKS = """
See {ref}`rain-counted` and {numref}`fig-rain-days`: {number}`rain/total` days, {cite:p}`doe2001`.
"""


def chapters(root: Path, name: str, change: Callable[[str], str], languages: tuple[str, ...] = LANGUAGES) -> None:
    """The same change in each language."""
    for language in languages:
        path = root / "book" / language / name
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != before


def contents(root: Path) -> dict[str, bytes]:
    site = root / "_build" / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def unlike_built_from_nothing(root: Path) -> set[str]:
    """The files of the site that are not as a build from nothing makes them."""
    followed = contents(root)
    shutil.rmtree(root / "_build")
    build_book(root, lambda line: None)
    anew = contents(root)
    return {name for name in {*followed, *anew} if followed.get(name) != anew.get(name)}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built book whose first chapter leads to the second."""
    root = copy_book("weather", tmp_path_factory.mktemp("linked"))
    chapters(root, "index.md", lambda text: text + LINKS)
    chapters(root, "rain.md", lambda text: text.replace(":::{datatable}", "(rain-counted)=\n## Rain\n\n:::{datatable}"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        build_book(root, lambda line: None)
    return root


@pytest.fixture
def book(linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Path(shutil.copytree(linked, tmp_path / "weather"))


def another_title(text: str) -> str:
    return re.sub(r"^# .*$", "# Snow", text, flags=re.MULTILINE)


def a_word_more(text: str) -> str:
    return re.sub(r"^(# .*\n\n)", r"\1Indeed. ", text, flags=re.MULTILINE)


def another_heading(text: str) -> str:
    return text.replace("## Rain", "## Showers")


def a_figure_before(text: str) -> str:
    first = ":::{chart} rain/days\n:name: fig-rain-first\nBefore.\n:::\n\n"
    return text.replace(":::{chart}", f"{first}:::{{chart}}", 1)


def without_citation(text: str) -> str:
    return text.replace("{cite:t}`doe2001`", "Doe")


def a_word_for_the_index(text: str) -> str:
    return text.replace(":::{chart}", "```{index} rain\n```\n\n:::{chart}", 1)


def without_number(text: str) -> str:
    return text.replace("{number}`rain/total`", "many")


CHANGES = {
    "rain.md": (another_title, another_heading, a_figure_before, without_citation, a_word_for_the_index),
    "index.md": (without_number,),
}


@pytest.mark.parametrize(
    ("chapter", "change"),
    [(name, change) for name, changes in CHANGES.items() for change in changes],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_change_in_one_chapter_reaches_what_others_say_of_it(
    book: Path, chapter: str, change: Callable[[str], str]
) -> None:
    chapters(book, chapter, change)
    build_book(book, lambda line: None)
    assert unlike_built_from_nothing(book) == set()


def test_processes_that_wait_make_of_one_change_after_another_what_new_ones_make(book: Path) -> None:
    # In one language, as only the processes of an edition that is edited alone wait.
    changes = [
        ("rain.md", a_word_more),
        ("rain.md", another_title),
        ("index.md", a_word_more),
        ("rain.md", another_heading),
    ]
    residents = Residents()
    try:
        for name, change in [("index.md", a_word_more), *changes]:
            chapters(book, name, change, ("ru",))
            build_book(book, lambda line: None, residents=residents)
            assert set(residents.waiting) == {"ru", "ru epub"}
    finally:
        residents.end()
    assert unlike_built_from_nothing(book) == set()


def test_a_process_that_waits_tells_of_a_changed_row(tmp_path: Path) -> None:
    # In one language, as only the processes of an edition that is edited alone wait.
    root = copy_book("weather", tmp_path)
    shutil.rmtree(root / "book" / "ru")
    config = (root / "_config.yml").read_text(encoding="utf-8")
    words = root / "data" / "vocabulary" / "words.csv"
    words.write_text(re.sub(r",[^,\n]*$", "", words.read_text("utf-8"), flags=re.MULTILINE), encoding="utf-8")
    (root / "_config.yml").write_text(re.sub(r" +ru:\n(?: +(?:name|title): .*\n)+", "", config), encoding="utf-8")
    residents = Residents()
    try:
        for days in (7, 8):
            another_row(root, days)
            build_book(root, lambda line: None, residents=residents)
            assert set(residents.waiting) == {"en", "en epub"}
    finally:
        residents.end()
    assert re.search(
        r'class="press-number"[^>]*>20<', (root / "_build" / "site" / "en" / "rain.html").read_text("utf-8")
    )


def test_there_is_an_index_where_words_are_marked_for_it_and_no_empty_one(book: Path) -> None:
    pages = [book / "_build" / "site" / language / "rain.html" for language in LANGUAGES]
    assert not any(
        page.with_name("genindex.html").exists() or 'rel="index"' in page.read_text("utf-8") for page in pages
    )
    chapters(book, "rain.md", a_word_for_the_index)
    build_book(book, lambda line: None)
    assert all(page.with_name("genindex.html").is_file() for page in pages)


def test_a_label_that_another_chapter_names_is_missed_at_once(book: Path) -> None:
    chapters(book, "rain.md", lambda text: text.replace("(rain-counted)=\n", ""))
    for _ in range(2):
        with pytest.raises(PressError, match=r"book/en/index\.md:\d+: WARNING: undefined label: 'rain-counted'"):
            build_book(book, lambda line: None)


def test_a_chapter_of_which_others_say_nothing_new_leaves_their_pages_alone(book: Path) -> None:
    chapter = book / "book" / "ru" / "rain.md"
    sentence = chapter.read_text(encoding="utf-8")
    written = []
    # The first build is of a book in another folder, all of which is made anew.
    for word in ("Град", "Снег"):
        chapter.write_text(sentence.replace("Дождь шёл", f"{word} шёл"), encoding="utf-8")
        build_book(book, lambda line: None)
        written.append((book / "_build" / "press" / "ru" / "html" / "numbers.html").stat().st_mtime_ns)
    assert written[0] == written[1]
    assert "Снег шёл" in (book / "_build" / "site" / "ru" / "rain.html").read_text(encoding="utf-8")


def another_row(root: Path, days: int) -> None:
    """Another number of days in the south, and its file accepted."""
    table = root / "data" / "rain.csv"
    table.write_text(re.sub(r"south,\d+", f"south,{days}", table.read_text(encoding="utf-8")), encoding="utf-8")
    accept([table], load_sources(root))


def test_a_changed_row_reaches_every_page_and_file_that_shows_what_was_made_of_it(book: Path) -> None:
    another_row(book, 8)
    build_book(book, lambda line: None)
    assert all("20" in (book / "_build" / "site" / tag / "index.html").read_text("utf-8") for tag in LANGUAGES)
    assert unlike_built_from_nothing(book) == set()


def test_a_changed_row_leaves_the_pages_alone_that_show_nothing_of_it(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    for language in LANGUAGES:
        (root / "book" / language / "plain.md").write_text("# Sun\n\nIt shines.\n", encoding="utf-8")
    with (root / "_toc.yml").open("a", encoding="utf-8") as file:
        file.write("      - file: book/en/plain\n")
    written = []
    for days in (7, 8):
        another_row(root, days)
        build_book(root, lambda line: None)
        pages = root / "_build" / "press" / "ru" / "html"
        written.append([(pages / f"{name}.html").stat().st_mtime_ns for name in ("plain", "rain", "numbers")])
    (plain, *others), (plain_again, *others_again) = written
    assert plain == plain_again
    assert all(before < after for before, after in zip(others, others_again, strict=True))


def test_a_notebook_runs_again_for_what_is_said_of_its_own_tables_alone(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    descriptor = root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    (root / "data" / "snow.csv").write_bytes((root / "data" / "rain.csv").read_bytes())
    package["resources"].append({**package["resources"][0], "name": "snow", "path": "snow.csv"})

    def reasons() -> list[str]:
        descriptor.write_text(json.dumps(package), encoding="utf-8")
        told: list[str] = []
        check_book(root, why=told.append)
        return told

    assert reasons() == ["rain.ipynb: its code is new"]
    package["resources"][1]["title"] = "Snow"
    assert reasons() == []
    package["resources"][0]["title"] = "Rain"
    assert reasons() == ["rain.ipynb: what data/datapackage.json says of the table rain changed"]
