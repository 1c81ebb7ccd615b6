"""Configure the search dialog of each edition. The index itself is made by press.builders.html.search.index."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile
from typing import Any

from sphinx.application import Sphinx

from press.builders.html.search.index import BUNDLE, index_edition
from press.edition.chapters import address, path_up
from press.edition.context import EditionContext, format_of, get_context
from press.language.number_phrases import plural_words
from press.language.registry import profile_of

# The folder of static files that only the search loads.
SEARCH = "search"
# The file with the messages of an edition's search dialog, beside its scripts.
DATA = "data.js"
# Messages of the dialog, by the key that its script uses.
_WORDS = {
    "searching": "Searching…",
    "nothing": "Nothing found for “{query}”.",
    "others": "The same words in the other languages:",
    "more": "Show more",
}
_HINT = "Words in any form, or a number as it is written; words in quotation marks are searched for exactly."
_FOUND = ("{count} page found", "{count} pages found")
_PAGES = ("{count} page", "{count} pages")


def setup_search(app: Sphinx) -> None:
    """Connect the listeners that pass the address of the dialog's script to each page, write its data, and index a plain book."""
    app.connect("html-page-context", _place_search)
    app.connect("build-finished", _write_data)
    app.connect("build-finished", _index_plain_book)


def _place_search(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    up = path_up(address(pagename, get_context(app).settings))
    context["press_search"] = f"{up}_static/{SEARCH}/dialog.js"


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and format_of(app.builder).is_site:
        folder, siblings = Path(app.outdir, "_static", SEARCH), app.config.press_siblings
        data = json.dumps(search_data(get_context(app), siblings), ensure_ascii=False, indent=1)
        (folder / DATA).write_text(f"export default {data};\n", encoding="utf-8")
        for language in dict.fromkeys([app.config.language, *siblings]):
            if rule := profile_of(language).stems:
                copyfile(rule, folder / _stems(language))


def search_data(context: EditionContext, siblings: list[str]) -> dict[str, Any]:
    """Return the messages of the dialog and the addresses of the indexes, relative to the file that holds them."""
    return {
        "index": _index(context.language, "../../"),
        "hint": context.translate(_HINT),
        "words": {name: context.translate(english) for name, english in _WORDS.items()},
        "found": plural_words(context.language, *_FOUND),
        "others": [
            {
                **_index(language, f"../../../{language}/"),
                "name": context.settings.edition(language).name,
                "pages": plural_words(language, *_PAGES),
                "href": f"../../../{language}/index.html",
            }
            for language in siblings
            if language != context.language
        ],
    }


def _index(language: str, edition: str) -> dict[str, str]:
    """Return the address of an edition's index, and the file with the stemming rules of a language for which Pagefind has none."""
    stems = {"stems": _stems(language)} if profile_of(language).stems else {}
    return {"language": language, "bundle": f"{edition}{BUNDLE}/", **stems}


def _stems(language: str) -> str:
    return f"stems-{language}.js"


def _index_plain_book(app: Sphinx, exception: Exception | None) -> None:
    """Index a book that is built by itself; editions are indexed when they are joined into a site."""
    if exception is None and format_of(app.builder).is_site and not app.config.press_siblings:
        index_edition(Path(app.outdir), app.config.language, Path(app.doctreedir) / "press-search")
