"""What the head of a page tells search engines and networks."""

from __future__ import annotations

import datetime as dt
import json
import re
import struct
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import html5lib
import pytest
from docutils import nodes
from small_books import copy_book, make_edition

from press.builders.html import head
from press.builders.html.head import first_sentence, territory_locale
from press.citation.press_citation import CitationSettings
from press.citation.record import edition_work
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


def test_words_cannot_end_the_script_that_holds_them(monkeypatch: pytest.MonkeyPatch) -> None:
    hostile = "</script><!-- <script>"
    content = linked_data(monkeypatch, "en", hostile)
    assert "<" not in content
    assert json.loads(content)["@graph"][0]["description"] == hostile


BASE = "https://weather.example/book"
# 9 March 2026, noon.
EPOCH = "1773057600"


def run(root: Path, language: str, base: str = "") -> Path:
    """Build the pages of one edition and return their folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("PRESS_BASE_URL", base)
        assert make_edition(root, language).faults == []
    return root / "_build" / "press" / language / "html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both editions, to be published at a known address."""
    root = copy_book("weather", tmp_path_factory.mktemp("citing"))
    return {language: run(root, language, BASE) for language in ("en", "ru")}


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian edition of a book that does not know where it will be published."""
    return run(copy_book("weather", tmp_path_factory.mktemp("unplaced")), "ru")


def page(path: Path) -> Element:
    return html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def metas(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in page(path).iter("meta"):
        found.setdefault(element.get("name") or element.get("property") or "", []).append(element.get("content", ""))
    return found


def graph(path: Path) -> dict[str, dict[str, object]]:
    (script,) = [item for item in page(path).iter("script") if item.get("type") == "application/ld+json"]
    data = json.loads(script.text or "")
    assert data["@context"] == "https://schema.org"
    return {item["@type"]: item for item in data["@graph"]}


def test_each_file_of_a_panel_is_there_and_is_what_the_button_beside_it_copies(pages: dict[str, Path]) -> None:
    for name in ("index.html", "rain.html", "notebooks/rain.html"):
        path = pages["ru"] / name
        panel = next(item for item in page(path).iter() if item.get("id") == "press-cite")
        for entry in panel.iter("li"):
            link, button = next(entry.iter("a")), next(entry.iter("button"))
            assert (path.parent / link.get("href", "")).is_file()
            assert button.get("data-press-copy") == link.get("id")


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


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It rained. It stopped.", "It rained."),
        ("ru", "В 2016 г. Россия и К. Абай ждали. Потом нет.", "В 2016 г. Россия и К. Абай ждали."),
        ("kk", "2020 ж. Қазақстанда жаңбыр жауды. Қар да.", "2020 ж. Қазақстанда жаңбыр жауды."),
        ("kk", "Жаң\u00adбыр жауды ма? Иә.", "Жаңбыр жауды ма?"),
        ("en", "“Rain!” “Where?”", "“Rain!”"),
        ("en", "No end", "No end"),
    ],
)
def test_the_first_sentence_ends_where_it_ends(language: str, text: str, expected: str) -> None:
    document = nodes.document(None, None)  # type: ignore[arg-type]
    document += nodes.section("", nodes.title(text="A title. B"), nodes.paragraph(text=text))
    assert first_sentence(document, language) == expected


def test_marks_of_notes_are_no_part_of_the_first_sentence() -> None:
    mark = nodes.footnote_reference("", "1")
    document = nodes.document(None, None)  # type: ignore[arg-type]
    document += nodes.paragraph("", "", nodes.Text("It rained."), mark, nodes.Text(" It stopped."))
    assert first_sentence(document, "en") == "It rained."


# CLDR, likely subtags; the conventions of British English are the book's own choice.
@pytest.mark.parametrize(("language", "expected"), [("en", "en_GB"), ("kk", "kk_KZ"), ("ru", "ru_RU"), ("de", "de_DE")])
def test_a_language_is_named_with_its_country(language: str, expected: str) -> None:
    assert territory_locale(language) == expected
