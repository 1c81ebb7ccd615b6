"""What every page of the site leads to: the files of the edition, the start page, and the service worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from small_books import Built

PAGES = ("rain.html", "notebooks/rain.html", "genindex.html")


@pytest.fixture(scope="module")
def site(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site


def parsed(page: Path) -> Element:
    return html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)


@pytest.mark.parametrize("name", PAGES[:2])
def test_files_worker_and_start_page_are_found_from_any_depth(site: Path, name: str) -> None:
    page = site / "ru" / name
    tree = parsed(page)
    (worker,) = (meta.get("content", "") for meta in tree.iter("meta") if meta.get("name") == "press-worker")
    assert (page.parent / worker).resolve() == (site / "worker.js").resolve()
    links = {(page.parent / link.get("href", "").partition("#")[0]).resolve() for link in tree.iter("a")}
    offered = ("pdf/weather.ru.pdf", "epub/weather.ru.epub", "shared/weather-data.zip", "index.html")
    assert {(site / path).resolve() for path in offered} <= links
    assert all((site / path).is_file() for path in offered)
