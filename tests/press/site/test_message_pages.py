"""The pages that stand for another, which are served at any depth."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from press.core.settings import Edition, Settings
from press.site.message_pages import MESSAGES, NOT_FOUND, message_page

EDITIONS = (Edition("en", "English", "Rain & <snow>"), Edition("kk", "Қазақша", "Жаңбыр"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, EDITIONS, "rain", base_url="https://rain.example/book/")


def parsed(settings: Settings, name: str = NOT_FOUND) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(message_page(settings, name))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_told_in_each_language(settings: Settings, name: str) -> None:
    english, kazakh = (parsed(settings, name).xpath(f"//section[@lang='{language}']")[0] for language in ("en", "kk"))
    heading, text = MESSAGES[name]
    assert heading in english.text_content() and text in english.text_content()
    assert kazakh.xpath("string(h2)") and not kazakh.xpath("string(h2)").isascii()


def test_links_have_the_path_of_the_site_where_it_is_known(settings: Settings) -> None:
    links = parsed(settings).xpath("//main//a/@href")
    assert set(links) == {"/book/en/index.html", "/book/kk/index.html", "/book/index.html"}
    at_root = replace(settings, base_url="https://rain.example")
    assert set(parsed(at_root).xpath("//main//a/@href")) == {"/en/index.html", "/kk/index.html", "/index.html"}


def test_where_it_is_unknown_a_script_finds_it_by_the_folder_of_a_language(settings: Settings) -> None:
    unknown, known = parsed(replace(settings, base_url="")), parsed(settings)
    assert set(unknown.xpath("//main//a/@href")) == {"en/index.html", "kk/index.html", "index.html"}
    (script,) = set(unknown.xpath("//script/text()")) - set(known.xpath("//script/text()"))
    assert '["en", "kk"]' in script


def test_the_icon_is_part_of_the_page_as_no_relative_address_would_find_it(settings: Settings) -> None:
    assert parsed(settings).xpath("//link[@rel='icon'][starts-with(@href, 'data:')]/@href") in ([], ["data:,"])
    (settings.root / "icon.png").write_bytes(b"picture")
    (icon,) = parsed(replace(settings, icon="icon.png")).xpath("//link[@rel='icon']/@href")
    assert icon == f"data:image/png;base64,{base64.b64encode(b'picture').decode()}"
