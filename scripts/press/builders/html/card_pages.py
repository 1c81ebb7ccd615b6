"""Write a page for each card of an edition: what a number is and where it is from, what a verdict is and why.

They need no script; ``press-cards.js`` fetches the one that a link leads to and shows its ``<main>`` in place. All are rendered as one
document, by the translator of pages, when all documents are read; not where they are as they were, and not all pages are to be written.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from docutils.utils import new_document
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment.collectors.asset import DownloadFileCollector
from sphinx.util.osutil import relative_uri

from press.builders.html.assets import bundled, icon_name
from press.builders.html.head import NO_INDEX, hreflang_tags, meta_elements, page_address, picture_tags, siblings
from press.core.digests import read_stamp, write_stamp
from press.core.files import short_hash, write_changed
from press.core.formats import PAGES
from press.directives.link_nodes import CARDS, address_from, page_card, way_up
from press.edition.context import get_context

# The folders of the pages of cards: figures and statements of the source, and results of notebooks.
CARD_FOLDERS = ("figure", "number")
# The document of all cards, by whose name links are written: it is in a folder, as each page of a card is, and in none of theirs.
_ALL = "card/all"
# What the pages were last made from, a file that is not published.
_STAMP = ".buildinfo.cards"


def write_card_pages(builder: StandaloneHTMLBuilder, *, only_changed: bool) -> set[Path]:
    """Write the pages of cards, but those that are as they were, and return the paths of all.

    With ``only_changed`` what they show of documents, their titles and labels, is as it was.
    """
    app, env, context = builder.app, builder.env, get_context(builder.app)
    document = new_document(_ALL, env.get_doctree(env.config.root_doc).settings)
    env.dlfiles.purge_doc(_ALL)
    app.emit(CARDS, document)
    env.prepare_settings(_ALL)
    DownloadFileCollector().process_doc(app, document)
    # Pages that are gone, and those that a run has left which was ended, are none that were written.
    paths = {card["key"]: Path(builder.get_outfilename(card["key"])) for card in document.findall(page_card)}
    stamp, inputs = Path(builder.outdir, _STAMP), {"cards": short_hash(document.pformat().encode())}
    if only_changed and read_stamp(stamp) == inputs and all(map(Path.is_file, paths.values())):
        return {*paths.values()}
    stamp.unlink(missing_ok=True)
    env.apply_post_transforms(document, _ALL)
    document.settings = builder.docsettings
    builder.secnumbers, builder.fignumbers, builder.current_docname = {}, {}, _ALL
    builder.dlpath = relative_uri(builder.get_target_uri(_ALL), "_downloads")
    document.walkabout(builder.create_translator(document, builder))
    shared, assets, icon = way_up(builder, _ALL) + builder.config.press_shared, bundled(), icon_name(context.settings)
    frame = {
        "language": context.language,
        "icon": f"{shared}/{icon}" if icon else "",
        "sheet": f"{shared}/{assets.card_sheet}",
        "mode": f"{shared}/{assets.mode}",
        "book": context.edition.title,
        "home": builder.get_relative_uri(_ALL, env.config.root_doc),
        "translate": context.translate,
    }
    for card in document.findall(page_card):
        places = [(address_from(builder, _ALL, *place), env.titles[place[0]].astext()) for place in card["places"]]
        values = {
            "title": card["label"],
            "heading": card["heading"],
            "card": card["html"],
            "places": places,
            "languages": siblings(context, card["key"], builder.config.press_siblings, builder),
            "head": list(_head(builder, card)),
        }
        write_changed(paths[card["key"]], builder.templates.render("card.html", frame | values).encode())
    write_stamp(stamp, inputs)
    return {*paths.values()}


def _head(builder: StandaloneHTMLBuilder, card: page_card) -> Iterator[str]:
    """Yield the address and the translations of a page that search engines may show; else that they may not."""
    settings, language = get_context(builder.app).settings, builder.config.language
    if not card.get("is_found"):
        yield NO_INDEX
    elif settings.base_url and builder.name == PAGES:
        if picture := card.get("picture"):
            label = card["label"]
            tags = [("og:title", label), *picture_tags(settings, f"{language}/{picture}", label)]
            yield from meta_elements(tags)
        yield f'<link rel="canonical" href="{escape(page_address(settings, language, card["key"]))}">'
        yield from hreflang_tags(settings, card["key"], builder.config.press_siblings)
