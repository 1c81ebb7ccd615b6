"""Add the panel "Cite" and the line on the release to every page, and write the files for reference managers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from press.citation.formats import FORMATS
from press.citation.record import BOOK, CHAPTER, DATASET, Work
from press.citation.settings import citation_settings
from press.citation.styles import Span, apa, gost_record
from press.citation.works import book_of, chapter_of, dataset_of, edition_line, release_line
from press.core.errors import PressError
from press.core.last_change import last_change
from press.core.settings import COMMIT_VARIABLE, HANDED_DOWN
from press.edition.chapters import address, path_up
from press.edition.context import EditionContext, format_of, get_context
from press.language.profiles.en import ENGLISH

CITE_FOLDER = "cite"
_LABELS = {CHAPTER: "This chapter", BOOK: "The whole book", DATASET: "The data"}


def setup_citing(app: Sphinx) -> None:
    """Register the configuration values, and connect the listeners that add the panel and write the files."""
    add = app.add_config_value
    add(
        "press_citation",
        {},
        "env",
        [dict],
        "who made the edition, and how it and its data are cited; the keys are told in CONTRIBUTING, “Say who made the edition”",
    )
    add("press_last_change", "", "html", [str], f"{HANDED_DOWN}: the day of the last change")
    add("press_commit", "", "html", [str], f"{HANDED_DOWN}: the commit of a release")
    app.connect("config-inited", _prepare)
    app.connect("html-page-context", _add_panel)
    app.connect("build-finished", _write_files)


def _prepare(app: Sphinx, config: Config) -> None:
    """Validate the setting ``press_citation``, and set the date and the commit of the last change."""
    root = Path(app.srcdir)
    try:
        citation_settings(root, config.press_citation)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    # Stored as configuration values, so that Sphinx writes all pages anew when one has changed.
    config.press_last_change = str(last_change(root) or "")
    config.press_commit = os.environ.get(COMMIT_VARIABLE, "")


def _add_panel(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    works = [work for work in (chapter_of(app, pagename), book_of(app), dataset_of(app)) if work is not None]
    up = path_up(address(pagename, get_context(app).settings))
    context["press_cite"] = panel(get_context(app), works, up)
    context["press_release"] = release_line(book_of(app), get_context(app).translate)


def panel(context: EditionContext, works: list[Work], up: str) -> dict[str, Any]:
    """Return the template variables of the panel; ``up`` is the relative path from the page to the folder of the edition."""
    translate, (book,) = context.translate, (work for work in works if work.kind == BOOK)
    return {
        "about": " · ".join(filter(None, [edition_line(book, translate), context.edition.name])),
        "works": [_citations(context, work, up) for work in works],
        "note": "" if book.authors else translate("No author is named, so the record begins with the title."),
    }


def _citations(context: EditionContext, work: Work, up: str) -> dict[str, Any]:
    styles = [
        {"name": "APA 7", "language": ENGLISH.tag, "spans": _escape_spans(apa(work))},
        {
            "name": context.translate("GOST R 7.0.100-2018"),
            "language": work.language,
            "spans": _escape_spans([Span(gost_record(work, context.translate))]),
        },
    ]
    files = [
        {"name": name, "kind": ending, "href": f"{up}{CITE_FOLDER}/{work.name}.{ending}"}
        for name, (ending, _) in FORMATS.items()
    ]
    return {"kind": work.kind, "label": context.translate(_LABELS[work.kind]), "styles": styles, "files": files}


def _escape_spans(spans: list[Span]) -> list[Span]:
    """Return ``spans`` with their text escaped for HTML."""
    return [replace(span, text=escape(span.text, quote=False)) for span in spans]


def _works(app: Sphinx) -> Iterator[Work]:
    candidates = [book_of(app), dataset_of(app), *(chapter_of(app, name) for name in sorted(app.env.found_docs))]
    yield from (work for work in candidates if work is not None)


def _write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the citation files of the edition, and remove those of chapters that are no longer part of it."""
    if exception is not None or not format_of(app.builder).is_site:
        return
    folder = Path(app.outdir, CITE_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    files = {f"{work.name}.{ending}": write(work) for work in _works(app) for ending, write in FORMATS.values()}
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
