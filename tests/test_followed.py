"""What one chapter says of another follows it: a build after a change gives the site that a build from nothing gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.build import build_book
from press.errors import PressError

LANGUAGES = ("en", "ru")
# What the first chapter says of the others.
LINKS = """
See {ref}`rain-counted` and {numref}`fig-rain-days`: {number}`rain/total` days, {cite:p}`doe2001`.
"""


def chapters(root: Path, name: str, change: Callable[[str], str]) -> None:
    """The same change in each language."""
    for language in LANGUAGES:
        path = root / "book" / language / name
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != before


def contents(root: Path) -> dict[str, bytes]:
    site = root / "_build" / "site"
    return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


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
    followed = contents(book)
    shutil.rmtree(book / "_build")
    build_book(book, lambda line: None)
    anew = contents(book)
    assert {name for name in {*followed, *anew} if followed.get(name) != anew.get(name)} == set()


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
