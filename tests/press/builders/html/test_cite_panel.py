"""The panel that tells how to cite a chapter, the book and its data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import lxml.html
from small_books import Built, make_edition

from press.builders.html.cite_panel import panel, report_address
from press.citation.edition_works import CitationSettings, edition_work
from press.citation.record import Author, Work
from press.core.settings import Edition, Settings

SETTINGS = Settings(Path(), (Edition("en", "English", "Rain & <snow>"),), "rain")
CONTEXT: Any = SimpleNamespace(
    settings=SETTINGS, language="en", edition=SETTINGS.edition("en"), translate=lambda text: text
)


def book(**known: Any) -> Work:
    return edition_work(SETTINGS, "en", CitationSettings(**known), dt.date(2026, 3, 9))


def test_a_record_without_authors_says_so() -> None:
    assert panel(CONTEXT, [book()], "")["note"]
    assert not panel(CONTEXT, [book(authors=(Author(family="Doe", given="Ann"),))], "")["note"]


PLACE = "Version 1.2\nhttps://rain.example/en/wind.html"


def report(title: str = "Wind", **known: str) -> str:
    return report_address(replace(SETTINGS, **known), title, PLACE, str)


def test_a_report_to_a_repository_fills_in_the_form_of_an_issue() -> None:
    known = {"repository": "https://git.example/o/n", "contact": "me@rain.example"}
    address = urlsplit(report("Wind &amp; <em>sea</em>", **known))
    assert address.geturl().startswith("https://git.example/o/n/issues/new?")
    said = parse_qs(address.query, strict_parsing=True)
    assert said["title"] == ["Report an error: Wind & sea"]
    assert said["body"][0].splitlines()[-2:] == PLACE.splitlines()


def test_a_report_by_mail_is_a_letter_with_subject_and_lines() -> None:
    address = report(contact="me@rain.example")
    assert address.startswith("mailto:me@rain.example?subject=Report%20an%20error%3A%20Wind&body=What")
    # RFC 6068, 5: a line break in the body is %0D%0A, and a space is never a plus.
    assert "%0D%0AVersion%201.2%0D%0Ahttps%3A%2F%2Frain.example%2Fen%2Fwind.html" in address and "+" not in address


def test_a_report_to_a_page_leads_there_and_without_an_address_there_is_none() -> None:
    assert report(contact="https://rain.example/@write") == "https://rain.example/@write"
    assert report() == ""


def links_at_the_foot(root: Path) -> list[Any]:
    page = root / "_build" / "press" / "ru" / "html" / "rain.html"
    return lxml.html.parse(page).findall(".//footer[@class='page-footer']//a")


def test_a_page_tells_who_made_it_where_to_respond_and_its_licence_in_its_language_as_far_as_they_are_known(
    book: Callable[[str], Path], built_book: Callable[[str], Built]
) -> None:
    assert links_at_the_foot(built_book("weather").root) == []
    root = book("weather")
    config = root / "_config.yml"
    given = "    press_responding: rain\n    press_contact: me@rain.example\n    press_citation: {licence: 'https://creativecommons.org/licenses/by/4.0/'}\n"
    config.write_text(config.read_text(encoding="utf-8") + given, encoding="utf-8")
    assert make_edition(root, "ru").faults == []
    licence, report = links_at_the_foot(root)
    assert (licence.get("rel"), licence.text) == ("license", "CC\u00a0BY\u00a04.0")
    assert report.text == "Сообщить об ошибке"
    assert unquote(report.get("href", "")).splitlines()[-1] == "/ru/rain.html"
    byline = lxml.html.parse(root / "_build/press/ru/html/rain.html").find(".//p[@class='press-byline']")
    assert byline.text_content().startswith("От редакции · ") and "рабочая копия, не релиз" in byline.text_content()
    assert byline.find("a").get("href") == "#rain"
