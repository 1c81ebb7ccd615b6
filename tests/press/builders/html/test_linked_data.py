"""The edition and its data as schema.org describes such things (https://schema.org/Book, /Dataset)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from press.builders.html import linked_data
from press.builders.html.linked_data import dataset_item, edition_item
from press.citation.record import DATASET, Title, edition_work
from press.citation.settings import Author, CitationSettings
from press.core.settings import Edition, Settings

EDITIONS = (Edition("en", "English", "Rain", "What fell"), Edition("kk", "Қазақша", "Жаңбыр"))
SETTINGS = Settings(Path(), EDITIONS, "rain", base_url="https://rain.example/book/")
NOTHING = CitationSettings()


def context_of(language: str, settings: Settings = SETTINGS) -> Any:
    return SimpleNamespace(settings=settings, language=language, edition=settings.edition(language))


def edition(language: str, citation: CitationSettings = NOTHING, settings: Settings = SETTINGS) -> dict[str, Any]:
    book = edition_work(settings, language, citation, dt.date(2026, 3, 9))
    return edition_item(context_of(language, settings), book, citation, "It rained.", has_data=True)


def test_the_first_language_is_the_original_and_names_its_translations() -> None:
    english, kazakh = edition("en"), edition("kk")
    assert english["@id"] == "https://rain.example/book/en/index.html"
    assert english["workTranslation"] == [{"@id": kazakh["@id"]}] and "translationOfWork" not in english
    assert kazakh["translationOfWork"] == {"@id": english["@id"]} and "workTranslation" not in kazakh


def test_what_is_unknown_is_left_out() -> None:
    item = edition("kk")
    assert not {"license", "author", "publisher", "version", "isBasedOn", "alternativeHeadline"} & set(item)
    assert (item["inLanguage"], item["datePublished"]) == ("kk", "2026-03-09")


def test_authors_are_people_or_organisations() -> None:
    authors = (Author(family="Doe", given="Ann"), Author(family="Abai"), Author(name="Statistics Office"))
    assert edition("en", CitationSettings(authors=authors, publisher="Press"))["author"] == [
        {"@type": "Person", "familyName": "Doe", "givenName": "Ann"},
        {"@type": "Person", "familyName": "Abai"},
        {"@type": "Organization", "name": "Statistics Office"},
    ]


def test_without_an_address_editions_name_one_another_by_relative_ones() -> None:
    settings = replace(SETTINGS, base_url="")
    assert edition("kk", settings=settings)["translationOfWork"] == {"@id": "../en/index.html"}
    assert "url" not in edition("kk", settings=settings)


def test_the_data_are_part_of_the_edition_and_say_what_they_hold() -> None:
    book = edition_work(SETTINGS, "en", NOTHING, None)
    item = dataset_item(context_of("en"), replace(book, kind=DATASET, title=Title("Rain data")), NOTHING)
    assert item["isPartOf"] == {"@id": edition("en")["@id"]}
    assert edition("en")["hasPart"] == [{"@id": item["@id"]}]
    # Google's dataset search refuses one without a description.
    assert item["description"]


def test_words_cannot_end_the_script_that_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    book = edition_work(SETTINGS, "en", NOTHING, None)
    for name, value in {"get_context": context_of("en"), "citation_of": NOTHING, "dataset_of": None}.items():
        monkeypatch.setattr(linked_data, name, lambda app, value=value: value)
    hostile = "</script><!-- <script>"
    element = linked_data.linked_data(object(), book, hostile)  # type: ignore[arg-type]
    content = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert "<" not in content
    assert json.loads(content)["@graph"][0]["description"] == hostile
