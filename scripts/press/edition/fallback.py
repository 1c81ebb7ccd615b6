"""Have chapters of the default language stand in for those that a translation lacks, where the book says ``press_fallback``.

Sphinx reads the file of the default language under the name of the missing chapter. What is looked up meanwhile, such as numbers, is in
that language; a line below the title tells readers why.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.project import Project
from sphinx.transforms import SphinxTransform

from press.core.formats import LANGUAGE_CLASS
from press.core.settings import Settings
from press.edition.chapters import ENDINGS, address, contents, edition_docname, edition_of
from press.edition.context import EditionContext, get_context
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation

NOTICE, ORIGINAL = "press-untranslated", "press-original"


class FallbackProject(Project):
    """The documents of an edition, and the files that stand in for those that it lacks."""

    def __init__(self, before: Project, settings: Settings, language: str) -> None:
        super().__init__(before.srcdir, before.source_suffix)
        self.restore(before)
        self._settings, self._language = settings, language

    def discover(self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)) -> set[str]:
        """Find all documents."""
        super().discover(exclude_paths, include_paths)
        for docname in contents(self._settings):
            here, file = edition_docname(docname, self._settings, self._language), f"{docname}.md"
            if here not in self.docnames and (self._settings.root / file).is_file():
                self.docnames.add(here)
                # Links of MyST have its whole path.
                self._docname_to_path[here], self._path_to_docname[str(self._settings.root / file)] = file, here
        return self.docnames


def language_of_document(env: BuildEnvironment, docname: str) -> str:
    """Return the language in which a document of the edition is written: the default one where its file stands in."""
    context = get_context(env.app)
    return edition_of(str(env.doc2path(docname, base=False)), context.settings) or context.edition.language


def translated_into(docname: str, settings: Settings) -> list[str]:
    """Return the languages that have a file of their own for a chapter; all of them for what editions share."""
    if not edition_of(docname, settings):
        return settings.languages
    folder, name = settings.root / settings.book, address(docname, settings)
    return [tag for tag in settings.languages if any((folder / tag / f"{name}{end}").is_file() for end in ENDINGS)]


def context_in(context: EditionContext, language: str) -> EditionContext:
    """Return ``context`` for what is written in ``language``."""
    return replace(context, written_in=language, translate=get_translation(language))


def setup_fallback(app: Sphinx) -> None:
    """Connect the listeners, and register the transform."""
    app.connect("builder-inited", _find_files)
    app.connect("env-before-read-docs", _find_originals)
    app.connect("source-read", _begin, priority=1)
    app.add_transform(MarkLanguage)
    app.connect("doctree-read", _tell)
    app.connect("env-updated", _end, priority=1)
    app.connect("env-get-updated", _follow_translations)


def _find_files(app: Sphinx) -> None:
    context = get_context(app)
    if context.settings.fallback and context.language != context.settings.languages[0]:
        app.project = app.env.project = FallbackProject(app.project, context.settings, context.language)


def _find_originals(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Have pictures, and chapters that are linked to, be those of the default language where the edition has none."""
    settings, find = get_context(app).settings, env.relfn2path
    own, default = (f"{settings.book}/{tag}/" for tag in (get_context(app).edition.language, settings.languages[0]))

    def relfn2path(filename: str, docname: str | None = None) -> tuple[str, str]:
        folder = posixpath.dirname(docname or env.docname)
        path, whole = find(filename if filename.startswith("/") else f"/{folder}/{filename}", docname)
        original = find(f"/{default}{path.removeprefix(own)}", docname)
        lacks = path.startswith(own) and not Path(whole).exists() and Path(original[1]).exists()
        return original if lacks else (path, whole)

    if isinstance(app.project, FallbackProject):
        vars(env)["relfn2path"] = relfn2path


def _begin(app: Sphinx, docname: str, source: list[str]) -> None:
    app.press = context_in(get_context(app), language_of_document(app.env, docname))  # type: ignore[attr-defined]


def _end(app: Sphinx, env: BuildEnvironment) -> None:
    # Before it is pickled.
    vars(env).pop("relfn2path", None)
    app.press = context_in(get_context(app), get_context(app).edition.language)  # type: ignore[attr-defined]


def _follow_translations(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents of which a translation has come or gone, which their pages tell."""
    now = {docname: " ".join(translated_into(docname, get_context(app).settings)) for docname in env.found_docs}
    return pages_to_write(env, "its languages", now)


class MarkLanguage(SphinxTransform):
    """Mark a document that stands in as of its language, and its titles, as contents show them elsewhere."""

    # Before checks (30), which have told of it where it is at home.
    default_priority = 25

    def apply(self, **kwargs: Any) -> None:
        """Set the classes."""
        language = get_context(self.app).language
        if language == get_context(self.app).edition.language:
            return
        for section in (child for child in self.document.children if isinstance(child, nodes.section)):
            section["classes"].append(f"{LANGUAGE_CLASS}{language}")
        for title in self.document.findall(nodes.title):
            if isinstance(title.parent, nodes.section):
                title[:] = [nodes.inline("", "", *title.children, classes=[f"{LANGUAGE_CLASS}{language}"])]


def _tell(app: Sphinx, doctree: nodes.document) -> None:
    """Put a notice below the title, or before the first of several blocks."""
    context = get_context(app)
    title = next(iter(doctree.findall(nodes.title)), None)
    if title is not None and context.language != context.edition.language:
        words = "This chapter is not translated yet; what follows is the original."
        title.parent.insert(title.parent.index(title) + 1, _notice(words, context))
    for box in [box for box in doctree.findall(nodes.container) if ORIGINAL in box["classes"]]:
        before = box.previous_sibling()
        if not (isinstance(before, nodes.container) and ORIGINAL in before["classes"]):
            # Within, as a paragraph of this class would go to the margin beside one before it in print.
            box.insert(0, _notice("Not translated yet:", context))


def _notice(english: str, context: EditionContext) -> nodes.paragraph:
    language = context.edition.language
    words = get_translation(language)(english)
    return nodes.paragraph("", words, classes=[NOTICE, "press-source", f"{LANGUAGE_CLASS}{language}"])
