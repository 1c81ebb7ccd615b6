"""Text components: summaries, remarks of the editors, and blocks that fold."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from docutils import nodes
from support.bare_sphinx import BareSphinx
from support.built_pages import parsed, with_class, words
from support.small_books import Built

from press.builders.first_pages import read_opening
from press.core.settings import load_settings
from press.directives.components import details, details_summary, remark_inline

# What stands over a remark and over a chapter in short: as the book of style of each edition has them.
SAYS = {"en": "Editors", "kk": "Редакциядан", "ru": "От редакции"}
SHORT = {"en": "In brief", "kk": "Қысқаша", "ru": "Коротко"}
ALL = pytest.mark.parametrize("language", ["en", "kk", "ru"])


@pytest.fixture(scope="module")
def site(built_book: Callable[[str], Built]) -> Path:
    """The site of the book on an orchard."""
    return built_book("orchard").site


def page(site: Path, language: str, name: str = "harvest") -> Element:
    return parsed(site / language / f"{name}.html")


@ALL
def test_a_remark_within_a_sentence_begins_with_the_word_for_who_says_it(site: Path, language: str) -> None:
    (said,) = with_class(page(site, language), "press-editors-inline")
    assert words(said).startswith(f"{SAYS[language]}: ")
    assert words(said)[-1] == "."
    assert (said.get("role"), said.get("aria-label")) == ("note", SAYS[language])


@ALL
def test_a_remark_of_its_own_has_the_word_over_it(site: Path, language: str) -> None:
    (said,) = with_class(page(site, language), "press-editors")
    assert [words(child) for child in with_class(said, "press-component-word")] == [SAYS[language]]
    assert (said.get("role"), said.get("aria-label")) == ("note", SAYS[language])


@ALL
def test_a_chapter_in_short_stands_below_its_title(site: Path, language: str) -> None:
    tree = page(site, language)
    (short,) = with_class(tree, "press-in-brief")
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
    assert read_opening(settings, language).lead == LEAD[language]
    assert description(site, language, "index") == [LEAD[language]]


def test_a_chapter_is_described_by_what_it_says_in_brief(site: Path) -> None:
    expected = "The owner counts 165 baskets; 120 were apples."
    assert description(site, "en", "harvest") == [expected]


def test_an_empty_summary_is_left_out_with_a_warning(sphinx: BareSphinx) -> None:
    sphinx.warned()
    document = sphinx.read("Before.\n\n.. in-brief::\n\nAfter.")
    assert document.astext().split() == ["Before.", "After."]
    assert sphinx.warned().startswith("index.rst:3: WARNING: the directive 'in-brief' holds nothing")


def test_a_folded_block_keeps_its_label(sphinx: BareSphinx) -> None:
    block = details("", details_summary("", "Why?"), nodes.paragraph("", "Rain."), ids=["why"])
    (element,) = sphinx.html(block)
    assert (element.tag, element.get("id")) == ("details", "why")


SPAN = ".. role:: editors\n   :class: editors\n\n"


def test_a_span_within_a_remark_is_not_labelled_a_second_time(sphinx: BareSphinx) -> None:
    document = sphinx.read(f"{SPAN}.. editors::\n\n   We :editors:`really` think so.")
    assert not list(document.findall(remark_inline))
    assert document.astext().count("Editors") == 1
