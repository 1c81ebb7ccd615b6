"""The builder of pages and of their cards."""

from __future__ import annotations

import json
from collections.abc import Callable
from os.path import normpath
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from small_books import Built, make_edition

from press.builders.html.builder import _write_cards
from press.builders.html.languages import NO_INDEX
from press.core.settings import Edition, Settings
from press.directives.links import page_card


def app_at(folder: Path) -> Any:
    settings = Settings(folder, (Edition("en", "English", "Rain"),), "rain")
    return SimpleNamespace(outdir=folder, press=SimpleNamespace(settings=settings))


def page_with(**cards: str) -> nodes.document:
    document = new_document("page")
    document += [page_card(key=key, label=f"About {key}", html=html) for key, html in cards.items()]
    return document


def written(folder: Path, name: str, document: nodes.document | None) -> dict[str, Any]:
    """What the template of a page is told once its cards are written."""
    context: dict[str, Any] = {}
    _write_cards(app_at(folder), name, "page.html", context, document)
    return context


def test_a_page_names_the_file_of_its_cards_from_where_it_stands(tmp_path: Path) -> None:
    context = written(tmp_path, "book/notebooks/rain", page_with(days="<p>19</p>"))
    assert context["press_cards"].startswith("../_cards/notebooks/rain.")
    (file,) = (tmp_path / "_cards").rglob("*.js")
    assert normpath(tmp_path / "notebooks" / context["press_cards"]) == str(file)
    text = file.read_text(encoding="utf-8").removeprefix("window.pressCards=").removesuffix(";\n")
    assert json.loads(text) == {"days": ["About days", "<p>19</p>"]}


def test_another_text_has_another_name_and_the_older_file_goes_but_not_that_of_a_page_with_a_longer_name(
    tmp_path: Path,
) -> None:
    names = [written(tmp_path, "rain", page_with(days=f"<p>{number}</p>"))["press_cards"] for number in (1, 2)]
    other = written(tmp_path, "rain.winter", page_with(days="<p>3</p>"))["press_cards"]
    again = written(tmp_path, "rain", page_with(days="<p>2</p>"))["press_cards"]
    assert names[0] != names[1] == again
    assert {f"_cards/{path.name}" for path in (tmp_path / "_cards").iterdir()} == {again, other}


def test_a_page_without_cards_names_no_file_and_leaves_none(tmp_path: Path) -> None:
    written(tmp_path, "rain", page_with(days="<p>1</p>"))
    for document in (page_with(), None):
        assert "press_cards" not in written(tmp_path, "rain", document)
    assert list((tmp_path / "_cards").iterdir()) == []


@pytest.fixture(scope="module")
def edition(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").root / "_build" / "press" / "en" / "html"


def test_an_edition_without_entries_has_no_index_and_no_search_page_of_sphinx(edition: Path) -> None:
    assert {path.relative_to(edition).as_posix() for path in edition.rglob("*.html")} == {
        *("index.html", "rain.html", "numbers.html", "notebooks/rain.html"),
    }
    assert not list(edition.rglob("searchindex.js"))


def test_an_index_that_sphinx_generates_is_there_as_long_as_there_is_something_in_it(
    book: Callable[[str], Path],
) -> None:
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


def test_charts_are_no_files_beside_the_pages_that_hold_them(edition: Path) -> None:
    assert "<svg" in (edition / "rain.html").read_text(encoding="utf-8")
    assert not list(edition.glob("_images/*"))


def test_of_the_static_files_of_sphinx_and_extensions_none_is_left(edition: Path) -> None:
    assert {
        path.parts[0] for path in (file.relative_to(edition / "_static") for file in (edition / "_static").rglob("*.*"))
    } == {"search"}


def test_no_page_that_is_half_written_is_left(edition: Path) -> None:
    assert not list(edition.rglob("*.part"))
