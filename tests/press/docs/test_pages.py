"""The reference in docs/reference: it is what the code says of itself, and its snippets show what it tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from small_books import BOOKS, ROOT, copy_book, make_edition

from press.builders.html.theme import known_options
from press.checks.markup.registered import application
from press.core.children.work import Job
from press.core.jobs import run_jobs
from press.core.text import read_utf8
from press.docs.markup import option_help, press_directives, press_roles
from press.docs.pages import reference_pages
from press.docs.settings import press_settings, theme_options
from press.docs.snippets import Snippet, load_snippets
from press.edition.load import load_sources

FOLDER, BOOK = ROOT / "docs" / "reference", BOOKS / "reference"
SNIPPETS = load_snippets(BOOK)


def test_the_pages_are_what_the_code_says_of_itself() -> None:
    made = run_apart(reference_pages, ROOT, BOOK)
    assert {path.name: read_utf8(path) for path in FOLDER.glob("*.md")} == made, "run: make reference"


def test_everything_that_press_registers_says_what_it_is_for_and_has_a_snippet() -> None:
    assert run_apart(undocumented) == []


def undocumented() -> list[str]:
    """What lacks words, a snippet or something to say on an option."""
    with application(load_sources(ROOT)) as app:
        made = {**press_roles(), **press_directives()}
        options = {name: getattr(found, "option_spec", None) or {} for name, found in made.items()}
        return [
            *(name for name in made if name not in SNIPPETS),
            *(name for name, found in made.items() if not (found.__doc__ or "").split(".")[0]),
            *(
                f"{name}: {option}"
                for name in made
                for option in options[name]
                if option not in option_help(made[name])
            ),
            *(name for name, setting in press_settings(app.config).items() if not setting.description),
        ]


def run_apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the function in a child, as the extensions of a book may change what they like in a process."""
    outcome = run_jobs([Job("reference", function, arguments)])["reference"]
    if outcome.error:
        raise outcome.error
    return outcome.value


def test_each_option_of_the_theme_is_described() -> None:
    described = theme_options()
    assert set(known_options(dict.fromkeys(described, "x"))) == set(described)
    assert "show_navbar_depth" in described


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
