"""Link each page to the same page in the other languages, to open it instead or beside."""

from __future__ import annotations

from typing import Any, NamedTuple

from sphinx.application import Sphinx

from press.core.settings import Settings
from press.edition.chapters import ENDINGS, address, path_up
from press.edition.context import EditionContext, get_context


class Sibling(NamedTuple):
    """A page in one language: the language's name, and the relative address; that of the first page where the page is ``missing``."""

    language: str
    name: str
    href: str
    current: bool
    missing: bool


def setup_language_switcher(app: Sphinx) -> None:
    """Connect the listener that passes the other languages to the templates."""
    app.connect("html-page-context", _add_languages)


def siblings(context: EditionContext, docname: str, languages: list[str]) -> list[Sibling]:
    """Return the page ``docname`` in each of the ``languages``, in their order."""
    here = address(docname, context.settings)
    to_site = path_up(here) + "../"
    found = []
    for language in languages:
        missing = not has_page(context.settings, language, docname)
        href = f"{to_site}{language}/{'index' if missing else here}.html"
        edition = context.settings.edition(language)
        found.append(Sibling(language, edition.name, href, language == context.language, missing))
    return found


def has_page(settings: Settings, language: str, docname: str) -> bool:
    """Return whether the edition in ``language`` has a counterpart of ``docname``: a chapter needs a file of its own."""
    book, _, rest = docname.partition("/")
    own, _, name = rest.partition("/")
    if book != settings.book or own not in settings.languages:
        return True
    return any((settings.root / book / language / f"{name}{ending}").is_file() for ending in ENDINGS)


def _add_languages(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    edition = get_context(app)
    found = siblings(edition, pagename, app.config.press_siblings)
    context["press_languages"] = found
    others = [sibling for sibling in found if not (sibling.current or sibling.missing)]
    context["press_beside"] = others if doctree is not None else []
