"""What press adds to each page, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.built_pages import parsed
from support.small_books import Built, make_edition, replace


def test_words_of_the_book_frame_its_pages_and_what_an_extension_would_load_from_another_host_is_told(
    weather: Path,
) -> None:
    (weather / "extensions").mkdir()
    (weather / "extensions" / "widgets.py").write_text(
        "def setup(app):\n"
        "    app.add_js_file('https://example.org/require.min.js')\n"
        "    app.add_css_file('//example.org/widgets.css')\n",
        encoding="utf-8",
    )
    given = "html: {announcement: New, navbar_footer_text: Below}\nsphinx:\n  local_extensions: {widgets: extensions}\n"
    replace(weather / "_config.yml", "sphinx:\n", given)
    told = "\n".join(make_edition(weather, "en").notes)
    assert "load https://example.org/require.min.js, and pages ask no other host" in told
    page = (weather / "_build" / "press" / "en" / "html" / "rain.html").read_text(encoding="utf-8")
    assert page.index(">New<") < page.index("<h1>") < page.index("Below")
    assert "load //example.org/widgets.css, and pages ask no other host" in told


@pytest.fixture(scope="module")
def site(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site


@pytest.mark.parametrize("name", ["rain.html", "notebooks/rain.html"])
def test_files_worker_and_start_page_are_found_from_any_depth(site: Path, name: str) -> None:
    page = site / "ru" / name
    tree = parsed(page)
    (worker,) = (meta.get("content", "") for meta in tree.iter("meta") if meta.get("name") == "press-worker")
    assert (page.parent / worker).resolve() == (site / "worker.js").resolve()
    links = {(page.parent / link.get("href", "").partition("#")[0]).resolve() for link in tree.iter("a")}
    offered = (
        "pdf/weather.ru.pdf",
        "epub/weather.ru.epub",
        "shared/weather-data.zip",
        "shared/weather-data.ru.xlsx",
        "index.html",
    )
    assert {(site / path).resolve() for path in offered} <= links
    assert all((site / path).is_file() for path in offered)
