"""Set up author-year citations and reference lists of sphinxcontrib-bibtex in the language of the edition."""

from __future__ import annotations

from functools import partial
from typing import Any

from docutils import nodes
from pybtex.backends.plaintext import Backend as PlaintextBackend
from pybtex.plugin import register_plugin
from pybtex_docutils import Backend
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.plugin import register_plugin as register_reference_plugin

from press.core.digests import fingerprint
from press.core.formats import LANGUAGE_CLASS
from press.directives.bibliography.citations import reference_style
from press.directives.bibliography.entries import entry_style
from press.directives.bibliography.entry_foot import citations_of, entry_foot, page_of_work
from press.directives.links import setup_links
from press.edition.notes import pages_to_write
from press.language.catalogues import get_translation
from press.language.registry import LANGUAGES

# The name of our style in the configuration, and sphinxcontrib-bibtex's own defaults, which it replaces.
_OURS = "press"
_UNSET = {"bibtex_default_style": "alpha", "bibtex_reference_style": "label"}


def setup_bibliography(app: Sphinx) -> None:
    """Register the styles with their words in ``app.config.language``, and the transforms of reference lists.

    A book that sets ``bibtex_default_style`` or ``bibtex_reference_style`` itself keeps that style.
    """
    # The language of rich text is a tag to pybtex and a class to docutils, of one name.
    tags: dict[str, Any] = Backend.tags
    tags.update({f"{LANGUAGE_CLASS}{code}": partial(_in_language, code) for code in LANGUAGES})
    # Used at every citation: without this, pybtex would search the entry points of all installed packages each time.
    register_plugin("pybtex.backends", "plaintext", PlaintextBackend, force=True)
    setup_links(app)
    app.connect("config-inited", _choose_styles)
    app.connect("env-updated", _renew_lists)
    app.add_post_transform(PlainEntries)


def _in_language(code: str, source: str, text: str, *children: nodes.Node) -> nodes.inline:
    """Create an inline node of the language ``code``; pybtex's backend calls this in place of a docutils node class."""
    return nodes.inline(source, text, *children, classes=[f"{LANGUAGE_CLASS}{code}"])


def _choose_styles(app: Sphinx, config: Config) -> None:
    """Register the styles under names with the language in them, as several editions may be built in one process."""
    if "bibtex_default_style" not in config:
        return
    language = config.language
    # The PDF builder tells by this name that the style is author-year.
    names = {
        "bibtex_default_style": f"{_OURS}_{language}",
        "bibtex_reference_style": f"author_year_{_OURS}_{language}",
    }
    register_plugin("pybtex.style.formatting", names["bibtex_default_style"], entry_style(language), force=True)
    register_reference_plugin(
        "sphinxcontrib.bibtex.style.referencing",
        names["bibtex_reference_style"],
        reference_style(language),
        force=True,
    )
    for name, ours in names.items():
        if config[name] in (_UNSET[name], _OURS):
            config[name] = ours


def _renew_lists(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents with a reference list, if citations or the state of web pages have changed, which the list shows."""
    domain: Any = env.domains.get("cite")
    if domain is None:
        return []
    works = domain.bibdata.data.entries.items()
    feet = {key: (citations_of(env, key), page_of_work(app, entry)) for key, entry in works}
    lists = {key.docname for key in domain.bibliographies}
    return pages_to_write(env, "citations", dict.fromkeys(lists, fingerprint([], repr(feet))))


class PlainEntries(SphinxPostTransform):
    """Remove the labels from a reference list on pages, where each entry begins with author and year.

    Entries become containers: docutils gives a citation a role that HTML allows only within lists.
    """

    # After sphinxcontrib-bibtex has resolved the bibliography nodes (5).
    default_priority = 6
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the citation nodes."""
        # Without sphinxcontrib-bibtex there is no such setting.
        style = getattr(self.config, "bibtex_reference_style", "")
        if not style.startswith(f"author_year_{_OURS}"):
            return
        works = self._works()
        for citation in list(self.document.findall(nodes.citation)):
            if citation.get("docname"):
                entry = nodes.container(ids=citation["ids"], classes=["press-reference"])
                entry += [child for child in citation.children if not isinstance(child, nodes.label)]
                foot = self._foot(works.get(citation["ids"][0]))
                entry += [foot] if foot else []
                citation.replace_self(entry)

    def _works(self) -> dict[str, Any]:
        """Return the works of the reference lists in this document by the ids of their entries."""
        domain: Any = self.env.domains["cite"]
        listed = (work for work in domain.citations if work.bibliography_key.docname == self.env.docname)
        return {work.citation_id: work for work in listed}

    def _foot(self, work: Any) -> nodes.paragraph | None:
        return entry_foot(self.env, self.app.builder, work, get_translation(self.config.language)) if work else None
