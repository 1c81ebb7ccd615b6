"""Links from each page to the same page in other languages."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import html5lib
import pytest
from small_books import copy_book, make_edition

from press.builders.html.languages import (
    has_page,
    root_tags,
    write_sitemap,
)
from press.core.settings import BASE_URL_VARIABLE, Edition, Settings, load_settings
from press.make.book import build_book

EDITIONS = (Edition("en", "English", "Rain"), Edition("kk", "Қазақша", "Жаңбыр"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("en/rain.md", "kk/rain.ipynb", "en/more/snow.md", "kk/more/snow.rst", "en/only.md"):
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Settings(tmp_path, EDITIONS, "rain")


def test_a_chapter_is_there_where_it_has_a_file_in_any_of_the_formats_of_documents(settings: Settings) -> None:
    assert has_page(settings, "kk", "book/en/rain") and has_page(settings, "kk", "book/en/more/snow")
    assert not has_page(settings, "kk", "book/en/only")


def test_what_is_no_chapter_of_an_edition_is_there_in_every_language(settings: Settings) -> None:
    assert all(has_page(settings, "kk", name) for name in ("book/notebooks/rain", "genindex", "about"))


BASE = "https://books.example/some/weather/"
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the weather book, whose address is known."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(BASE_URL_VARIABLE, BASE)
        return build_book(copy_book("weather", tmp_path_factory.mktemp("published")), lambda line: None).folder


def head_links(page: Path) -> dict[tuple[str, str], str]:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    links = (link for link in tree.iter("link") if link.get("rel") in ("alternate", "canonical"))
    return {(link.get("rel", ""), link.get("hreflang", "")): link.get("href", "") for link in links}


def as_file(address: str, site: Path) -> Path:
    """The file of the site that is served at ``address``."""
    assert address.startswith(BASE)
    rest = address.removeprefix(BASE)
    return site / (f"{rest}index.html" if rest.endswith("/") or not rest else rest)


def test_translations_name_one_another_and_themselves(published: Path) -> None:
    for name in ("index", "rain", "notebooks/rain"):
        english, russian = (head_links(published / language / f"{name}.html") for language in ("en", "ru"))
        found = {key: place for key, place in english.items() if key[0] == "alternate"}
        assert {key[1] for key in found} == {"en", "ru", "x-default"}
        assert found == {key: place for key, place in russian.items() if key[0] == "alternate"}
        assert as_file(found["alternate", "ru"], published) == published / "ru" / f"{name}.html"
        assert english["canonical", ""] == found["alternate", "en"]
        assert russian["canonical", ""] == found["alternate", "ru"]
        default = published / "index.html" if name == "index" else published / "en" / f"{name}.html"
        assert as_file(found["alternate", "x-default"], published) == default
    assert head_links(published / "index.html")["canonical", ""] == BASE


def test_the_sitemap_names_every_page_with_its_translations(published: Path) -> None:
    tree = ElementTree.parse(published / "sitemap.xml")
    places = {entry.findtext("s:loc", "", MAP): entry for entry in tree.iterfind("s:url", MAP)}
    files = {as_file(place, published) for place in places}
    unlisted = ("search.html", "genindex.html")
    pages = {path for tag in ("en", "ru") for path in (published / tag).rglob("*.html") if path.name not in unlisted}
    assert files == pages
    for place, entry in places.items():
        links = {link.get("hreflang"): link.get("href") for link in entry.iterfind("x:link", MAP)}
        assert set(links) == {"en", "ru", "x-default"}
        assert place in links.values()
    assert f"Sitemap: {BASE}sitemap.xml" in (published / "robots.txt").read_text(encoding="utf-8").splitlines()


def test_without_an_address_nothing_of_the_kind_is_written(tmp_path: Path) -> None:
    settings = load_settings(copy_book("weather", tmp_path))
    write_sitemap(settings, tmp_path)
    assert not (tmp_path / "sitemap.xml").exists() and not (tmp_path / "robots.txt").exists()
    assert root_tags(settings) == []


def test_a_page_that_a_language_lacks_leads_to_its_contents_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_book("weather", tmp_path)
    (root / "book" / "ru" / "numbers.md").unlink()
    monkeypatch.delenv(BASE_URL_VARIABLE, raising=False)
    assert make_edition(root, "en").faults == []
    page = root / "_build" / "press" / "en" / "html" / "numbers.html"
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    (link,) = [link for link in tree.iter("a") if link.get("hreflang") == "ru"]
    assert link.get("href") == "../ru/index.html"
    assert link.get("title") == "No such page in this language; leads to its contents"
    assert not [one for one in tree.iter("button") if one.get("data-language") == "ru"]
    assert head_links(page) == {}


def test_the_sitemap_has_a_chapter_called_search_and_not_the_generated_index(tmp_path: Path) -> None:
    settings = Settings(tmp_path, (Edition("en", "English", "Rain"),), "rain", base_url=BASE)
    for name in ("index", "search", "genindex", "_static/frame"):
        page = tmp_path / "en" / f"{name}.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.touch()
    write_sitemap(settings, tmp_path)
    places = [place.text for place in ElementTree.parse(tmp_path / "sitemap.xml").iterfind("s:url/s:loc", MAP)]
    assert places == [f"{BASE}en/", f"{BASE}en/search.html"]


def test_the_sitemap_has_no_page_without_a_document(tmp_path: Path) -> None:
    settings = Settings(tmp_path, (Edition("en", "English", "Rain"),), "rain", base_url=BASE)
    (tmp_path / "en").mkdir()
    for name, head in (("rain", ""), ("py-modindex", '<meta name="robots" content="noindex">')):
        (tmp_path / "en" / f"{name}.html").write_text(f"<head>{head}</head>", encoding="utf-8")
    write_sitemap(settings, tmp_path)
    places = [place.text for place in ElementTree.parse(tmp_path / "sitemap.xml").iterfind("s:url/s:loc", MAP)]
    assert places == [f"{BASE}en/rain.html"]
