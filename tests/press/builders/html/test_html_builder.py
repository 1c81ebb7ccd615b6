"""The builder of pages and of their cards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from support.small_books import Built, load_book, make_edition, replace

from press.builders.html.head import NO_INDEX
from press.builders.html.html_builder import PAGE_WRITTEN
from press.core.jobs import Job, run_jobs
from press.directives.link_nodes import CARDS
from press.make.sphinx_run import run


@pytest.fixture(scope="module")
def pages(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").root / "_build" / "press" / "en" / "html"


def test_an_edition_without_entries_has_no_index_and_no_search_page_of_sphinx(pages: Path) -> None:
    assert {path.relative_to(pages).as_posix() for path in pages.rglob("*.html")} == {
        *("index.html", "rain.html", "notebooks/rain.html", "number/rain.total.html"),
    }
    assert not list(pages.rglob("searchindex.js"))


def test_an_index_that_sphinx_generates_is_there_as_long_as_something_is_in_it(book: Callable[[str], Path]) -> None:
    root = book("leaflet")
    chapter = root / "book" / "en" / "index.md"
    text = chapter.read_text(encoding="utf-8")
    for addition, pages in (("\n```{py:module} clouds\n```\n", {"genindex", "index", "py-modindex"}), ("", {"index"})):
        chapter.write_text(text + addition, encoding="utf-8")
        assert make_edition(root, "en").faults == []
        folder = root / "_build" / "press" / "en" / "html"
        assert {path.stem for path in folder.glob("*.html")} == pages
        # Search engines, the sitemap and the search pass over pages without a document.
        found = {path.stem for path in folder.glob("*.html") if NO_INDEX not in path.read_text(encoding="utf-8")}
        assert found == {"index"}


def test_of_the_static_files_of_sphinx_and_extensions_none_is_left(pages: Path) -> None:
    assert {
        path.parts[0] for path in (file.relative_to(pages / "_static") for file in (pages / "_static").rglob("*.*"))
    } == {"search"}


def test_the_page_in_front_is_written_first_then_the_cards_then_other_pages(weather: Path) -> None:
    book = load_book(weather)

    def written() -> list[str]:
        order = list[str]()

        def note(app: Sphinx, gathered: object) -> None:
            app.connect("env-before-read-docs", lambda app, *_: setattr(app.builder, "front", "book/en/rain"))
            app.connect(PAGE_WRITTEN, lambda app, docname: order.append(docname))
            app.connect(CARDS, lambda app, document: order.append("cards"))

        run(book, "en", "html", note)
        return order

    pages = run_jobs([Job("pages", written)])["pages"].value
    assert pages[:2] == ["book/en/rain", "cards"] and "book/en/index" in pages[2:]


def card(root: Path) -> Path:
    return root / "_build" / "press" / "en" / "html" / "number" / "rain.total.html"


def test_cards_are_left_alone_where_a_word_has_changed(weather: Path) -> None:
    assert make_edition(weather, "en").faults == []
    made = card(weather).read_bytes()
    # What is made again is as it was; so something else is put in its place.
    card(weather).write_bytes(b"left alone")
    replace(weather / "book" / "en" / "rain.md", "It rained", "It poured")
    assert make_edition(weather, "en").faults == []
    assert card(weather).read_bytes() == b"left alone"
    card(weather).unlink()
    replace(weather / "book" / "en" / "rain.md", "It poured", "It rained")
    assert make_edition(weather, "en").faults == []
    assert card(weather).read_bytes() == made


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("book/en/rain.md", "# Rain", "# Snow", ">Snow</a>"),
        ("book/en/rain.md", "It rained", "## In all\n\nIt rained", "rain.html#section-1-1"),
        ("book/en/index.md", "A book for", "On {number}`rain/total` days: a book for", "../index.html#"),
        ("data/vocabulary/words.csv", "in both cities together", "everywhere", "everywhere"),
        ("_config.yml", "title: Weather", "title: The sun", "The sun"),
    ],
)
def test_a_card_shows_at_once_what_has_changed_of_the_book(
    weather: Path, file: str, old: str, new: str, shown: str
) -> None:
    assert make_edition(weather, "en").faults == []
    assert shown not in card(weather).read_text(encoding="utf-8")
    replace(weather / file, old, new)
    assert make_edition(weather, "en").faults == []
    assert shown in card(weather).read_text(encoding="utf-8")
