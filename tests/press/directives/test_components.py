"""Text components: summaries, and remarks of the editors."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pymupdf
import pytest
from bare_sphinx import BareSphinx
from docutils import nodes
from epub_files import NEEDS_JAVA, findings
from small_books import Built, copy_book

from press.builders.lead import read_lead
from press.core.errors import PressError
from press.core.settings import load_settings
from press.directives.components import remark_inline
from press.make.book import build_book

# What stands over a remark and over a chapter in short: as the book of style of each edition has them.
SAYS = {"en": "Editors", "kk": "Редакциядан", "ru": "От редакции"}
SHORT = {"en": "In brief", "kk": "Қысқаша", "ru": "Коротко"}
ALL = pytest.mark.parametrize("language", ["en", "kk", "ru"])


@pytest.fixture(scope="module")
def site(built_book: Callable[[str], Built]) -> Path:
    """The site of the book on an orchard."""
    return built_book("orchard").site


def page(site: Path, language: str, name: str = "harvest") -> Element:
    text = (site / language / f"{name}.html").read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def of_class(element: Element, name: str) -> list[Element]:
    return [found for found in element.iter() if name in (found.get("class") or "").split()]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


@ALL
def test_a_remark_within_a_sentence_begins_with_the_word_for_who_says_it(site: Path, language: str) -> None:
    (said,) = of_class(page(site, language), "press-editors-inline")
    assert words(said).startswith(f"{SAYS[language]}: ")
    assert words(said)[-1] == "."
    assert (said.get("role"), said.get("aria-label")) == ("note", SAYS[language])


@ALL
def test_numbers_in_a_remark_lead_to_where_they_are_from(site: Path, language: str) -> None:
    for name in ("press-editors-inline", "press-editors"):
        (said,) = of_class(page(site, language), name)
        assert [link.get("href") for link in of_class(said, "press-number")] == ["numbers.html#number-harvest-pear"]


@ALL
def test_a_remark_of_its_own_has_the_word_over_it(site: Path, language: str) -> None:
    (said,) = of_class(page(site, language), "press-editors")
    assert [words(child) for child in of_class(said, "press-component-word")] == [SAYS[language]]
    assert (said.get("role"), said.get("aria-label")) == ("note", SAYS[language])


@ALL
def test_a_chapter_in_short_stands_below_its_title(site: Path, language: str) -> None:
    tree = page(site, language)
    (short,) = of_class(tree, "press-in-brief")
    assert words(short).startswith(f"{SHORT[language]} ")
    assert short.get("role") == "doc-abstract"
    (section,) = (found for found in tree.iter("section") if found.get("id") == "harvest")
    byline = "press-byline"
    told = [
        found for found in section if (found.tag in ("h1", "p") and found.get("class") != byline) or found in (short,)
    ]
    assert [told[0].tag, told[1]] == ["h1", short]


@ALL
def test_the_epub_says_who_speaks(site: Path, language: str) -> None:
    with zipfile.ZipFile(site / "epub" / f"orchard.{language}.epub") as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("harvest.xhtml"))
        text = epub.read(name).decode()
    assert f'<span class="press-editors-word">{SAYS[language]}:</span>' in text
    assert f'<p class="press-component-word">{SAYS[language]}</p>' in text
    assert f'<p class="press-component-word">{SHORT[language]}</p>' in text


@ALL
def test_the_pdf_says_who_speaks_in_a_type_of_its_own(site: Path, language: str) -> None:
    with pymupdf.open(site / "pdf" / f"orchard.{language}.pdf") as pdf:
        printed = next(sheet for sheet in pdf if SHORT[language] in sheet.get_text())
        spans = [
            span
            for block in printed.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
        ]
    heads = [span["text"].strip() for span in spans if span["text"].strip().startswith(SAYS[language])]
    assert heads == [f"{SAYS[language]}:", SAYS[language]]
    said = {"en": "Nobody but the owner", "kk": "Себетті бақ иесінен", "ru": "Кроме хозяина"}[language]
    told = {"en": "The year was", "kk": "Бақ иесінің айтуынша", "ru": "Год, по словам"}[language]
    (ours, theirs) = (next(span["font"] for span in spans if start in span["text"]) for start in (said, told))
    assert ours != theirs


def test_a_component_that_holds_nothing_stops_the_build(tmp_path: Path) -> None:
    root = copy_book("orchard", tmp_path)
    chapter = root / "book/en/index.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n:::{editors}\n:::\n", encoding="utf-8")
    for language in ("kk", "ru"):
        other = root / f"book/{language}/index.md"
        other.write_text(other.read_text(encoding="utf-8") + "\n:::{editors}\n:::\n", encoding="utf-8")
    with pytest.raises(PressError, match=r"index.md:\d+.*'editors' holds nothing"):
        build_book(root, lambda line: None)


LEAD = {
    "en": "The owner says that the orchard gave 165 baskets. Most of them were apples.",
    "kk": "Бақ иесінің айтуынша, бақтан 165 себет жиналды. Олардың көбі – алма.",
    "ru": "Хозяин говорит, что сад дал 165 корзин. Большинство из них с яблоками.",
}


def description(site: Path, language: str, name: str) -> list[str]:
    metas = page(site, language, name).iter("meta")
    return [meta.get("content") for meta in metas if "description" in (meta.get("name"), meta.get("property"))]


@ALL
def test_the_lead_of_an_edition_is_kept_in_plain_words(site: Path, language: str) -> None:
    settings = load_settings(site.parents[1])
    assert read_lead(settings, language) == LEAD[language]
    assert description(site, language, "index") == [LEAD[language]]


def test_a_chapter_is_described_by_what_it_says_in_brief(site: Path) -> None:
    expected = "The owner counts 165 baskets; 120 were apples."
    assert description(site, "en", "harvest") == [expected]


def test_a_book_without_a_lead_has_none(site: Path, tmp_path: Path) -> None:
    assert read_lead(load_settings(copy_book("weather", tmp_path)), "en") == ""


@ALL
def test_where_sections_are_counterparts_only_they_and_figures_have_ids(site: Path, language: str) -> None:
    ids = [found.get("id") for found in page(site, language, "accounts").iter() if found.tag in ("section", "figure")]
    assert ids[:4] == ["accounts", "account-apple", "fig-baskets", "account-pear"]
    assert [found.get("id") for found in page(site, language, "accounts").iter() if "." in found.get("id", "")] == []


@NEEDS_JAVA
def test_epubcheck_finds_nothing_wrong_with_what_editions_have_in_common(site: Path) -> None:
    assert findings(site / "epub" / "orchard.kk.epub") == []


def test_a_chapter_in_brief_is_an_abstract_under_its_word(sphinx: BareSphinx) -> None:
    page = sphinx.html(*sphinx.read(".. in-brief::\n\n   It *rained*. Then it stopped.").children)
    (box,) = page
    # DPUB-ARIA 1.1: a short summary of the principal ideas of the work or of a section.
    assert (box.get("role"), box.get("aria-label")) == ("doc-abstract", "In brief")
    assert [" ".join("".join(part.itertext()).split()) for part in box] == ["In brief", "It rained. Then it stopped."]


def test_the_lead_of_a_book_stands_without_a_word(sphinx: BareSphinx) -> None:
    (box,) = sphinx.html(*sphinx.read(".. lead::\n\n   It rained.").children)
    assert (box.get("class"), box.get("role")) == ("press-lead", None)
    assert "".join(box.itertext()).strip() == "It rained."


def test_an_empty_summary_is_left_out_with_a_warning(sphinx: BareSphinx) -> None:
    sphinx.warned()
    document = sphinx.read("Before.\n\n.. in-brief::\n\nAfter.")
    assert document.astext().split() == ["Before.", "After."]
    assert sphinx.warned().startswith("index.rst:3: WARNING: the directive 'in-brief' holds nothing")


SPAN = ".. role:: editors\n   :class: editors\n\n"


def test_a_span_gets_the_word_and_keeps_its_other_classes(sphinx: BareSphinx) -> None:
    text = ".. role:: ours\n   :class: editors small\n\nHe says so :ours:`and we do not`."
    (span,) = sphinx.read(text).findall(remark_inline)
    assert span.astext() == "Editors: and we do not"
    assert span["classes"] == ["small"]


def test_a_span_within_a_remark_is_not_labelled_a_second_time(sphinx: BareSphinx) -> None:
    document = sphinx.read(f"{SPAN}.. editors::\n\n   We :editors:`really` think so.")
    assert not list(document.findall(remark_inline))
    assert document.astext().count("Editors") == 1


def test_other_spans_are_left_alone(sphinx: BareSphinx) -> None:
    document = sphinx.read(".. role:: other\n   :class: editors-choice\n\nA :other:`word`.")
    assert [span.astext() for span in document.findall(nodes.inline)] == ["word"]


def test_a_remark_is_a_note_with_an_accessible_name(sphinx: BareSphinx) -> None:
    page = sphinx.html(*sphinx.read(f"{SPAN}.. editors::\n\n   We *think* so.\n\nHe :editors:`not us` does.").children)
    block, span = page.find("div[@role='note']"), page.find("p/span[@role='note']")
    assert block is not None and span is not None
    assert {block.get("aria-label"), span.get("aria-label")} == {"Editors"}
    assert "".join(span.itertext()) == "Editors: not us"
