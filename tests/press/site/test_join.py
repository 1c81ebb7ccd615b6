"""The site: what is published of the editions, that nothing else is left, and the worker that knows the release."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from press.core.settings import Edition, Settings, load_settings
from press.site.join import join_all, join_edition, joined_folder, write_service_worker

# The pages of no edition.
ROOT = {"index.html", "404.html", "offline.html"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, (Edition("en", "English", "Rain"), Edition("kk", "Қазақша", "Жаңбыр")), "rain")


def output(settings: Settings, name: str, text: str = "", part: str = "en/html") -> Path:
    """A file of a part of the book, by default of the English pages."""
    path = settings.build / "press" / part / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def joined(settings: Settings) -> set[str]:
    folder = joined_folder(settings.build)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_pages_and_what_they_load_are_published_and_files_for_sphinx_itself_are_not(settings: Settings) -> None:
    published = ["rain.html", "_static/search/dialog.js", "number/rain.total.html", "cite/rain.en.bib", "objects.inv"]
    for name in published:
        output(settings, name)
    for name in (".buildinfo", "snow.html.part", "_static/proof.css", "reports/book/rain.err.log"):
        output(settings, name)
    join_edition(settings, "en")
    assert joined(settings) == {f"en/{name}" for name in published}


def test_the_search_index_comes_from_its_cache_and_never_from_the_edition(weather: Path) -> None:
    settings = load_settings(weather)
    output(settings, "pagefind/old.json")
    index = output(settings, "pagefind/new.json", part="search/en")
    # It may be made anew while an edition is joined.
    join_edition(settings, "en")
    assert joined(settings) == set()
    join_all(settings)
    assert joined(settings) == {"en/pagefind/new.json", *ROOT}
    index.unlink()
    join_edition(settings, "en")
    assert joined(settings) == {"en/pagefind/new.json", *ROOT}
    join_all(settings)
    assert joined(settings) == ROOT


def test_what_a_killed_process_has_half_joined_does_not_stay(weather: Path) -> None:
    settings = load_settings(weather)
    join_all(settings)
    for name in ("index.html.4711.part", "en/.rain.html.part"):
        path = joined_folder(settings.build) / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    join_all(settings)
    assert joined(settings) == ROOT


def test_caches_are_named_after_the_book_so_that_another_on_the_same_host_keeps_its_own(tmp_path: Path) -> None:
    (tmp_path / "жаңбыр.html").write_text("rain", encoding="utf-8")
    write_service_worker(tmp_path, 'rain "2"')
    text = (tmp_path / "worker.js").read_text(encoding="utf-8")
    constants = {name: json.loads(value) for name, value in re.findall(r"const (RELEASE|PREFIX) = (.*);\n", text)}
    assert constants["PREFIX"] == 'rain "2"-'
    assert constants["RELEASE"].startswith('rain "2"-') and "{{" not in text
