"""The pages that belong to no edition: the start page, and those that stand for another and are served at any depth."""

from __future__ import annotations

import base64
import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import lxml.html
import pytest
from support.built_pages import words
from support.small_books import copy_book, make_edition
from support.small_books import replace as write_instead

from press.core.settings import Edition, Settings, load_settings
from press.site.root_pages import MESSAGES, NOT_FOUND, message_page, start_page

BASE = "https://weather.example/book"
LEADS = {
    "en": "In two cities it rained on {number}`rain/total` days.",
    "ru": "В двух городах дождь шёл {number}`rain/total` дней. " * 3,
}


def write_book(folder: Path) -> Path:
    """The weather book with a lead on each first page."""
    root = copy_book("weather", folder)
    for language, lead in LEADS.items():
        first = root / "book" / language / "index.md"
        title, _, rest = first.read_text(encoding="utf-8").partition("\n\n")
        first.write_text(f"{title}\n\n:::{{lead}}\n{lead}\n:::\n\n{rest}", encoding="utf-8")
    write_instead(root / "_config.yml", "title: Погода", "title: Погода\n        subtitle: Дожди года")
    return root


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of the book, whose pages are made in both languages."""
    root = write_book(tmp_path_factory.mktemp("start"))
    for language in LEADS:
        assert make_edition(root, language).faults == []
    return load_settings(root)


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def card(page: str, language: str) -> Element:
    """What the page says of the edition in ``language``."""
    (found,) = (one for one in parsed(page).iter("section") if one.get("lang") == language)
    return found


def metas(page: str) -> dict[str, str]:
    found = ((one.get("name") or one.get("property"), one.get("content", "")) for one in parsed(page).iter("meta"))
    return {name: content for name, content in found if name}


def test_each_edition_says_in_its_language_what_it_is_about(settings: Settings) -> None:
    page = start_page(settings, settings.build / "site")
    assert "In two cities it rained on 19 days." in words(card(page, "en"))
    # Two sentences say that; the others are on the first page of the edition.
    assert words(card(page, "ru")).count("В двух городах дождь шёл 19 дней.") == 2
    assert "Дожди года" in words(card(page, "ru"))


def test_each_edition_can_be_read_and_taken_away(settings: Settings) -> None:
    page = start_page(settings, settings.build / "site")
    links = {words(one): one.get("href") for one in parsed(page).iter("a") if one.get("lang") == "ru"}
    parts = [part for part in parsed(page).iter() if part.get("lang") == "ru"]
    links |= {words(one): one.get("href") for part in parts for one in part.iter("a")}
    assert links["Русский"] == links["Читать"] == "ru/index.html"
    assert (links["PDF"], links["EPUB"]) == ("pdf/weather.ru.pdf", "epub/weather.ru.epub")
    assert links["Данные"] == "shared/weather-data.zip"
    assert links["Данные: XLSX"] == "shared/weather-data.ru.xlsx"


def test_what_is_not_there_leaves_no_hole(settings: Settings, tmp_path: Path) -> None:
    bare = replace(settings, root=Path(shutil.copytree(settings.root / "data", tmp_path / "data")).parent)
    shutil.copy(settings.root / "_config.yml", tmp_path)
    page = start_page(bare, bare.build / "site")
    for language in LEADS:
        shown = card(page, language)
        assert not list(shown.iter("ul"))
        assert all(words(one) for one in shown.iter() if one.tag in ("p", "h1", "a"))
    assert metas(page)["description"] == "Weather · Дожди года"


def test_networks_learn_titles_and_findings_and_addresses_only_where_there_are_any(settings: Settings) -> None:
    known = metas(start_page(replace(settings, base_url=f"{BASE}/"), settings.build))
    unknown = metas(start_page(settings, settings.build / "site"))
    for found in (known, unknown):
        assert found["og:title"] == "Weather · Погода"
        assert found["og:type"] == "website"
        expected = "In two cities it rained on 19 days. · " + " ".join(["В двух городах дождь шёл 19 дней."] * 2)
        assert found["og:description"] == found["description"] == expected
    assert known["og:url"] == f"{BASE}/"
    picture = known["og:image"].removeprefix(f"{BASE}/en/")
    assert (settings.build / "press" / "en" / "html" / picture).is_file()
    assert not {"og:url", "og:image", "twitter:card"} & set(unknown)


EDITIONS = (Edition("en", "English", "Rain & <snow>"), Edition("kk", "Қазақша", "Жаңбыр"))


@pytest.fixture
def rain(tmp_path: Path) -> Settings:
    return Settings(tmp_path, EDITIONS, "rain", base_url="https://rain.example/book/")


def shown(rain: Settings, name: str = NOT_FOUND) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(message_page(rain, name))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_told_in_each_language(rain: Settings, name: str) -> None:
    english, kazakh = (shown(rain, name).xpath(f"//section[@lang='{language}']")[0] for language in ("en", "kk"))
    heading, text = MESSAGES[name]
    assert heading in english.text_content() and text in english.text_content()
    assert kazakh.xpath("string(h2)") and not kazakh.xpath("string(h2)").isascii()


def test_links_have_the_path_of_the_site_where_it_is_known(rain: Settings) -> None:
    links = shown(rain).xpath("//main//a/@href")
    assert set(links) == {"/book/en/index.html", "/book/kk/index.html", "/book/index.html"}
    at_root = replace(rain, base_url="https://rain.example")
    assert set(shown(at_root).xpath("//main//a/@href")) == {"/en/index.html", "/kk/index.html", "/index.html"}


def test_where_it_is_unknown_a_script_finds_it_by_the_folder_of_a_language(rain: Settings) -> None:
    unknown, known = shown(replace(rain, base_url="")), shown(rain)
    assert set(unknown.xpath("//main//a/@href")) == {"en/index.html", "kk/index.html", "index.html"}
    (script,) = set(unknown.xpath("//script/text()")) - set(known.xpath("//script/text()"))
    assert '["en", "kk"]' in script


def hashes(texts: list[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def policy(page: lxml.html.HtmlElement) -> dict[str, set[str]]:
    (content,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {
        name: set(values.split()) for name, _, values in (part.strip().partition(" ") for part in content.split(";"))
    }


@pytest.mark.parametrize("base_url", ["", "https://rain.example"])
@pytest.mark.parametrize("name", MESSAGES)
def test_the_policy_names_the_scripts_and_styles_of_its_page_alone(tmp_path: Path, name: str, base_url: str) -> None:
    page = shown(Settings(tmp_path, EDITIONS, "rain", base_url=base_url), name)
    found = policy(page)
    assert found["script-src"] - {"'self'", "'wasm-unsafe-eval'"} == hashes(page.xpath("//script/text()"))
    assert found["style-src"] - {"'self'"} == hashes(page.xpath("//style/text()"))
