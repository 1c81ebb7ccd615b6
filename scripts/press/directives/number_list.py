"""Define the directive ``{numberlist}``: every number of the chapters with its provenance, by chapter."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.core.errors import PressError
from press.data.validation import TableDescription
from press.directives.links import pending_link
from press.directives.number import quantity
from press.directives.number_card import LISTS_NUMBERS, anchor
from press.directives.provenance import Origin, download, origin_of
from press.directives.tables import separated, simple_table
from press.directives.typed import marking
from press.edition.chapters import contents, edition_docname
from press.edition.context import EditionContext, get_context
from press.edition.per_document import PerDocument
from press.notebooks.results import NUMBER

_LOGGER = logging.getLogger(__name__)
# Before other listeners take stock of what is read.
_FIRST = 1
# Attribute of Sphinx's environment: the chapters with the numbers that they use first.
USES = "press_first_uses"
_SHOWN = PerDocument[list[str]]("shown_numbers")


def setup_number_list(app: Sphinx) -> None:
    """Register the directive, and read its document again when chapters show other numbers."""
    app.add_directive("numberlist", marking(NumberList))
    app.connect("doctree-read", _note_shown)
    app.connect("env-updated", _read_again, priority=_FIRST)
    _SHOWN.setup(app)


def _note_shown(app: Sphinx, doctree: nodes.document) -> None:
    """Store the names of the numbers that a chapter shows, those of a footnote where the text refers to it."""
    kinds = (quantity, nodes.footnote_reference)
    met = (node for node in doctree.findall(nodes.Element) if isinstance(node, kinds))
    shown = (doctree.ids.get(node.get("refid"), node) for node in met)
    _SHOWN.of(app.env)[app.env.docname] = [number["name"] for node in shown for number in node.findall(quantity)]


def _read_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Read the documents with a list again, if chapters show other numbers than it has, which is known when all are read."""
    uses = _first_uses(get_context(app), env)
    if uses == vars(env).get(USES):
        return []
    vars(env)[USES] = uses
    lists = [docname for docname, data in env.metadata.items() if LISTS_NUMBERS in data]
    for docname in lists:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
        app.builder.read_doc(docname)
    return lists


def _first_uses(context: EditionContext, env: BuildEnvironment) -> list[tuple[str, list[str]]]:
    """Return the chapters with the numbers that none before uses, in the order of contents and text, without chapters that have none."""
    seen: dict[str, str] = {}
    for entry in contents(context.settings):
        docname = edition_docname(entry, context.settings, context.language)
        for name in _SHOWN.of(env).get(docname, []):
            seen.setdefault(name, docname)
    return [(docname, [name for name, _ in used]) for docname, used in groupby(seen.items(), itemgetter(1))]


class NumberList(SphinxDirective):
    """List the numbers of all chapters in the order of the contents, each where it is used first, with all that is known of it.

    Numbers in chapters lead to their entries, and on pages open them as cards.
    """

    def run(self) -> list[nodes.Node]:
        """Return a heading and the entries for each chapter that introduces numbers, then a table of the files with their checksums."""
        context = get_context(self.env.app)
        self.env.metadata[self.env.docname][LISTS_NUMBERS] = True
        entries: list[nodes.Node] = []
        tables: dict[str, TableDescription] = {}
        for docname, names in vars(self.env).get(USES, []):
            entries.append(nodes.rubric("", "", pending_link("", "", docname=docname, fragment="")))
            for name in names:
                try:
                    origin = origin_of(context, name)
                except PressError as error:
                    _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=NUMBER.name)
                    continue
                entries.append(_entry(origin))
                tables.update({table.name: table for table in origin.tables})
        return [*entries, *_files(context, tables)]


def _entry(origin: Origin) -> nodes.container:
    """Return the entry of a number: value and meaning in one line, the facts in the next."""
    head = nodes.paragraph("", "", nodes.strong(origin.spelled, origin.spelled), nodes.Text(f" — {origin.title}"))
    facts = [[nodes.Text(f"{fact.label}: "), *fact.content] for fact in (*origin.found, *origin.facts)]
    body = nodes.paragraph("", "", *separated(facts, " · "), classes=["press-source"])
    body += [nodes.Text(f", {origin.row}")] if origin.row else []
    return nodes.container("", head, body, ids=[anchor(origin.name)], classes=["press-number-entry", "keep-together"])


def _files(context: EditionContext, tables: Mapping[str, TableDescription]) -> list[nodes.Node]:
    """Return a table of the files behind the numbers with their checksums, each file once."""
    title = context.translate("Files")
    rows = [
        [download(context, tables[name]), nodes.literal(tables[name].sha256, tables[name].sha256)]
        for name in sorted(tables)
    ]
    return [nodes.rubric(title, title), simple_table([context.translate("File"), "SHA-256"], rows)] if rows else []
