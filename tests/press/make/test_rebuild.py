"""What one chapter says of another follows it: a build after a change gives the site that a build from nothing gives."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.followed_book import add_chapter, another_row, followed, pages_from_nothing, served_pages
from support.small_books import contents, copy_book, replace, share_kept, take_kept

from press.make.book import build_book
from press.make.rebuild import BuildEnded, PagesReady

LANGUAGES = ("en", "ru")
Change = Callable[[Path], None]
# What the first chapter says of the others: no word of any language.
LINKS = """
{ref}`rain-counted`, {numref}`fig-rain-days`: {number}`rain/total`, {cite:p}`doe2001`.
"""


def chapters(root: Path, name: str, change: Callable[[str], str], languages: tuple[str, ...] = LANGUAGES) -> None:
    """The same change in each language."""
    for language in languages:
        path = root / "book" / language / name
        before = path.read_text(encoding="utf-8")
        path.write_text(change(before), encoding="utf-8")
        assert path.read_text(encoding="utf-8") != before


def unlike_built_from_nothing(root: Path) -> set[str]:
    """The files of the site that are not as a build from nothing makes them."""
    followed = contents(root / "_build" / "site")
    shutil.rmtree(root / "_build")
    take_kept(root)
    build_book(root, lambda line: None)
    anew = contents(root / "_build" / "site")
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
    share_kept(root)
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


def a_chapter_less(root: Path) -> None:
    replace(root / "_toc.yml", "      - file: book/en/plain\n", "")
    for language in LANGUAGES:
        (root / "book" / language / "plain.md").unlink()


def in_chapters(name: str, change: Callable[[str], str], languages: tuple[str, ...] = LANGUAGES) -> Change:
    return lambda root: chapters(root, name, change, languages)


def instead(name: str, old: str, new: str) -> Change:
    """Other words at the first place where the old ones stand, in both languages."""
    return in_chapters(name, lambda text: text.replace(old, new, 1))


def both(first: Change, second: Change) -> Change:
    return lambda root: (first(root), second(root))[-1]


FIRST = ":::{chart} rain/days\n:name: fig-rain-first\nBefore.\n:::\n\n"
# Each of these on top of those before it.
CHANGES: dict[str, Change] = {
    # What changes in one language changes no page of the other.
    "a sentence, and a title in the other language": both(
        in_chapters("rain.md", a_word_more, ("ru",)), in_chapters("rain.md", another_title, ("en",))
    ),
    "headings": instead("rain.md", "## Rain", "## Showers"),
    "a chapter more": add_chapter,
    "a figure before others": instead("rain.md", ":::{chart}", f"{FIRST}:::{{chart}}"),
    "a citation less": instead("rain.md", "{cite:t}`doe2001`", "Doe"),
    "a word for the index": instead("rain.md", ":::{chart}", "```{index} rain\n```\n\n:::{chart}"),
    "a number less": instead("index.md", "{number}`rain/total`", "many"),
    "a chapter less": a_chapter_less,
    "a word of the vocabulary": lambda root: replace(
        root / "data" / "vocabulary" / "words.csv", "Северный", "Полярный"
    ),
    "a row": lambda root: another_row(root, 8),
    "a notebook": lambda root: replace(root / "book" / "notebooks" / "rain.ipynb", ".sum()", ".sum() + 1"),
}


def test_what_is_served_after_each_of_many_changes_is_what_a_fresh_build_gives(book: Path, tmp_path: Path) -> None:
    with followed(book, "ru", "rain") as process:
        for number, (name, change) in enumerate(CHANGES.items()):
            change(book)
            assert process.make() == "", name
            # What is stale after a change is stale after the next ones too.
            if name in ("a figure before others", "a chapter less", "a notebook"):
                served, anew = served_pages(book), pages_from_nothing(book, LANGUAGES, tmp_path / str(number))
                assert {page for page in {*served, *anew} if served.get(page) != anew.get(page)} == set(), name


def test_the_page_in_front_is_served_before_the_edition_is_made(book: Path) -> None:
    with followed(book, "ru", "rain") as process:
        page = book / "_build" / "press" / "joined" / "ru" / "rain.html"
        chapters(book, "rain.md", another_title, ("ru",))
        process.order()
        while b"Snow" not in page.read_bytes():
            assert process.process.receive()[0] == "said"
        left = [line for line in process.until_ended() if isinstance(line, str)]
    assert any(line.startswith("ru pages ") for line in left)


def test_a_save_that_fails_leaves_the_pages_as_they_are_until_it_is_mended(book: Path) -> None:
    page = book / "_build" / "press" / "joined" / "ru" / "rain.html"
    chapter = book / "book" / "ru" / "rain.md"
    with followed(book, "ru", "rain") as process:
        before, text = page.read_bytes(), chapter.read_text(encoding="utf-8")
        # Of one Sphinx warns, the other is found by a check.
        for wrong, told in (("[снег](#snow)", "'snow'"), ("{number}`no/such`", "no notebook publishes")):
            chapter.write_text(text.replace("Дождь шёл", f"{wrong} шёл"), encoding="utf-8")
            for _ in range(2):
                assert told in process.make()
                assert page.read_bytes() == before
        chapter.write_text(text.replace("Дождь шёл", "Снег шёл"), encoding="utf-8")
        assert process.make() == ""
        assert "Снег шёл" in page.read_text(encoding="utf-8")
        chapter.write_text(text, encoding="utf-8")
        assert process.make() == ""
        assert page.read_bytes() == before


def test_what_is_saved_while_a_book_is_made_is_made_next(book: Path, tmp_path: Path) -> None:
    with followed(book, "ru", "rain") as process:
        another_row(book, 8)
        process.order()
        # In both languages, one after the other, as soon as something is to be seen and all else is still to be made.
        while not isinstance(process.process.receive()[1], PagesReady):
            pass
        chapters(book, "rain.md", another_title, ("en",))
        process.order()
        chapters(book, "rain.md", another_title, ("ru",))
        process.order()
        pages = [book / "_build" / "press" / "joined" / language / "rain.html" for language in LANGUAGES]
        while not all(b"<h1>Snow" in page.read_bytes() for page in pages):
            assert process.process.receive()[0] == "said"
        assert process.until_ended()[-1] == BuildEnded()
        served, anew = served_pages(book), pages_from_nothing(book, LANGUAGES, tmp_path / "anew")
        assert {page for page in {*served, *anew} if served.get(page) != anew.get(page)} == set()
    # The site, with PDFs and EPUBs, of all that was made while the book was served.
    build_book(book, lambda line: None)
    assert unlike_built_from_nothing(book) == set()


def test_a_file_that_only_a_notebook_reads_is_not_missed_where_a_chapter_is_saved_with_it(book: Path) -> None:
    # Beside the folders of chapters and data.
    added, notebook = book / "added.txt", book / "book" / "notebooks" / "rain.ipynb"
    added.write_text("1", encoding="utf-8")
    replace(notebook, ".sum()", ".sum() + int(open('../../added.txt').read())")
    page = book / "_build" / "press" / "joined" / "ru" / "number" / "rain.total.html"
    with followed(book, "ru", "rain") as process:
        before = page.read_bytes()
        added.write_text("2", encoding="utf-8")
        chapters(book, "rain.md", a_word_more, ("ru",))
        assert process.make() == ""
        assert page.read_bytes() != before


def test_another_build_between_two_saves_does_no_harm(book: Path, tmp_path: Path) -> None:
    with followed(book, "ru", "rain") as process:
        chapters(book, "rain.md", another_title)
        build_book(book, lambda line: None, only_pages=True)
        chapters(book, "index.md", a_word_more, ("ru",))
        assert process.make() == ""
        served, anew = served_pages(book), pages_from_nothing(book, LANGUAGES, tmp_path / "anew")
        assert {page for page in {*served, *anew} if served.get(page) != anew.get(page)} == set()
