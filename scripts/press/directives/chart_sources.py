"""What stands behind a chart: tables, producers, vintages, licences; in short for a picture, in full for its last face."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from press.data.tables import UNKNOWN
from press.directives.links import pending_citation, pending_link
from press.directives.provenance import download
from press.edition.context import EditionContext
from press.language.profiles.en import ENGLISH
from press.notebooks.results import Result

# What a descriptor may say of a table, and the words for it.
_FACTS = {"producer": "Producer", "vintage": "Version of the data"}


def source_lines(context: EditionContext, result: Result) -> list[str]:
    """Source, licence and edition, a line each, to stand within a picture that leaves the site."""
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(_licence(context, table) for table in result.sources)
    site = context.settings.base_url
    return [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.edition.title}{f' · {site}' if site else ''}",
    ]


def about_chart(context: EditionContext, result: Result, caption: str, words: nodes.paragraph) -> nodes.definition_list:
    """The last face of a chart: what it shows in words, sources, computation, how to cite."""
    items = [_item(context.translate("In words"), words)]
    for table in result.sources:
        items.append(
            _item(
                f"{context.translate('Source')}: {context.label(f'source-{table}')}", *_source(context, table, result)
            )
        )
    items.append(_item(context.translate("How computed"), _paragraph([_cell(context, result)])))
    items.append(_item(context.translate("How to cite"), _paragraph([nodes.Text(source_citation(context, caption))])))
    return nodes.definition_list("", *items, classes=["press-about"])


def source_citation(context: EditionContext, caption: str) -> str:
    """A chart, as it is cited: its caption, the book and what it is, the address where one is known."""
    site = context.settings.base_url
    parts = [caption.rstrip(" ."), f"{context.edition.title} ({context.translate('electronic edition')})", site]
    return ". ".join(part for part in parts if part) + ("" if site else ".")


def works_behind(context: EditionContext, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Of a table whose rows name statements these are the works of the statements that ``result`` draws, where it names them.
    """
    described = context.sources.describe(table)
    named = {context.statements[claim].citation for claim in result.claims}
    if not named or all(field.name != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]


def full_tables(context: EditionContext, result: Result) -> list[nodes.Node]:
    """Links to the files of the tables behind a chart."""
    tables = [context.sources.describe(table) for table in result.sources]
    return [download(context, table) for table in tables]


def _licence(context: EditionContext, table: str) -> str:
    licence = context.sources.describe(table).licence
    return context.translate("unknown") if licence == UNKNOWN else licence


def _source(context: EditionContext, table: str, result: Result) -> list[nodes.paragraph]:
    """Return the works cited for a table, and what its descriptor says of producer, vintage and licence."""
    resource: dict[str, Any] = context.sources.package.resource(table)
    works: list[nodes.Node] = []
    for key in works_behind(context, table, result):
        works += [nodes.Text("; "), pending_citation("", key=key)] if works else [pending_citation("", key=key)]
    parts = [works] if works else []
    parts += [_fact(context, table, key, str(resource[key])) for key in _FACTS if resource.get(key)]
    parts.append([nodes.Text(f"{context.translate('Licence')}: {_licence(context, table)}")])
    return [_paragraph(content) for content in parts]


def _fact(context: EditionContext, table: str, key: str, said: str) -> list[nodes.Node]:
    """What the descriptor says, in the vocabulary's words (``producer-<table>``) or in its own, which are English."""
    head, code = nodes.Text(f"{context.translate(_FACTS[key])}: "), f"{key}-{table}"
    if context.vocabulary.has(code):
        return [head, nodes.Text(context.label(code))]
    return [head, nodes.inline("", said, classes=[f"language-{ENGLISH.tag}"], support_smartquotes=False)]


def _cell(context: EditionContext, result: Result) -> pending_link:
    docname = f"{context.settings.book}/notebooks/{result.notebook}"
    after = context.translate(", cell {cell}").format(cell=result.cell)
    return pending_link("", docname=docname, fragment=f"cell-{result.cell}", after=after)


def _paragraph(content: list[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)


def _item(term: str, *paragraphs: nodes.paragraph) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *paragraphs))
