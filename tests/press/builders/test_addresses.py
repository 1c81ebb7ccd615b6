"""Pages are named after their chapters, whatever folder the source of a chapter is in."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath

from small_books import Built


def test_pages_have_the_same_addresses_in_every_edition(built_book: Callable[[str], Built]) -> None:
    site = built_book("weather").site
    found = [
        {path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html")}
        for language in ("en", "ru")
    ]
    assert found[0] == found[1] >= {"index.html", "rain.html", "numbers.html", "notebooks/rain.html"}


def test_links_lead_from_the_page_of_a_notebook_to_those_of_chapters(built_book: Callable[[str], Built]) -> None:
    site = built_book("weather").site
    page = "en/notebooks/rain.html"
    links = re.findall(r'href="([^":#]+\.html)', (site / page).read_text(encoding="utf-8"))
    places = {normpath(join(dirname(page), link)) for link in links}
    assert {"en/rain.html", "en/numbers.html", "ru/notebooks/rain.html"} <= places
    assert [place for place in places if not (site / place).is_file()] == []
