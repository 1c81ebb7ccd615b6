"""The search of the site: what its dialog needs to know on each page. The index itself is made by press.search_index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.attribute_json import attribute_json
from press.context import Press, press_of
from press.editions import address
from press.plural_words import plural_words
from press.search_index import BUNDLE, index_edition

_STATIC = Path(__file__).parent / "static"
_FOLDER = "search"
# What the dialog says, by the name under which its script asks for it.
_WORDS = {
    "searching": "Searching…",
    "nothing": "Nothing found for “{query}”.",
    "others": "The same words in the other languages:",
    "more": "Show more",
    "failed": "The search could not be loaded. Check your connection and try again.",
}
_FOUND = ("{count} page found", "{count} pages found")
_PAGES = ("{count} page", "{count} pages")


def setup_search(app: Sphinx) -> None:
    """Put the dialog's script, style and words on each page."""
    app.connect("html-page-context", _describe_search)
    app.connect("build-finished", _index_plain_book)
    app.add_js_file("press-search.js", loading_method="defer")
    app.add_css_file("press-search.css")


def _describe_search(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    press = press_of(app)
    depth = address(pagename, press.settings).count("/")
    context["press_search"] = attribute_json(search_data(press, "../" * depth, app.config.press_siblings))


def search_data(press: Press, edition: str, siblings: list[str]) -> dict[str, Any]:
    """What the script of the dialog is told; ``edition`` is the way from the page to the folder of its edition."""
    static = f"{edition}_static/{_FOLDER}/"
    return {
        "dialog": f"{static}dialog.js",
        "index": _index(press.language, edition, static),
        "words": {name: press.word(english) for name, english in _WORDS.items()},
        "found": plural_words(press.language, *_FOUND),
        "others": [
            {
                **_index(language, f"{edition}../{language}/", static),
                "name": press.settings.edition(language).name,
                "pages": plural_words(language, *_PAGES),
                "href": f"{edition}../{language}/index.html",
            }
            for language in siblings
            if language != press.language
        ],
    }


def _index(language: str, edition: str, static: str) -> dict[str, str]:
    """Where the index of an edition is, and the rule for the forms of its words, where Pagefind has none."""
    rule = f"stems-{language}.js"
    stems = {"stems": static + rule} if (_STATIC / _FOLDER / rule).is_file() else {}
    return {"language": language, "bundle": f"{edition}{BUNDLE}/", **stems}


def _index_plain_book(app: Sphinx, exception: Exception | None) -> None:
    """Index a book that is built by itself; editions are indexed when they are joined into a site."""
    if exception is None and app.builder.name == "html" and not app.config.press_siblings:
        index_edition(Path(app.outdir), app.config.language, Path(app.doctreedir) / "press-search")
