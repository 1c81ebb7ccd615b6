"""The panel that tells how to cite a chapter, the book and its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
from support.small_books import Built, append, make_edition

from press.builders.html.cite_panel import report_address
from press.core.settings import Edition, Settings

SETTINGS = Settings(Path(), (Edition("en", "English", "Rain & <snow>"),), "rain")
PLACE = "Version 1.2\nhttps://rain.example/en/wind.html"


def report(title: str = "Wind", **known: str) -> str:
    return report_address(replace(SETTINGS, **known), title, PLACE, str)


def test_a_report_fills_in_the_form_of_an_issue_or_a_letter_or_leads_to_a_page() -> None:
    address = urlsplit(
        report("Wind &amp; <em>sea</em>", repository="https://git.example/o/n", contact="me@rain.example")
    )
    assert address.geturl().startswith("https://git.example/o/n/issues/new?")
    said = parse_qs(address.query, strict_parsing=True)
    assert said["title"] == ["Report an error: Wind & sea"]
    assert said["body"][0].splitlines()[-2:] == PLACE.splitlines()
    letter = report(contact="me@rain.example")
    assert letter.startswith("mailto:me@rain.example?subject=Report%20an%20error%3A%20Wind&body=What")
    # RFC 6068, 5: a line break in the body is %0D%0A, and a space is never a plus.
    assert "%0D%0AVersion%201.2%0D%0Ahttps%3A%2F%2Frain.example%2Fen%2Fwind.html" in letter and "+" not in letter
    assert report(contact="https://rain.example/@write") == "https://rain.example/@write"
    assert report() == ""


def links_at_the_foot(root: Path) -> list[Any]:
    page = root / "_build" / "press" / "ru" / "html" / "rain.html"
    return lxml.html.parse(page).findall(".//footer[@class='page-footer']//a")


def test_a_page_tells_who_made_it_where_to_respond_and_its_licence_in_its_language_as_far_as_they_are_known(
    weather: Path, built_book: Callable[[str], Built]
) -> None:
    assert links_at_the_foot(built_book("weather").root) == []
    config = weather / "_config.yml"
    page = weather / "_build/press/ru/html/rain.html"
    given = (
        "    press_responding: rain\n    press_citation: {licence: 'https://creativecommons.org/licenses/by/4.0/'}\n"
    )
    append(config, given)
    assert make_edition(weather, "ru").faults == []
    # As long as there is no address, nothing leads to where readers could respond.
    assert lxml.html.parse(page).find(".//p[@class='press-byline']").find("a") is None
    append(config, "    press_contact: me@rain.example\n")
    assert make_edition(weather, "ru").faults == []
    licence, responding, report = links_at_the_foot(weather)
    assert responding.get("href") == "#rain"
    assert (licence.get("rel"), licence.text) == ("license", "CC\u00a0BY\u00a04.0")
    assert report.text == "Сообщить об ошибке"
    assert unquote(report.get("href", "")).splitlines()[-1] == "/ru/rain.html"
    byline = lxml.html.parse(page).find(".//p[@class='press-byline']")
    assert byline.text_content().startswith("От редакции\u00a0· ") and "рабочая версия" in byline.text_content()
    assert byline.find("a").get("href") == "#rain"
    panel = lxml.html.parse(page).find(".//dialog[@id='press-cite']")
    # A record without authors says so.
    assert panel.xpath("string(p[@class='press-source'][2])").startswith("Авторы не указаны")
