"""What the head of a page tells search engines and networks, and the links to the same page in other languages."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.built_pages import parsed
from support.followed_book import add_chapter
from support.small_books import append, copy_book, make_edition, replace

from press.core.settings import BASE_URL_VARIABLE
from press.make.book import build_book

BASE = "https://weather.example/book"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


# 9 March 2026, noon.
DATED_AT = {"SOURCE_DATE_EPOCH": "1773057600", BASE_URL_VARIABLE: f"{BASE}/"}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the weather book, whose address is known; of its files for readers the pages alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in DATED_AT.items():
            patch.setenv(name, value)
        root = copy_book("weather", tmp_path_factory.mktemp("published"))
        append(root / "_config.yml", "    press_citation:\n      keywords: {en: 'rain, snow', ru: 'дождь, снег'}\n")
        return build_book(root, lambda line: None, only_pages=True)


def run(root: Path, language: str) -> Path:
    """Build the pages of one edition and return their folder."""
    assert make_edition(root, language).faults == []
    return root / "_build" / "press" / language / "html"


@pytest.fixture
def pages(published: Path) -> dict[str, Path]:
    """Both editions, as they are published at a known address."""
    return {language: published / language for language in ("en", "ru")}


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian edition of a book that does not know where it will be published."""
    return run(copy_book("weather", tmp_path_factory.mktemp("unplaced")), "ru")


def metas(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in parsed(path).iter("meta"):
        found.setdefault(element.get("name") or element.get("property") or "", []).append(element.get("content", ""))
    return found


def graph(path: Path) -> dict[str, dict[str, object]]:
    (script,) = [item for item in parsed(path).iter("script") if item.get("type") == "application/ld+json"]
    data = json.loads(script.text or "")
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_files_of_chapters_that_are_gone_are_removed(weather: Path) -> None:
    add_chapter(weather)
    made = run(weather, "ru")
    assert (made / "cite" / "weather.ru.chapter-plain.bib").is_file()
    replace(weather / "_toc.yml", "      - file: book/en/plain\n", "")
    run(weather, "ru")
    assert not list((made / "cite").glob("*plain*"))
    assert not (made / "plain.html").exists()
    assert (made / "cite" / "weather.ru.chapter-rain.bib").is_file()


def test_the_head_of_the_first_page_has_the_record(pages: dict[str, Path]) -> None:
    found = metas(pages["ru"] / "index.html")
    assert found["citation_title"] == ["Погода"]
    assert found["citation_publication_date"] == ["2026/03/09"]
    assert found["citation_pdf_url"] == [f"{BASE}/pdf/weather.ru.pdf"]
    assert found["citation_language"] == ["ru"]
    assert "citation_author" not in found and "author" not in found
    assert "citation_title" not in metas(pages["ru"] / "rain.html")


def test_each_page_has_its_title_and_first_sentence_for_networks(pages: dict[str, Path]) -> None:
    found = metas(pages["en"] / "rain.html")
    assert found["og:title"] == ["Rain"]
    assert found["og:url"] == [f"{BASE}/en/rain.html"]
    assert found["og:description"] == found["description"]
    assert found["description"][0].startswith("It rained on 19 days") and found["description"][0].endswith(".")


def test_the_picture_that_the_head_names_is_there_in_the_size_it_names(pages: dict[str, Path]) -> None:
    found = metas(pages["ru"] / "rain.html")
    path = pages["ru"] / found["og:image"][0].removeprefix(f"{BASE}/ru/")
    width, height = struct.unpack(">II", path.read_bytes()[16:24])
    assert [str(width), str(height)] == [found["og:image:width"][0], found["og:image:height"][0]] == ["1200", "630"]


def test_translations_name_each_other(pages: dict[str, Path]) -> None:
    english, russian = (graph(pages[language] / "index.html")["Book"] for language in ("en", "ru"))
    assert english["workTranslation"] == [{"@id": russian["@id"]}]
    assert russian["translationOfWork"] == {"@id": english["@id"]}
    assert (english["inLanguage"], russian["inLanguage"]) == ("en", "ru")


def test_key_words_are_those_of_the_language(pages: dict[str, Path]) -> None:
    for language, words in (("en", "rain, snow"), ("ru", "дождь, снег")):
        first = pages[language] / "index.html"
        assert (graph(first)["Book"]["keywords"], metas(first)["citation_keywords"]) == (words, [words])


def test_the_data_are_part_of_the_edition(pages: dict[str, Path]) -> None:
    items = graph(pages["ru"] / "index.html")
    assert items["Book"]["hasPart"] == [{"@id": items["Dataset"]["@id"]}]
    assert items["Dataset"]["isPartOf"] == {"@id": items["Book"]["@id"]}
    # Google's dataset search refuses one without a description.
    assert items["Dataset"]["description"]


def test_without_an_address_nothing_claims_to_have_one(unplaced: Path) -> None:
    text = (unplaced / "index.html").read_text(encoding="utf-8")
    assert re.search(r"og:image|og:url|citation_pdf_url|URL:", text) is None
    assert (unplaced / "picture" / "weather.ru.png").is_file()
    book = graph(unplaced / "index.html")["Book"]
    assert book["translationOfWork"] == {"@id": "../en/index.html"}
    # Nor does it claim what nobody has said.
    assert not {"license", "author", "publisher", "version", "isBasedOn", "alternativeHeadline", "keywords"} & set(book)


def head_links(page: Path) -> dict[tuple[str, str], str]:
    tree = parsed(page)
    links = (link for link in tree.iter("link") if link.get("rel") in ("alternate", "canonical"))
    return {(link.get("rel", ""), link.get("hreflang", "")): link.get("href", "") for link in links}


def as_file(address: str, site: Path) -> Path:
    """The file of the site that is served at ``address``."""
    assert address.startswith(f"{BASE}/")
    rest = address.removeprefix(f"{BASE}/")
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
    assert head_links(published / "index.html")["canonical", ""] == f"{BASE}/"


def test_the_sitemap_names_every_page(published: Path) -> None:
    tree = ElementTree.parse(published / "sitemap.xml")
    files = [as_file(place.text or "", published) for place in tree.iter(f"{{{SITEMAP}}}loc")]
    pages = [path for tag in ("en", "ru") for path in (published / tag).rglob("*.html")]
    # The page of a number is for who comes from the book.
    assert sorted(files) == sorted(path for path in pages if path.parent.name != "number")


def test_a_page_that_a_language_lacks_leads_to_its_contents_and_says_so(
    weather: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_chapter(weather)
    (weather / "book" / "ru" / "plain.md").unlink()
    replace(weather / "_config.yml", "press_fallback: true", "press_fallback: false")
    monkeypatch.delenv(BASE_URL_VARIABLE, raising=False)
    assert make_edition(weather, "en").faults == []
    page = weather / "_build" / "press" / "en" / "html" / "plain.html"
    tree = parsed(page)
    (link,) = [link for link in tree.iter("a") if link.get("hreflang") == "ru"]
    assert link.get("href") == "../ru/index.html"
    assert link.get("title") == "No such page in this language; leads to its contents"
    assert not [one for one in tree.iter("button") if one.get("data-language") == "ru"]
    assert head_links(page) == {}
