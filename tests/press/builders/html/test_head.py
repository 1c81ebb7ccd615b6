"""What the head of a page tells search engines and networks."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from reading import parsed
from small_books import copy_book, make_edition

from press.builders.html import head
from press.builders.html.head import first_sentence, territory_locale
from press.citation.edition_works import CitationSettings, edition_work
from press.core.settings import Edition, Settings

EDITIONS = (Edition("en", "English", "Rain", "What fell"), Edition("kk", "Қазақша", "Жаңбыр"))
SETTINGS = Settings(Path(), EDITIONS, "rain", base_url="https://rain.example/book/")
NOTHING = CitationSettings()


def linked_data(patch: pytest.MonkeyPatch, language: str, description: str = "It rained.") -> str:
    """The content of the script with what is told of an edition of which little is known."""
    context = SimpleNamespace(settings=SETTINGS, language=language, edition=SETTINGS.edition(language))
    for name, value in {"get_context": context, "citation_of": NOTHING, "dataset_of": None}.items():
        patch.setattr(head, name, lambda app, value=value: value)
    book = edition_work(SETTINGS, language, NOTHING, dt.date(2026, 3, 9))
    element = head.linked_data(object(), book, description)  # type: ignore[arg-type]
    return element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")


def test_what_is_unknown_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = json.loads(linked_data(monkeypatch, "kk"))["@graph"]
    assert not {"license", "author", "publisher", "version", "isBasedOn", "alternativeHeadline"} & set(item)
    assert (item["inLanguage"], item["datePublished"]) == ("kk", "2026-03-09")


BASE = "https://weather.example/book"


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


def test_files_of_chapters_that_are_gone_are_removed(unplaced: Path) -> None:
    root = unplaced.parents[3]
    assert (unplaced / "cite" / "weather.ru.chapter-numbers.bib").is_file()
    toc = root / "_toc.yml"
    lines = toc.read_text(encoding="utf-8").splitlines(keepends=True)
    toc.write_text("".join(line for line in lines if "numbers" not in line), encoding="utf-8")
    run(root, "ru")
    assert not list((unplaced / "cite").glob("*numbers*"))
    assert not (unplaced / "numbers.html").exists() and not list((unplaced / "_cards").glob("numbers*"))
    assert (unplaced / "cite" / "weather.ru.chapter-rain.bib").is_file()


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
    assert found["og:locale"] == ["en_GB"] and found["og:locale:alternate"] == ["ru_RU"]
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
    assert graph(unplaced / "index.html")["Book"]["translationOfWork"] == {"@id": "../en/index.html"}


def test_marks_of_notes_are_no_part_of_the_first_sentence() -> None:
    mark = nodes.footnote_reference("", "1")
    document = nodes.document(None, None)  # type: ignore[arg-type]
    document += nodes.paragraph("", "", nodes.Text("It rained."), mark, nodes.Text(" It stopped."))
    assert first_sentence(document, "en") == "It rained."


# CLDR, likely subtags; the conventions of British English are the book's own choice.
@pytest.mark.parametrize(("language", "expected"), [("en", "en_GB"), ("kk", "kk_KZ"), ("ru", "ru_RU"), ("de", "de_DE")])
def test_a_language_is_named_with_its_country(language: str, expected: str) -> None:
    assert territory_locale(language) == expected
