"""Add the panel "Cite" and the line on the release to every page, and write the files for reference managers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from pybtex.backends import html
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.util import logging

from press.builders.html.languages import page_address
from press.citation.apa import apa
from press.citation.edition_works import (
    book_of,
    byline,
    chapter_of,
    dataset_of,
    edition_line,
    load_citation,
    release_line,
)
from press.citation.export import FORMATS
from press.citation.gost import gost
from press.citation.record import BOOK, CHAPTER, DATASET, Work
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.project import last_change
from press.core.settings import COMMIT_VARIABLE, HANDED_DOWN, Settings
from press.core.text import Translate
from press.directives.links import address_from
from press.edition.chapters import address, path_up
from press.edition.context import EditionContext, format_of, get_context
from press.language.profiles.en import ENGLISH

_LOGGER = logging.getLogger(__name__)
CITE_FOLDER = "cite"
_LABELS = {CHAPTER: "This chapter", BOOK: "The whole book", DATASET: "The data"}


def setup_citing(app: Sphinx) -> None:
    """Register the configuration values, and connect the listeners that add the panel and write the files."""
    about = "who made the edition, and how it and its data are cited; the keys are told in CONTRIBUTING, “Say who made the edition”"
    app.add_config_value("press_citation", {}, "env", [dict], about)
    about = "label of the section that tells readers how to respond"
    app.add_config_value("press_responding", "", "html", [str], about)
    app.add_config_value("press_last_change", "", "html", [str], f"{HANDED_DOWN}: the day of the last change")
    app.add_config_value("press_commit", "", "html", [str], f"{HANDED_DOWN}: the commit of a release")
    app.connect("config-inited", _prepare)
    app.connect("html-page-context", _add_panel)
    app.connect("build-finished", _write_files)


def _prepare(app: Sphinx, config: Config) -> None:
    """Validate the setting ``press_citation``, and set the date and the commit of the last change."""
    root = Path(app.srcdir)
    try:
        load_citation(root)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    # Stored as configuration values, so that Sphinx writes all pages anew when one has changed.
    config.press_last_change = str(last_change(root) or "")
    config.press_commit = os.environ.get(COMMIT_VARIABLE, "")


def _add_panel(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    edition, book = get_context(app), book_of(app)
    page, release = address(pagename, edition.settings), release_line(book, edition.translate)
    works = [work for work in (chapter_of(app, pagename), book, dataset_of(app)) if work is not None]
    context["press_cite"] = panel(edition, works, path_up(page))
    context["press_release"] = release
    context["press_byline"] = byline(book, edition.translate)
    document, place, heading = app.env.domains["std"].labels.get(app.config.press_responding, ("", "", ""))
    if pagename == app.config.root_doc and not document and app.config.press_responding:
        message = f"no section has the label '{app.config.press_responding}'; correct press_responding in _config.yml"
        _LOGGER.warning(message, type="press", subtype="settings")
    context["press_responding"] = document and {
        "href": address_from(app.builder, pagename, document, place),
        "title": heading,
    }
    context["press_citation"] = load_citation(app.srcdir)
    place = f"{release}\n{page_address(edition.settings, edition.language, page)}"
    context["press_report"] = report_address(edition.settings, context.get("title", ""), place, edition.translate)


def report_address(settings: Settings, title: str, place: str, translate: Translate) -> str:
    """Return where readers report an error: the form of the repository, else a letter or a page; empty where none is known.

    Form and letter end with ``place``, the address of the page, to which the script of cards adds that of the paragraph.
    """
    subject = f"{translate('Report an error')}: {Markup(title).striptags()}"
    body = f"{translate('What is wrong, and how do you know?')}\n\n\n{place}".replace("\n", "\r\n")
    if settings.repository:
        return f"{settings.repository}/issues/new?{urlencode({'title': subject, 'body': body}, quote_via=quote)}"
    is_letter = settings.contact and "/" not in settings.contact
    letter = f"mailto:{settings.contact}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"
    return letter if is_letter else settings.contact


class _Html(html.Backend):  # type: ignore[misc]
    """Write a reference as readers copy it: italics and the languages of words, no links."""

    def format_tag(self, tag: str, text: str) -> str:
        """Return ``text`` in italics or in another language."""
        language = tag.removeprefix(LANGUAGE_CLASS)
        return f"<i>{text}</i>" if tag == "em" else f'<span lang="{language}">{text}</span>'

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        """Return the ``text`` of a link."""
        return text


def panel(context: EditionContext, works: list[Work], up: str) -> dict[str, Any]:
    """Return the template variables of the panel; ``up`` is the relative path from the page to the folder of the edition."""
    translate, (book,) = context.translate, (work for work in works if work.kind == BOOK)
    told = []
    for work in works:
        styles = [
            {"name": name, "language": language, "text": Markup(text.render(_Html()))}
            for name, language, text in (
                ("APA 7", ENGLISH.tag, apa(work)),
                (translate("GOST R 7.0.100-2018"), work.language, gost(work)),
            )
        ]
        files = [
            {"name": name, "kind": ending, "href": f"{up}{CITE_FOLDER}/{work.name}.{ending}"}
            for name, (ending, _) in FORMATS.items()
        ]
        told.append({"kind": work.kind, "label": translate(_LABELS[work.kind]), "styles": styles, "files": files})
    return {
        "about": " · ".join(filter(None, [edition_line(book, translate), context.edition.name])),
        "works": told,
        "note": "" if book.authors else translate("No author is named, so the record begins with the title."),
    }


def _write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the citation files of the edition, and remove those of chapters that are no longer part of it."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    folder = Path(app.outdir, CITE_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    works = [book_of(app), dataset_of(app), *(chapter_of(app, name) for name in app.env.found_docs)]
    files = {f"{one.name}.{ending}": write(one) for one in works if one for ending, write in FORMATS.values()}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
