"""Every builder of Sphinx that writes HTML builds a book: pages with contents and styles, links that lead somewhere."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from support.built_pages import cards
from support.small_books import Warned, append, copy_book, make_edition

MORE = """
A note.[^first] The [first page](index.md) and {ref}`a heading <heading>`.

[^first]: It rained on {number}`rain/total` days, see {numref}`fig-rain-days` and {cite:t}`doe2001`.

(heading)=
## A heading

It rained.
"""


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_book("weather", tmp_path_factory.mktemp("builders"))
    for language in ("en", "ru"):
        append(root / "book" / language / "rain.md", MORE)
    return root


def as_jupyter_book(root: Path, builder: str) -> Path:
    """The folder with what Jupyter Book makes of a book with a builder, without a warning."""
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", root, "-W", "--keep-going", "--builder", builder, "--path-output", root / builder]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, "Traceback" in run.stderr, "WARNING" in run.stderr) == (0, False, False), run.stderr
    return root / builder / "_build" / builder


def made(root: Path, builder: str) -> Path:
    """The folder with what press makes of an edition with a builder, without a warning."""
    assert make_edition(root, "en", builder) == Warned([], [])
    return root / "_build" / "press" / "en" / builder


@cache
def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_bytes())


def broken_links(folder: Path) -> Iterator[str]:
    """Yield each link, picture, style sheet and script of the pages in a folder that is not there, and each anchor."""
    for path in folder.rglob("*.html"):
        for element, _, link, _ in page(path).iterlinks():
            parts = urlsplit(link)
            target = path.parent / unquote(parts.path) if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            is_elsewhere = parts.scheme or element.get("rel") == "alternate"
            if is_elsewhere or (target.is_file() and (not parts.fragment or target.suffix != ".html")):
                continue
            if not target.is_file() or not page(target).xpath("//*[@id=$id]", id=unquote(parts.fragment)):
                yield f"{path.relative_to(folder)}: {link}"


def test_links_of_pages_lead_somewhere_contents_name_all_chapters_and_each_number_and_work_has_its_card(
    weather: Path,
) -> None:
    folder = as_jupyter_book(weather, "dirhtml")
    assert list(broken_links(folder)) == []
    links, has_cards = [], False
    for path in folder.rglob("*.html"):
        if path.is_relative_to(folder / "number"):
            continue
        contents = page(path).get_element_by_id("press-contents").text_content()
        assert all(title in contents for title in ("Rain", "Counting rain"))
        links += [
            link.get("href") for name in ("number", "citation") for link in page(path).find_class(f"press-{name}")
        ]
        has_cards |= "number/rain.total" in cards(path)
    assert len(links) >= 4 and has_cards


def test_help_systems_have_pages_and_charts_as_pictures(weather: Path) -> None:
    (path,) = made(weather, "qthelp").rglob("book/en/rain.html")
    text = path.read_text(encoding="utf-8")
    assert "19" in text and "press-wide" not in text and '<img alt="Bar chart' in text
    assert list(broken_links(path.parents[2])) == []
