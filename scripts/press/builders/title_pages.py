"""Fill the first two pages of the PDF: the lead and the emblem on the cover, signs and other editions in the imprint."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import start_of_file
from sphinx.application import Sphinx

from press.builders.lead import lead_text
from press.builders.title_card import emblem_figure
from press.builders.typst.assemble import split_uri
from press.core.formats import FORMATS, LANGUAGE_CLASS, PAGES, SUPPLEMENT
from press.directives.components import remark, remark_inline
from press.edition.context import EditionContext, get_context


def setup_title_pages(app: Sphinx) -> None:
    """Load the PDF builder, and connect listeners to its events ``typst-cover`` and ``typst-imprint``."""
    app.setup_extension("press.typst")
    app.connect("typst-cover", _cover)
    app.connect("typst-imprint", _facts)


def _cover(app: Sphinx, book: nodes.Element) -> list[nodes.Element]:
    lead, emblem = lead_text(book), emblem_figure(app)
    return [*([nodes.paragraph("", lead)] if lead else []), *([emblem] if emblem else [])]


def _facts(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Return the fields on signs used in ``book``, links from numbers to sources and remarks, and on other editions.

    Numbers lead to the list of numbers, which may be another PDF, and then to the site if its address is known.
    """
    context = get_context(app)
    signs = []
    own = {file["docname"] for file in book.findall(start_of_file)}
    numbers = [link for link in book.findall(nodes.reference) if "press-number" in link["classes"]]
    if any(context.settings.base_url or split_uri(link["refuri"])[0] in own for link in numbers):
        signs.append(context.translate("Numbers underlined with dots lead to their source."))
    if any(isinstance(node, remark | remark_inline) for node in book.findall()):
        words = context.translate("Remarks by the editors have a line beside them, or begin with the word “%s”.")
        signs.append(words % context.translate("Editors"))
    told = [fact(context.translate("Signs"), nodes.paragraph("", " ".join(signs)))] if signs else []
    return [*told, *other_editions(context, app.builder.name if app.builder else "")]


def fact(name: str, *body: nodes.Element) -> nodes.field:
    """Return a field of the imprint with this ``name`` and ``body``."""
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", *body))


def other_editions(context: EditionContext, own: str) -> list[nodes.field]:
    """Return fields that list the editions in other languages, and the formats other than the builder's ``own``."""
    titles = []
    for edition in context.settings.editions:
        if edition.language != context.language:
            classes = [f"{LANGUAGE_CLASS}{edition.language}"]
            words = nodes.inline("", f"{edition.name}: {edition.title}", classes=classes)
            titles.append(nodes.paragraph("", "", words))
    others = {name: known.kind for name, known in FORMATS.items() if name != own}
    kinds = [context.translate("web pages") if name == PAGES else kind for name, kind in others.items()]
    kinds += [context.translate(SUPPLEMENT.offer)] if context.settings.has_supplement else []
    facts = [fact(context.translate("Other languages"), *titles)] if titles else []
    return [*facts, fact(context.translate("Other formats"), nodes.paragraph("", ", ".join(kinds)))] if kinds else facts
