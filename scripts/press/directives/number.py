"""Define the role ``{number}``, a number in a sentence, and tell where it is from, on a card, which is a page of the site.

A number is taken from a claim or from the result of a notebook. In a PDF and an EPUB it leads to its page on the site, and is plain text where
the address of the site is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.asset import DownloadFileCollector
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx.util.docutils import SphinxRole

from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.text import near_names
from press.data.claims import CLAIMS
from press.data.validation import TableDescription
from press.directives.components import TYPED, Visitor, closing
from press.directives.link_nodes import CARDS, ancestors, may_open, page_card, page_link, pending_citation, pending_link
from press.directives.table_nodes import separated
from press.edition.chapters import contents, edition_docname
from press.edition.context import EditionContext, PerDocument, format_of, get_context, warn
from press.edition.interface import begins_sentence
from press.language.number_phrases import named_phrase, number_phrase
from press.language.quantities import Quantity, scale_word, spell
from press.language.registry import profile_of
from press.language.units import unit_of
from press.notebooks.results import NUMBER, Result

_DIGITS = re.compile("[0-9]{1,2}")
# The options that follow the name in the role.
OPTIONS = ("part", "form", "digits", "approx", "noun", "case", "gender")
# Node attribute: the number stands in running text and may begin a sentence.
IN_SENTENCE = "in_sentence"
# The numbers that a document shows, each with the id of the section that it stands in.
_SHOWN = PerDocument[list[tuple[str, str]]]("shown_numbers")


def setup_numbers(app: Sphinx) -> None:
    """Register the role and the cards of numbers."""
    app.add_role(NUMBER.name, NumberRole())
    app.add_transform(BeginSentences)
    # A number that is no link has a tag of its own.
    app.add_node(
        quantity, override=True, html=(_unless_linked('<span class="press-number">'), _unless_linked("</span>"))
    )
    app.add_node(bare_words, html=(closing(""), closing("")))
    app.add_event(CARDS)
    app.connect(CARDS, add_number_cards, priority=1)
    app.add_post_transform(OfferFiles)
    app.add_post_transform(LinkNumbers)
    app.connect("doctree-read", _note_shown)
    _SHOWN.setup(app)


class quantity(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A number in a sentence; ``name`` is that of its claim or result, ``spoken`` the accessible name of its link, if the number is not enough."""


class NumberRole(SphinxRole):
    """Print a number in a sentence as the language of the edition writes it, with a link to where it is from.

    The text is ``claims/<id>`` or ``<notebook>/<key>``, then options such as ``approx=about``.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number in the language of the edition; nothing, after a warning, where there is no such number."""
        context = get_context(self.env.app)
        try:
            name, options = parse_number(self.text)
            node = number_node(context, name, **options)
            node[IN_SENTENCE], node[TYPED] = True, f"{self.name} {self.text}"
            return [node], []
        except PressError as error:
            warn(error, self.get_location(), NUMBER.name)
            return [], []


class BeginSentences(SphinxTransform):
    """Capitalise numbers in words at the beginning of a sentence: Three, Более 60 %."""

    # Before typography (860).
    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Write each such number of the document with a capital."""
        begin_sentences(self.document, get_context(self.app).language)


def begin_sentences(document: nodes.Element, language: str) -> None:
    """Write each number of the role that begins a sentence of ``document`` with a word with a capital letter."""
    for node in document.findall(quantity):
        text = node.astext()
        if node.get(IN_SENTENCE) and text[:1].islower() and begins_sentence(node, profile_of(language).referring):
            node[:] = [nodes.Text(text[:1].upper() + text[1:])]


def number_node(context: EditionContext, name: str, **options: Any) -> quantity:
    """Return the number called ``name`` as a node that links to its provenance; ``options`` are those of `number_phrase`."""
    text = named_phrase(name, find_quantity(context, name), context.language, context.sources.nouns, **options)
    return quantity(text, text, name=name, classes=["press-number"])


def parse_number(text: str) -> tuple[str, dict[str, Any]]:
    """Parse ``"claims/x part=year digits=1"`` into a name and keyword arguments of `number_phrase`."""
    name, *words = text.split() or [""]
    options: dict[str, Any] = {}
    for word in words:
        key, _, value = word.partition("=")
        if key not in OPTIONS or not value or (key == "digits" and not _DIGITS.fullmatch(value)):
            remedy = (
                "use part=year, form=plain, form=words, digits=N, approx=about, noun=CODE, case=NAME or gender=NAME"
            )
            raise PressError(f"'{word}' is no option of a number", remedy=remedy)
        options[key] = int(value) if key == "digits" else value
    return name, options


def find_quantity(context: EditionContext, name: str) -> Quantity:
    """Return the quantity of the claim or published number called ``name``; PressError where there is none."""
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        found = context.results.find(name, NUMBER).quantity
        assert found is not None, "a number always has a quantity"
        return found
    if key not in context.claims:
        near = near_names(key, context.claims)
        remedy = f"use an id of the claims table, such as {near}" if near else "the book has no table of claims"
        raise PressError(f"there is no claim '{key}'", remedy=remedy)
    return context.claims[key].quantity


def spelled_number(context: EditionContext, name: str) -> str:
    """Return the number called ``name`` with unit, and the hedge with which the source states it, as in a table: ``more than 1.5 million``."""
    number, (origin, _, key) = find_quantity(context, name), name.partition("/")
    hedge = context.claims[key].hedge if origin == CLAIMS else ""
    return number_phrase(number, context.language, context.sources.nouns, approx=hedge)


# A property of a number: its label, and its value as inline nodes.
Fact = tuple[str, list[nodes.Node]]


def code_of(name: str) -> str:
    """Return the code under which the vocabulary says what the number called ``name`` is."""
    origin, _, key = name.partition("/")
    return f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"


def origin_of(context: EditionContext, name: str) -> tuple[str, list[Fact]]:
    """Return title and facts of the provenance of the claim or result called ``name``; PressError where it does not exist.

    Its title is its name where the vocabulary does not say what it is, of which a check tells.
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
    """Return ``lines`` of a source (``483-485``) in words: "line 483", "lines 483–485"; empty where they are unknown."""
    pattern = "line {lines}" if lines.isdigit() else "lines {lines}"
    return context.translate(pattern).format(lines=lines.replace("-", "–")) if lines else ""


def quoted(context: EditionContext, words: str, language: str) -> list[nodes.Node]:
    """Return ``words`` of a source in their ``language`` (empty for the default one), between the quotation marks of the edition; in another language with what the vocabulary says they mean (``quoted.WORDS``)."""
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


class bare_words(nodes.Inline, nodes.TextElement):  # noqa: N801
    """Inline content of a card, rendered without an element of its own."""


def card_page(name: str) -> str:
    """Return the name of the page of the number ``name``: a figure of the source by its id alone, a result by its notebook and its key."""
    origin, _, key = name.partition("/")
    return f"figure/{key}" if origin == CLAIMS else f"number/{origin}.{key}"


def add_number_cards(app: Sphinx, document: nodes.document) -> None:
    """Append a card for each claim and each number that a notebook has published, shown or not, so that all editions have the same."""
    context, places = get_context(app), dict[str, dict[str, str]]()
    for docname, name, section in _shown_in_order(app.env):
        places.setdefault(name, {}).setdefault(docname, section)
    names = [f"{CLAIMS}/{key}" for key in context.claims]
    names += [f"{result.notebook}/{result.key}" for result in context.results if result.kind == NUMBER.name]
    for name in names:
        try:
            title, facts = origin_of(context, name)
        except PressError as error:
            warn(error, None, NUMBER.name)
            continue
        document += page_card(
            "",
            nodes.paragraph("", "", value_element(context, name), classes=["press-card-value"]),
            facts_list(facts),
            key=card_page(name),
            label=f"{spelled_number(context, name)} · {title}",
            heading=escape(title),
            places=list(places.get(name, {}).items()),
        )


def value_element(context: EditionContext, name: str) -> nodes.raw:
    """Return the number ``name`` as it is spelled, with its value as data, for a card."""
    value = escape(find_quantity(context, name).value)
    return nodes.raw("", f'<data value="{value}">{escape(spelled_number(context, name))}</data>', format="html")


def told_elsewhere(told: nodes.Element, docname: str) -> nodes.Element:
    """Return a copy of what another document tells for a card in ``docname``, with numbers as plain text."""
    copy = told.deepcopy()
    for number in list(copy.findall(quantity)):
        number.parent.replace(number, nodes.Text(number.astext()))
    for node in copy.findall(nodes.Element):
        # Ids must stay unique: the targets of links are where it is told.
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


class LinkNumbers(SphinxPostTransform):
    """Make each number a link to its page, elsewhere than on the site if the address of the site is known."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        """Replace the numbers."""
        context, builder, here = get_context(self.app), self.app.builder, self.env.docname
        base = context.settings.base_url.rstrip("/")
        for number in list(self.document.findall(quantity)):
            name = number["name"]
            if not may_open(number):
                continue
            if not format_of(builder).is_site:
                if base:
                    away = f"{base}/{context.language}/{card_page(name)}.html"
                    link = nodes.reference("", "", *number.children, refuri=away, internal=False)
                    link["classes"] = number["classes"]
                    number.replace_self(link)
                continue
            href = builder.get_relative_uri(here, card_page(name))
            named = {"href": href, "classes": number["classes"], "label": number.get("spoken", "")}
            number.replace_self(page_link("", "", number.deepcopy(), **named))


def _unless_linked(tag: str) -> Visitor:
    def append(translator: Any, node: quantity) -> None:
        if not isinstance(node.parent, page_link):
            translator.body.append(tag)

    return append


def _note_shown(app: Sphinx, doctree: nodes.document) -> None:
    """Store the names of the numbers that a document shows, those of a footnote where the text refers to it."""
    kinds, shown = (quantity, nodes.footnote_reference), list[tuple[str, str]]()
    for met in [node for node in doctree.findall(nodes.Element) if isinstance(node, kinds)]:
        place = next((node["ids"][0] for node in ancestors(met) if isinstance(node, nodes.section)), "")
        shown += [(each["name"], place) for each in doctree.ids.get(met.get("refid"), met).findall(quantity)]
    _SHOWN.of(app.env)[app.env.docname] = shown


def _shown_in_order(env: BuildEnvironment) -> Iterator[tuple[str, str, str]]:
    """Yield document, name and section of each number as often as it is shown, in the order of contents and text."""
    context = get_context(env.app)
    for entry in contents(context.settings):
        docname = edition_docname(entry, context.settings, context.language)
        yield from ((docname, *shown) for shown in _SHOWN.of(env).get(docname, []))


class OfferFiles(SphinxPostTransform):
    """Offer the files that cards lead to, as Sphinx does with those of a document that it reads."""

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Note the files."""
        DownloadFileCollector().process_doc(self.app, self.document)
