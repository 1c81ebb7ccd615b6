"""The snippets of the reference show what it tells of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from small_books import BOOKS, copy_book, make_edition

from press.docs.snippets import Snippet, load_snippets

SNIPPETS = load_snippets(BOOKS / "reference")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the pages of the book of snippets, built without a warning."""
    root = copy_book("reference", tmp_path_factory.mktemp("reference"))
    warned = make_edition(root, "en")
    assert (warned.faults, warned.notes) == ([], [])
    return next((root / "_build").rglob("number.html")).parent


@pytest.mark.parametrize(("name", "snippet"), SNIPPETS.items(), ids=SNIPPETS)
def test_a_snippet_makes_the_element_and_the_words_that_the_reference_tells(
    pages: Path, name: str, snippet: Snippet
) -> None:
    article = article_of(pages / f"{name}.html")
    tag, _, kind = snippet.element.partition(".")
    assert [found for found in article.iter(tag) if kind in found.get("class", "").split()] != []
    assert snippet.text in " ".join("".join(words(article)).split())


def article_of(page: Path) -> Element:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return next(tree.iter("article"))


def words(element: Element) -> Iterator[str]:
    """The text in the element, with a space after each, but for inline ones."""
    yield element.text or ""
    for child in element:
        yield from words(child)
        yield "" if child.tag in ("a", "span") else " "
        yield child.tail or ""


def test_of_a_book_those_chapters_are_snippets_that_say_what_they_become(tmp_path: Path) -> None:
    chapters = tmp_path / "book" / "en"
    chapters.mkdir(parents=True)
    (chapters / "index.md").write_text("# No front matter\n\nText.\n", encoding="utf-8")
    (chapters / "about.md").write_text("---\nvoice: editors\n---\n# None\n\nText.\n", encoding="utf-8")
    text = "---\nelement: div.rain\ntext: It rains\n---\n\n# The rain\n\n:::{rain}\n---\n:::\n"
    (chapters / "rain.md").write_text(text, encoding="utf-8")
    assert load_snippets(tmp_path) == {"rain": Snippet(":::{rain}\n---\n:::", "div.rain", "It rains")}
