"""Say where a number is from, on its card: a page of the site for each claim and each published number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util import docname_join

from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.data.claims import CLAIMS, Claim
from press.data.validation import TableDescription
from press.directives.components import closing
from press.directives.link_nodes import CARDS, ancestors, page_card, pending_citation, pending_link
from press.directives.number import card_page, code_of, find_quantity, quantity, spelled_number
from press.directives.origin_nodes import input_nodes, origin_nodes, origins_of, rows_with_pages
from press.directives.table_nodes import separated
from press.edition.chapters import contents, edition_docname
from press.edition.context import EditionContext, PerDocument, get_context, warn
from press.language.quantities import Quantity, scale_word, spell
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
    title = context.vocabulary.label_if_known(code_of(name), context.language) or name
    number, (source, _, key) = find_quantity(context, name), name.partition("/")
    facts = _unit_facts(context, number)
    if source == CLAIMS:
        return title, facts + _claim_facts(context, context.claims[key])
    return title, facts + _result_facts(context, context.results.find(name, NUMBER), number)


def _unit_facts(context: EditionContext, number: Quantity) -> list[Fact]:
    has_scale_word = number.scale and scale_word(number.scale, context.language)
    scale = context.translate(number.scale) if has_scale_word else ""
    is_measured = unit_of(number.unit).is_measured
    unit = context.vocabulary.unit(number.unit, context.language) if is_measured else ""
    words = " ".join(filter(None, [scale, unit]))
    return [(context.translate("Unit"), [nodes.Text(words)])] if words else []


def _claim_facts(context: EditionContext, claim: Claim) -> list[Fact]:
    """Return where the source states ``claim``, and what it cites for it."""
    translate, facts = context.translate, list[Fact]()
    if claim.quotation:
        lines = printed_lines(context, claim.lines)
        words = quoted(context, claim.quotation, claim.language)
        facts.append((translate("As printed"), [*words, nodes.Text(f", {lines}" if lines else "")]))
    cited = pending_citation("", key=claim.citation) if claim.citation else nodes.Text(translate("none given"))
    facts.append((translate("Source cited"), [cited]))
    facts.append((translate("Table"), [download(context, context.sources.describe(CLAIMS))]))
    return facts


def _result_facts(context: EditionContext, result: Result, number: Quantity) -> list[Fact]:
    """Return how ``result`` came about: what it was read or computed from, and who says that where."""
    translate, facts = context.translate, list[Fact]()
    how = context.vocabulary.label_if_known(f"how.{result.notebook}.{result.key}", context.language)
    if origins := origins_of(context, result):
        facts.append((translate("Source"), origin_nodes(context, origins)))
    if how:
        facts.append((translate("How computed"), [nodes.Text(how)]))
    if more := more_exactly(number):
        facts.append((translate("More exactly"), [nodes.Text(spell(replace(number, value=more), context.language))]))
    if result.inputs:
        inputs = separated([input_nodes(context, name) for name in result.inputs], "; ")
        facts.append((translate("Numbers that went in"), inputs))
    named = {table for table, _ in rows_with_pages(context, result)}
    is_read = not how and not number.is_rounded and not result.inputs and len(result.sources) == 1
    for table in map(context.sources.describe, result.sources):
        # What says who said it, with the pages, says more than the words for the whole table.
        label = "" if table.name in named else f" — {context.label(f'source-{table.name}')}"
        works = separated([[pending_citation("", key=key)] for key in table.citation], "; ")
        cited_works = [nodes.Text(" ("), *works, nodes.Text(")")] if works else []
        content = [download(context, table), nodes.Text(label), *cited_works]
        facts.append((translate("Read from" if is_read else "Computed from"), content))
    facts.append((translate("Notebook"), [cell_link(context, result)]))
    return facts


def more_exactly(number: Quantity) -> str:
    """Return the value of ``number`` before it was rounded with four digits, or one more than are printed; empty where that adds nothing.

    All its digits are in the data.
    """
    if not number.is_rounded:
        return ""
    printed = [Decimal(end) for end in number.value.split("/")]
    shown = max(3, *(len(value.normalize().as_tuple().digits) for value in printed)) + 1
    ends = [Decimal(f"{Decimal(end):.{shown}g}") for end in number.exact.split("/")]
    return "" if ends == printed else "/".join(f"{end:f}" for end in ends)


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
    names += [result.name for result in context.results if result.kind == NUMBER.name and result.has_card]
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
