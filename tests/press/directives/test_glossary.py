"""Terms of the glossary, and what leads to them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.built_pages import parsed, with_class, words
from support.epub_files import Epub
from support.small_books import append, copy_book, make_edition, make_editions, replace

GLOSSARY = """\
---
parity: section
in-brief: false
---
(chapter-glossary)=
# Glossary

[Baskets]{#term-baskets}
: What apples are counted in; there were {number}`harvest/total` of them. See {ref}`another term <term-orchard>`.

[Orchard]{#term-orchard}
: Trees of one owner {cite:p}`doe2003`.

Unlabelled
: Nothing leads here.
"""
SENTENCE = (
    "The {ref}`orchard <term-orchard>` is small; {ref}`baskets <term-baskets>` are large, and one orchard is enough."
)
LANGUAGES = ("en", "kk", "ru")


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The orchard book with a glossary, to which the first page refers; its English and Russian pages are made."""
    root = copy_book("orchard", tmp_path_factory.mktemp("glossary"))
    for name, old, new in (
        ("_toc.yml", "/accounts\n", "/accounts\n      - file: book/en/glossary\n"),
        # The glossary is in English in all languages.
        ("_config.yml", "    press_slug:", "    press_without_checks: [languages]\n    press_slug:"),
    ):
        replace(root / name, old, new)
    for language in LANGUAGES:
        (root / f"book/{language}/glossary.md").write_text(GLOSSARY, encoding="utf-8")
        append(root / f"book/{language}/index.md", f"\n\n{SENTENCE}\n")
    assert all(warned.faults == [] for warned in make_editions(root, ["en", "ru"]).values())
    return root


def pages(root: Path, language: str = "en") -> Path:
    return root / "_build" / "press" / language / "html"


def test_a_reference_to_a_term_opens_what_the_glossary_says(orchard: Path) -> None:
    page = pages(orchard) / "index.html"
    links = {link.text: link.get("href") for link in parsed(page).iter("a") if link.get("class") == "press-term"}
    assert links == {"orchard": "glossary.html#term-orchard", "baskets": "glossary.html#term-baskets"}
    # Where the script finds a card: a term with its id, and then its definition.
    (listed,) = parsed(pages(orchard) / "glossary.html").iter("dl")
    term, definition, *_ = listed
    assert [span.get("id") for span in term] == ["term-baskets"]
    assert words(definition) == "What apples are counted in; there were 165 of them. See another term."


def test_within_the_glossary_a_reference_leads_to_the_other_entry(orchard: Path) -> None:
    page = pages(orchard, "ru") / "glossary.html"
    assert not with_class(parsed(page), "press-term")
    assert 'href="#term-orchard"' in page.read_text(encoding="utf-8")
    assert '<span id="term-orchard">' in page.read_text(encoding="utf-8")


def test_in_an_epub_and_in_print_a_term_leads_to_its_entry(orchard: Path) -> None:
    make_edition(orchard, "en", "epub")
    (book,) = (orchard / "_build").rglob("*.epub")
    text = Epub(book).read("index.xhtml").decode()
    assert re.search(r'<a class="press-term[^"]*" href="glossary.xhtml#term-orchard">orchard</a>', text)
    make_edition(orchard, "en", "typst")
    (printed,) = (orchard / "_build").rglob("orchard.en.typ")
    assert '#link(label("book/en/glossary:term-orchard"))[orchard]' in printed.read_text(encoding="utf-8")
