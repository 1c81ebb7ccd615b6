"""Describe the sources of a chart (tables, producers, vintages, licences): in short for an image, in full for its last view."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from press.core.formats import LANGUAGE_CLASS
from press.directives.links import pending_citation
from press.directives.nodes import separated
from press.directives.provenance import cell_link, download
from press.edition.context import EditionContext
from press.language.profiles.en import ENGLISH
from press.notebooks.results import Result

# Labels of the properties of a table's descriptor.
_FACTS = {"producer": "Producer", "vintage": "Version of the data"}


def source_lines(context: EditionContext, result: Result) -> list[str]:
    """Return source, licence and edition, a line each, for an image that is used outside the site."""
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(context.translate(context.sources.describe(table).licence) for table in result.sources)
    site = context.settings.base_url
    return [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.edition.title}{f' · {site}' if site else ''}",
    ]


def about_chart(
    context: EditionContext, result: Result, caption: str, words: nodes.paragraph, files: list[list[nodes.Node]]
) -> nodes.definition_list:
    """Return the last view of a chart: files, description in words, sources, computation, how to cite."""
    tables = [[download(context, context.sources.describe(table))] for table in result.sources]
    items = [_item(context.translate("This chart"), _paragraph(separated(files, " · ")))]
    if tables:
        items.append(
            _item(context.translate("All values of the tables behind it"), _paragraph(separated(tables, " · ")))
        )
    items.append(_item(context.translate("In words"), words))
    for table in result.sources:
        items.append(
            _item(
                f"{context.translate('Source')}: {context.label(f'source-{table}')}", *_source(context, table, result)
            )
        )
    items.append(_item(context.translate("How computed"), _paragraph([cell_link(context, result)])))
    items.append(_item(context.translate("How to cite"), _paragraph([nodes.Text(source_citation(context, caption))])))
    return nodes.definition_list("", *items, classes=["press-about"])


def source_citation(context: EditionContext, caption: str) -> str:
    """Return how to cite a chart: its caption, the book, "electronic edition", and the site's address where it is known."""
    site = context.settings.base_url
    parts = [caption.rstrip(" ."), f"{context.edition.title} ({context.translate('electronic edition')})", site]
    return ". ".join(part for part in parts if part) + ("" if site else ".")


def works_behind(context: EditionContext, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Where its rows name claims, only the works of those claims that ``result`` draws are returned, if it names any.
    """
    described = context.sources.describe(table)
    named = {context.statements[claim].citation for claim in result.claims}
    if not named or all(field.name != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]


def _source(context: EditionContext, table: str, result: Result) -> list[nodes.paragraph]:
    """Return a paragraph with the works cited for a table, and one each for producer, vintage and licence."""
    resource: dict[str, Any] = context.sources.package.resource(table)
    works = [[pending_citation("", key=key)] for key in works_behind(context, table, result)]
    parts = [separated(works, "; ")] if works else []
    parts += [_fact(context, table, key, str(resource[key])) for key in _FACTS if resource.get(key)]
    licence = context.translate(context.sources.describe(table).licence)
    parts.append([nodes.Text(f"{context.translate('Licence')}: {licence}")])
    return [_paragraph(content) for content in parts]


def _fact(context: EditionContext, table: str, key: str, value: str) -> list[nodes.Node]:
    """Return a property of the descriptor, labelled by the vocabulary (``producer-<table>``) or in English as it is."""
    head, code = nodes.Text(f"{context.translate(_FACTS[key])}: "), f"{key}-{table}"
    if context.vocabulary.has(code):
        return [head, nodes.Text(context.label(code))]
    return [head, nodes.inline("", value, classes=[f"{LANGUAGE_CLASS}{ENGLISH.tag}"], support_smartquotes=False)]


def _paragraph(content: list[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)


def _item(term: str, *paragraphs: nodes.paragraph) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *paragraphs))
