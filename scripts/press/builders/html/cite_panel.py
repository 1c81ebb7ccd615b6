"""Add the panel "Cite" and the line on the release to every page, and write the files for reference managers."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup
from pybtex.backends import html
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from press.builders.html.head import page_address
from press.citation.edition_works import book_of, chapter_of, dataset_of
from press.citation.export import EXPORTS
from press.citation.imprint import byline, edition_line, release_line
from press.citation.record import BOOK, CHAPTER, DATASET
from press.citation.settings import load_citation
from press.citation.styles import STYLES
from press.core.errors import PressError
from press.core.files import write_changed
from press.core.formats import LANGUAGE_CLASS
from press.core.project import last_change
from press.core.settings import COMMIT_VARIABLE, Settings
from press.core.text import Translate
from press.directives.link_nodes import address_from, way_up
from press.edition.chapters import address
from press.edition.context import format_of, get_context, warn

CITE_FOLDER = "cite"
_LABELS = {CHAPTER: "This chapter", BOOK: "The whole book", DATASET: "The data"}


def setup_citing(app: Sphinx) -> None:
    """Write the files at the end of the build."""
    app.connect("config-inited", _prepare)
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


def add_citing(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the panel, who made the edition and in which release, and where to respond."""
    edition, book = get_context(app), book_of(app)
    settings, translate, page = edition.settings, edition.translate, address(pagename, edition.settings)
    folder, works = f"{way_up(app.builder, pagename)}{CITE_FOLDER}", list[dict[str, Any]]()
    for work in filter(None, (chapter_of(app, pagename), book, dataset_of(app))):
        styles = [
            (translate(style.name), style.language or work.language, Markup(style.cite(work).render(_Html())))
            for style in STYLES.values()
        ]
        files = [(name, ending, f"{folder}/{work.name}.{ending}") for name, (ending, _) in EXPORTS.items()]
        works.append({"kind": work.kind, "label": translate(_LABELS[work.kind]), "styles": styles, "files": files})
    context["press_cite"] = {
        "about": " · ".join(filter(None, [edition_line(book, translate), edition.edition.name])),
        "works": works,
        "note": "" if book.authors else translate("No author is named, so the record begins with the title."),
    }
    release = release_line(book, translate)
    # No line of it begins with a dot.
    context["press_byline"] = byline(book, translate).replace(" · ", "\u00a0· ")
    context["press_citation"] = load_citation(app.srcdir)
    label = app.config.press_responding
    document, place, heading = app.env.domains["std"].labels.get(label, ("", "", ""))
    # The other pages have the line in their foot.
    context["press_opens_with_makers"] = pagename in (app.config.root_doc, document)
    if label and not document and pagename == app.config.root_doc:
        warn(f"no section has the label '{label}'; correct press_responding in _config.yml", None, "settings")
    where = f"{release}\n{page_address(settings, edition.language, page)}"
    theme = app.config.press_theme_options
    repository = str(theme.get("repository_url") or "").rstrip("/")
    if theme.get("use_issues_button") and not (settings.repository or settings.contact):
        settings = replace(settings, repository=repository)
    context["press_report"] = report = report_address(settings, context.get("title", ""), where, translate)
    if theme.get("use_edit_page_button") and pagename in app.env.found_docs:
        # GitLab has its own pages behind a hyphen.
        edit = f"{repository}/{'-/' if 'gitlab' in repository else ''}edit/{theme['repository_branch']}"
        parts = (edit, str(theme.get("path_to_docs") or "").strip("/"), str(app.env.doc2path(pagename, base=False)))
        context["press_edit"] = "/".join(filter(None, parts))
    # Nobody is invited to respond as long as there is nowhere to write to.
    invitation = document and {"href": address_from(app.builder, pagename, document, place), "title": heading}
    context["press_responding"] = report and invitation


def report_address(settings: Settings, title: str, place: str, translate: Translate) -> str:
    """Return where readers report an error: the form of the repository, else a letter or a page.

    Empty where none is known.

    Form and letter end with ``place``, the address of the page, to which the script of cards adds that of the paragraph.
    """
    subject = f"{translate('Report an error')}: {Markup(title).striptags()}"
    body = f"{translate('What is wrong, and how do you know?')}\n\n\n{place}".replace("\n", "\r\n")
    if settings.repository:
        return f"{settings.repository}/issues/new?{urlencode({'title': subject, 'body': body}, quote_via=quote)}"
    if "@" not in settings.contact or "/" in settings.contact:
        return settings.contact
    return f"mailto:{settings.contact}?{urlencode({'subject': subject, 'body': body}, quote_via=quote)}"


class _Html(html.Backend):  # type: ignore[misc]
    """Write a reference as readers copy it: italics and the languages of words, no links."""

    def format_tag(self, tag: str, text: str) -> str:
        """Return ``text`` in italics or in another language."""
        language = tag.removeprefix(LANGUAGE_CLASS)
        return f"<i>{text}</i>" if tag == "em" else f'<span lang="{language}">{text}</span>'

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        """Return the ``text`` of a link."""
        return text


def _write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the citation files of the edition, and remove those of chapters that are no longer part of it."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    folder = Path(app.outdir, CITE_FOLDER)
    works = [book_of(app), dataset_of(app), *(chapter_of(app, name) for name in app.env.found_docs)]
    files = {f"{work.name}.{ending}": write(work) for work in works if work for ending, write in EXPORTS.values()}
    for name, text in files.items():
        write_changed(folder / name, text.encode())
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
