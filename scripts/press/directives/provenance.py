"""Say where a number is from, on its card: a page of the site for each claim and each published number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import docname_join

from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.data.claims import CLAIMS
from press.data.validation import TableDescription
from press.directives.components import closing
from press.directives.link_nodes import CARDS, ancestors, page_card, pending_citation, pending_link
from press.directives.number import card_page, code_of, find_quantity, quantity, spelled_number
from press.directives.table_nodes import separated
from press.edition.chapters import contents, edition_docname
from press.edition.context import EditionContext, PerDocument, get_context, warn
from press.language.quantities import scale_word, spell
from press.language.units import unit_of
from press.notebooks.results import NUMBER, Result

# A property of a number: its label, and its value as inline nodes.
Fact = tuple[str, list[nodes.Node]]

# The numbers that a document shows, each with the id of its section.
_SHOWN_NUMBERS = PerDocument[list[tuple[str, str]]]("shown_numbers")


def setup_provenance(app: Sphinx) -> None:
    """Register the cards of numbers."""
    app.add_node(bare_words, html=(closing(""), closing("")))
    app.add_event(CARDS)
    app.connect(CARDS, add_number_cards, priority=1)
    app.connect("doctree-read", _note_shown)
    _SHOWN_NUMBERS.setup(app)


class bare_words(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Inline content of a card, rendered without an element of its own."""


def origin_of(context: EditionContext, name: str) -> tuple[str, list[Fact]]:
    """Return title and facts of the provenance of the claim or result called ``name``; PressError where it is missing.

    The title is the name where the vocabulary has no label, which a check reports.
    """
    translate, facts = context.translate, list[Fact]()
    word = partial(context.vocabulary.label_if_known, language=context.language)

    def tell(label: str, *content: nodes.Node) -> None:
        facts.append((label, [*content]))

    number = find_quantity(context, name)
    scale = translate(number.scale) if number.scale and scale_word(number.scale, context.language) else ""
    unit = context.vocabulary.unit(number.unit, context.language) if unit_of(number.unit).is_measured else ""
    if unit := " ".join(filter(None, [scale, unit])):
        tell(translate("Unit"), nodes.Text(unit))
    source, _, key = name.partition("/")
    if source == CLAIMS:
        claim = context.claims[key]
        if claim.quotation:
            lines = printed_lines(context, claim.lines)
            words = quoted(context, claim.quotation, claim.language)
            tell(translate("As printed"), *words, nodes.Text(f", {lines}" if lines else ""))
        cited, nothing = pending_citation("", key=claim.citation), nodes.Text(translate("none given"))
        tell(translate("Source cited"), cited if claim.citation else nothing)
        tell(translate("Table"), download(context, context.sources.describe(CLAIMS)))
    else:
        result = context.results.find(name, NUMBER)
        if how := word(f"how.{source}.{key}"):
            tell(translate("How computed"), nodes.Text(how))
        tell(translate("Notebook"), cell_link(context, result))
        if number.is_rounded:
            exact = spell(replace(number, value=number.exact), context.language)
            tell(translate("Before rounding"), nodes.Text(exact))
        is_read = not how and not number.is_rounded and len(result.sources) == 1
        for table in map(context.sources.describe, result.sources):
            label = nodes.Text(f" — {context.label(f'source-{table.name}')}")
            works = separated([[pending_citation("", key=key)] for key in table.citation], "; ")
            cited_works = [nodes.Text(" ("), *works, nodes.Text(")")] if works else []
            tell(translate("Read from" if is_read else "Computed from"), download(context, table), label, *cited_works)
    return word(code_of(name)) or name, facts


def printed_lines(context: EditionContext, lines: str) -> str:
    """Return ``lines`` of a source (``483-485``) in words: "line 483", "lines 483–485"; empty if unknown."""
    pattern = "line {lines}" if lines.isdigit() else "lines {lines}"
    return context.translate(pattern).format(lines=lines.replace("-", "–")) if lines else ""


def quoted(context: EditionContext, words: str, language: str) -> list[nodes.Node]:
    """Return ``words`` of a source between the quotation marks of the edition.

    Their ``language`` is empty for the first one of the book. In another language their meaning follows, if the
    vocabulary has it (``quoted.WORDS``).
    """
    opening, closing = context.translate("“{quotation}”").split("{quotation}")
    meaning = context.vocabulary.label_if_known(f"quoted.{words}", context.language)
    classes = [f"{LANGUAGE_CLASS}{language or context.settings.languages[0]}"]
    quotation = nodes.inline("", words, classes=classes, support_smartquotes=False)
    after = f"{closing} ({opening}{meaning}{closing})" if meaning not in ("", words) else closing
    return [nodes.Text(opening), quotation, nodes.Text(after)]


def cell_link(context: EditionContext, result: Result) -> pending_link:
    """Return a link to the cell that published ``result``, on the page of its notebook."""
    after = context.translate(", cell {cell}").format(cell=result.cell)
    docname = f"{context.settings.book}/notebooks/{result.notebook}"
    return pending_link("", docname=docname, fragment=f"cell-{result.cell}", after=after)


def download(context: EditionContext, table: TableDescription) -> addnodes.download_reference:
    """Return a download reference to the file of a table."""
    path = f"/{table.path.relative_to(context.settings.root).as_posix()}"
    reference = addnodes.download_reference("", "", refdoc="", reftarget=path, refdomain="")
    reference += nodes.literal("", table.path.name)
    return reference


def works_behind(context: EditionContext, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Where its rows name claims, only the works of those claims that ``result`` draws are returned, if it names any.
    """
    described = context.sources.describe(table)
    named = {context.claims[claim].citation for claim in result.claims}
    if not named or all(field["name"] != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]


def told_elsewhere(original: nodes.Element, docname: str) -> nodes.Element:
    """Return a copy of a part of another document for a card in ``docname``, with numbers as plain text."""
    copy = original.deepcopy()
    for number in list(copy.findall(quantity)):
        number.parent.replace(number, nodes.Text(number.astext()))
    for node in copy.findall(nodes.Element):
        # Ids must stay unique: links lead to the original.
        node["ids"] = []
        if isinstance(node, addnodes.pending_xref):
            if node.get("reftype") == "doc":
                node["reftarget"] = f"/{docname_join(node['refdoc'], node['reftarget'])}"
            node["refdoc"] = docname
    return copy


def facts_list(facts: Iterable[Fact]) -> nodes.definition_list:
    """Return ``facts`` as a definition list with as few HTML elements as possible."""
    items = nodes.definition_list()
    for label, content in facts:
        term = nodes.term(label, label)
        items += nodes.definition_list_item("", term, nodes.definition("", bare_words("", "", *content)))
    for code in list(items.findall(nodes.literal)):
        code.replace_self(nodes.raw("", f"<code>{escape(code.astext())}</code>", format="html"))
    return items


def add_number_cards(app: Sphinx, document: nodes.document) -> None:
    """Append a card for each claim and each published number, shown or not, so that all editions have the same."""
    context, places = get_context(app), dict[str, dict[str, str]]()
    for entry in contents(context.settings):
        docname = edition_docname(entry, context.settings, context.language)
        for name, section in _SHOWN_NUMBERS.of(app.env).get(docname, []):
            places.setdefault(name, {}).setdefault(docname, section)
    names = [f"{CLAIMS}/{key}" for key in context.claims]
    names += [f"{result.notebook}/{result.key}" for result in context.results if result.kind == NUMBER.name]
    for name in names:
        try:
            title, facts = origin_of(context, name)
        except PressError as error:
            warn(error, None, NUMBER.name)
            continue
        number, spelled = find_quantity(context, name), spelled_number(context, name)
        value = f'<data value="{escape(number.value)}">{escape(spelled)}</data>'
        document += page_card(
            "",
            nodes.paragraph("", "", nodes.raw("", value, format="html"), classes=["press-card-value"]),
            facts_list(facts),
            key=card_page(name),
            label=f"{spelled} · {title}",
            heading=escape(title),
            places=list(places.get(name, {}).items()),
        )


def _note_shown(app: Sphinx, doctree: nodes.document) -> None:
    """Store the names of the numbers that a document shows, those of a footnote where the text refers to it."""
    kinds, shown = (quantity, nodes.footnote_reference), list[tuple[str, str]]()
    for met in [node for node in doctree.findall(nodes.Element) if isinstance(node, kinds)]:
        place = next((node["ids"][0] for node in ancestors(met) if isinstance(node, nodes.section)), "")
        shown += [(each["name"], place) for each in doctree.ids.get(met.get("refid"), met).findall(quantity)]
    _SHOWN_NUMBERS.of(app.env)[app.env.docname] = shown
