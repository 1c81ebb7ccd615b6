"""What stands behind a chart: tables, producers, vintages, licences; in short for a picture, in full for its last face."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from press.data.tables import UNKNOWN
from press.directives.links import cited_work, place
from press.directives.provenance import download
from press.edition.context import Press
from press.language.profiles.en import ENGLISH
from press.notebooks.results import Result

# What a descriptor may say of a table, and the words for it.
_FACTS = {"producer": "Producer", "vintage": "Version of the data"}


def source_lines(press: Press, result: Result) -> list[str]:
    """Source, licence and edition, a line each, to stand within a picture that leaves the site."""
    sources = dict.fromkeys(press.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(_licence(press, table) for table in result.sources)
    site = press.settings.base_url
    return [
        f"{press.word('Source')}: {'; '.join(sources)}",
        f"{press.word('Licence of the data')}: {'; '.join(licences)}",
        f"{press.edition.title}{f' · {site}' if site else ''}",
    ]


def about_chart(press: Press, result: Result, caption: str, words: nodes.paragraph) -> nodes.definition_list:
    """The last face of a chart: what it shows in words, sources, computation, how to cite."""
    items = [_item(press.word("In words"), words)]
    for table in result.sources:
        items.append(_item(f"{press.word('Source')}: {press.label(f'source-{table}')}", *_source(press, table, result)))
    items.append(_item(press.word("How computed"), _paragraph([_cell(press, result)])))
    items.append(_item(press.word("How to cite"), _paragraph([nodes.Text(citation(press, caption))])))
    return nodes.definition_list("", *items, classes=["press-about"])


def citation(press: Press, caption: str) -> str:
    """A chart, as it is cited: its caption, the book and what it is, the address where one is known."""
    site = press.settings.base_url
    parts = [caption.rstrip(" ."), f"{press.edition.title} ({press.word('electronic edition')})", site]
    return ". ".join(part for part in parts if part) + ("" if site else ".")


def works_behind(press: Press, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Of a table whose rows name statements these are the works of the statements that ``result`` draws, where it names them.
    """
    described = press.sources.describe(table)
    named = {press.statements[claim].citation for claim in result.claims}
    if not named or all(field.name != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]


def full_tables(press: Press, result: Result) -> list[nodes.Node]:
    """Links to the files of the tables behind a chart."""
    tables = [press.sources.describe(table) for table in result.sources]
    return [download(press, table) for table in tables]


def _licence(press: Press, table: str) -> str:
    licence = press.sources.describe(table).licence
    return press.word("unknown") if licence == UNKNOWN else licence


def _source(press: Press, table: str, result: Result) -> list[nodes.paragraph]:
    """Return the works cited for a table, and what its descriptor says of producer, vintage and licence."""
    resource: dict[str, Any] = press.sources.package.resource(table)
    works: list[nodes.Node] = []
    for key in works_behind(press, table, result):
        works += [nodes.Text("; "), cited_work("", key=key)] if works else [cited_work("", key=key)]
    parts = [works] if works else []
    parts += [_fact(press, table, key, str(resource[key])) for key in _FACTS if resource.get(key)]
    parts.append([nodes.Text(f"{press.word('Licence')}: {_licence(press, table)}")])
    return [_paragraph(content) for content in parts]


def _fact(press: Press, table: str, key: str, said: str) -> list[nodes.Node]:
    """What the descriptor says, in the vocabulary's words (``producer-<table>``) or in its own, which are English."""
    head, code = nodes.Text(f"{press.word(_FACTS[key])}: "), f"{key}-{table}"
    if press.vocabulary.has(code):
        return [head, nodes.Text(press.label(code))]
    return [head, nodes.inline("", said, classes=[f"language-{ENGLISH.tag}"], support_smartquotes=False)]


def _cell(press: Press, result: Result) -> place:
    docname = f"{press.settings.book}/notebooks/{result.notebook}"
    after = press.word(", cell {cell}").format(cell=result.cell)
    return place("", docname=docname, fragment=f"cell-{result.cell}", after=after)


def _paragraph(content: list[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content)


def _item(term: str, *paragraphs: nodes.paragraph) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *paragraphs))
