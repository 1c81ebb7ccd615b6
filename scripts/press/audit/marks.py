"""Show verdicts as marks: the role ``{verdict}``, a sign in running text, with words where they are needed; all figures in the order of the source as a strip, on the first page, in chapters and as emblem of the book.

Strips are drawn as SVG: the same forms on pages, covers and pictures, whatever typefaces there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import make_refnode

from press.audit.verdicts import (
    OF_PROBLEMS,
    OPEN,
    SIGNS,
    Verdict,
    audit_words,
    verdict_named,
    verdict_words,
    verdicts_of,
)
from press.builders.first_pages import Emblem, on_paper
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.claims import CLAIMS
from press.directives.components import EDITORS, TYPED, in_brief, lead
from press.directives.link_nodes import OPENER, address_from, page_link
from press.directives.number import quantity, spelled_number
from press.directives.table_nodes import unspoken
from press.directives.typesetting import BOUND
from press.edition.context import EditionContext, format_of, get_context
from press.language.quantities import spell_number

VERDICT, ALL_FIGURES = "verdict", "all-figures"
MARK = "press-verdict"
_ENDS_OF_SENTENCES = (".", "!", "?", "…", "")
# The style sheet of pages and EPUBs, from which the PDF has its colours.
STYLE_SHEET = press_path("audit/styles/first/verdicts.css")
_TINT = re.compile(r"\.(.+) \{ --verdict: (light-dark\(.+?\))")
# On the back of the cover the marks come before what is said of other signs and other editions.
_BEFORE_OTHER_FACTS = 400
_LOGGER = logging.getLogger(__name__)
# The side of a mark, and the distance from one to the next.
SIDE, PITCH = 20, 24
# So many stand in a row at most, so that 51 make three whole ones.
COLUMNS = 17
_PAPER, _FAINT = "light-dark(#ffffff, #15181c)", "light-dark(#d9d6d0, #383e47)"
# The signs, drawn from the top left corner of a mark.
_SIGNS = {
    "confirmed": "m5 8h10m-10 4h10",
    "adds-up": "m10 5v10m-5-5h10",
    "wrong-year": "m4.5 10h11m-4.5-4.5 4.5 4.5-4.5 4.5",
    "wrong-name": "m5 8.5c3-3.5 7 2 10-1m-10 5.500c3-3.500 7 2 10-1",
    "contradicts-article": "m5 8h10m-10 4h10m-2.500-7.500-5 11",
    "contradicts-record": "m6 6 8 8m0-8-8 8",
    "not-checked": "m7 7.500c0-4.500 6-4 6-.5 0 2.200-3 2.300-3 5m0 2v1",
}
_CLASS = "press-strip"


class mark(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A verdict, its ``code``, beside what it is on: its sign, which is not read aloud, and its words."""


def setup_marks(app: Sphinx) -> None:
    """Register the role and its node, which is an inline to every builder but that of the PDF."""
    app.add_role(VERDICT, VerdictRole())
    app.add_node(mark, typst=(_print, None))
    app.add_node(label_link)
    app.add_node(strip)
    app.add_directive(ALL_FIGURES, AllFiguresDirective)
    app.add_transform(AddStrips)
    app.add_post_transform(LinkToLabels)
    app.connect("typst-imprint", _tell_marks, priority=_BEFORE_OTHER_FACTS)


class label_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to what has the ``label``, which keeps the nodes in it as they are; ``is_sure`` where there has to be such a thing.

    ``name`` is its accessible name, if its text is not enough; ``in_text`` says that it is a mark of the role ``{verdict}``.
    """


class strip(nodes.container):  # noqa: N801
    """The marks of all figures that are counted, on the first page, or in a chapter with those of the others faint."""


class AllFiguresDirective(SphinxDirective):
    """Show all figures of the source with their verdicts here, and not below the lead of the first page. Neither argument nor content."""

    def run(self) -> list[nodes.Node]:
        """Return the place, which is filled once the document is read."""
        return [strip()]


class LinkToLabels(SphinxPostTransform):
    """Make links of ``label_link``, or leave what is in them alone: where nothing has the label, and in the place that has it."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the nodes, and tell below what the chapter says in brief what the signs in its sentences mean."""
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        context, builder = get_context(self.app), self.app.builder
        # Strips are for the site: a PDF and an EPUB have the emblem on their first pages.
        for drawn in list(self.document.findall(strip)) if not format_of(builder).is_site else ():
            drawn.parent.remove(drawn)
        in_sentences = set[str]()
        for link in list(self.document.findall(label_link)):
            docname, name = labels.get(link["label"], ("", ""))
            if not docname and link["is_sure"]:
                _LOGGER.warning(
                    "nothing has the label '%s'", link["label"], location=link, type="press", subtype=VERDICT
                )
            if not docname or (docname == self.env.docname and _stands_in(link, name)):
                link.replace_self(link.children)
                continue
            if link.get("in_text") and self.env.metadata[self.env.docname].get("voice") != EDITORS:
                in_sentences.add(_set_in_sentence(link))
            new: nodes.Element = make_refnode(builder, self.env.docname, docname, name, link.children)
            if link["name"] and builder.format == "html":
                opens = [OPENER] if format_of(builder).is_site else []
                new = page_link("", "", *link.children, label=link["name"])
                new["href"] = address_from(builder, self.env.docname, docname, name)
                new["classes"] += [f"{MARK}-link", *opens] if isinstance(link[0], mark) else []
            link.replace_self(new)
        for brief in list(self.document.findall(in_brief)) if in_sentences else ():
            head = audit_words(context)("A sign is our verdict on what stands before it")
            key = nodes.paragraph("", f"{head}: ", classes=[f"{MARK}-key", "press-source"])
            key += _listed(context, in_sentences)
            follows = brief.next_node(strip, descend=False, siblings=True)
            brief.parent.insert(brief.parent.index(follows or brief) + 1, key)


def place_in_sentence(link: nodes.Element) -> tuple[bool, bool]:
    """Return whether the mark in ``link`` stands apart from what it judges, by a space, and whether, but for other marks, its sentence ends there."""
    place = link.parent.index(link)
    before = "".join(node.astext() for node in link.parent[:place])
    others = (node for node in link.parent[place + 1 :] if not isinstance(node, label_link))
    after = "".join(node.astext() or "-" for node in others).lstrip()
    return before[-1:].isspace(), after[:1] in _ENDS_OF_SENTENCES


def _set_in_sentence(link: label_link) -> str:
    """Join the mark in ``link`` to what it judges, leave its sign alone where words do not belong, and return its verdict.

    Words belong to a problem, at the end of its sentence or where the mark stands apart.
    """
    (badge,) = link.children
    assert isinstance(badge, mark)
    is_apart, ends = place_in_sentence(link)
    if badge["code"] in SIGNS and not (badge["code"] in OF_PROBLEMS and (is_apart or ends)):
        del badge[1:]
    if not is_apart:
        link.parent.insert(link.parent.index(link), nodes.Text("\N{WORD JOINER}"))
    return str(badge["code"])


def _stands_in(node: nodes.Element | None, name: str) -> bool:
    """Return whether ``node`` is a part of what has the id ``name``."""
    while node is not None and not isinstance(node, nodes.document):
        if name in node["ids"] and not (isinstance(node, nodes.section) and isinstance(node.parent, nodes.document)):
            return True
        node = node.parent
    return False


class VerdictRole(SphinxRole):
    """Show the verdict on a figure, a statement or a problem by its sign, with a link to where it is explained.

    The text is ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``, or several of these that have one verdict. Written without
    a space before it, the sign keeps to what it judges. At the end of a sentence, before the full stop, a problem has words beside
    its sign; what is judged earlier in the sentence is named there once more, with a space before the role. In a chapter whose front
    matter says ``voice: editors`` all signs have words.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark, which leads to where the verdict is explained; nothing and a warning where there is no such verdict."""
        context = get_context(self.env.app)
        try:
            link = linked_mark(context, self.text)
            link["in_text"], link[TYPED] = True, f"{VERDICT} {self.text}"
            return [link], []
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=VERDICT)
            return [], []


def mark_of(context: EditionContext, code: str) -> mark:
    """Return the mark of the verdict ``code``."""
    words = verdict_words(context, code)
    badge = mark("", "", classes=[MARK, f"{MARK}-{code}"], code=code)
    if code in SIGNS:
        badge += [unspoken("", SIGNS[code], classes=[f"{MARK}-sign"]), nodes.Text("\N{NO-BREAK SPACE}")]
    badge += nodes.Text(words)
    return badge


@cache
def tints() -> dict[str, str]:
    """Return the colours of verdicts, on white and on black, by their class, as the style sheet of pages has them."""
    rules = _TINT.findall(STYLE_SHEET.read_text(encoding="utf-8"))
    return {name: tint for names, tint in rules for name in names.split(", .")}


def _print(translator: Any, node: mark) -> None:
    """Set the sign in a frame in print, and the words beside it."""
    tint = on_paper(next(tints()[name] for name in reversed(node["classes"]) if name in tints()))
    signs = [child for child in node.children if isinstance(child, unspoken)]
    sign = f"sign: [{translator.inline(signs[0].children)}], " if signs else ""
    words = translator.inline(child for child in node.children if child not in signs)
    translator.body.append(f'#mark({sign}fill: rgb("{tint}"))[{words}];')
    raise nodes.SkipNode


def _tell_marks(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Name the marks on the back of the cover, in the order of the table of verdicts, where ``book`` has any."""
    listed = _listed(get_context(app), {found["code"] for found in book.findall(mark)})
    words = audit_words(get_context(app))("Verdicts")
    body = nodes.field_body("", nodes.paragraph("", "", *listed))
    return [nodes.field("", nodes.field_name("", words), body)] if listed else []


def _listed(context: EditionContext, codes: Collection[str]) -> list[nodes.Node]:
    """Return the marks of ``codes`` in the order of the table of verdicts, each unbroken in its line."""
    marks = [mark_of(context, code) for code in verdicts_of(context).codes if code in codes]
    return [nodes.inline("", "", each, nodes.Text("\N{EM SPACE}"), classes=[BOUND]) for each in marks]


def paragraph(name: str, *content: nodes.Node | str) -> nodes.paragraph:
    """Return a paragraph of the class ``name``."""
    children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *children, classes=[name])


def link_to(label: str, content: nodes.Node, is_sure: bool = False, name: str = "") -> label_link:
    """Return a link to what has the ``label``; where nothing has, ``content`` stands alone, with a warning if it ``is_sure``."""
    return label_link("", "", content, label=label, is_sure=is_sure, name=name)


def linked_mark(context: EditionContext, text: str) -> label_link:
    """Return the mark of the verdict on what ``text`` names, with a link to where it is explained, in another place."""
    verdict, *others = verdicts = [verdict_named(context, name) for name in text.split() or [""]]
    if any(other.code != verdict.code for other in others):
        raise PressError(f"'{text}' has several verdicts", remedy="write a sign for each verdict")
    return link_to(verdict.label, mark_of(context, verdict.code), name=spoken(context, *verdicts))


def spoken(context: EditionContext, *verdicts: Verdict) -> str:
    """Return how ``verdicts`` that are the same are read aloud: what is judged, and how."""
    judged = "; ".join(
        spelled_number(context, f"{CLAIMS}/{verdict.id}") if verdict.table == CLAIMS else context.label(verdict.title)
        for verdict in verdicts
    )
    words = verdict_words(context, verdicts[0].code)
    return audit_words(context)("Our verdict on {judged}: {verdict}").format(judged=judged, verdict=words)


def svg_of(body: str, width: int = SIDE, height: int = SIDE) -> str:
    """Return elements as an SVG that is not read aloud."""
    return f'<svg viewBox="0 0 {width} {height}" aria-hidden="true">{body}</svg>'


def mark_svg(code: str) -> str:
    """Return the mark of the verdict ``code`` by itself."""
    return svg_of(_marks(code, [(0, 0)]))


def drawn_strip(codes: Sequence[str], lit: Collection[int] | None = None) -> tuple[str, int, int]:
    """Draw the marks of ``codes`` in rows, those in the places ``lit`` alone if that is given and the others faint.

    Return the elements, their width and their height.
    """
    rows = -(-len(codes) // COLUMNS)
    columns = -(-len(codes) // rows)
    corners = [(PITCH * (place % columns), PITCH * (place // columns)) for place in range(len(codes))]
    shown = range(len(codes)) if lit is None else lit
    faint = "".join(f"M{x} {y}{_square(0)}" for place, (x, y) in enumerate(corners) if place not in shown)
    body = f'<path fill="{_FAINT}" d="{faint}"/>' if faint else ""
    for code in dict.fromkeys(codes):
        body += _marks(code, [corners[place] for place in shown if codes[place] == code])
    return body, PITCH * columns - (PITCH - SIDE), PITCH * rows - (PITCH - SIDE)


def _marks(code: str, corners: Sequence[tuple[int, int]]) -> str:
    """Draw marks of one verdict: filled where a record has decided, a frame where it is open."""
    if not corners:
        return ""
    # The colours on light and dark pages.
    tint, is_open = tints().get(f"{MARK}-{code}", tints()[MARK]), code in OPEN
    squares = "".join(f"M{x} {y}{_square(0.75 if is_open else 0)}" for x, y in corners)
    signs = "".join(f"M{x} {y}{_SIGNS.get(code, '')}" for x, y in corners)
    drawn = f'fill="none" stroke="{tint}" stroke-width="1.5"' if is_open else f'fill="{tint}"'
    stroke = f'fill="none" stroke="{tint if is_open else _PAPER}" stroke-width="2"'
    return f'<g><path {drawn} d="{squares}"/><path {stroke} d="{signs}"/></g>'


def _square(inset: float) -> str:
    side = SIDE - 2 * inset
    return f"m{inset:g} {inset:g}h{side:g}v{side:g}h-{side:g}z"


def emblem(context: EditionContext) -> Emblem | None:
    """Return the strip as the emblem of the book, if the book has verdicts on figures."""
    codes = list(verdicts_of(context).counted.values())
    if not codes:
        return None
    parts = [(mark_svg(code), words) for code, words in _counts(context, codes)]
    return Emblem(*drawn_strip(codes), _all_figures(context), parts)


class AddStrips(SphinxTransform):
    """Put the strip in its place on the first page, else below the lead there, and below the opening of each chapter that has figures of its own."""

    # With the findings, before typography and the cards of numbers.
    default_priority = 210

    def apply(self, **kwargs: Any) -> None:
        """Insert the strip, if the document has one."""
        context, docname = get_context(self.app), self.env.docname
        is_first = docname == self.config.root_doc
        names = (node["name"].partition("/") for node in self.document.findall(quantity))
        shown = {key for table, _, key in names if table == CLAIMS}
        if not (is_first or shown):
            return
        counted = verdicts_of(context).counted
        note_dependency(DATA_TABLE, CLAIMS)
        chapter = f"{context.settings.book}/{context.language}/"
        own = [key for key in counted if f"{chapter}{context.claims[key].section}" == docname]
        if not counted or not (is_first or shown.intersection(own)):
            return
        content = _whole(context) if is_first else _chapter(context, own)
        if chosen := next(self.document.findall(strip), None):
            chosen.replace_self(content)
            return
        places = [*self.document.findall(lead if is_first else in_brief), *self.document.findall(nodes.title)]
        if places and places[0].parent is not None:
            places[0].parent.insert(places[0].parent.index(places[0]) + 1, content)


def _all_figures(context: EditionContext) -> str:
    """Return what all marks show."""
    all_of_them = spell_number(len(verdicts_of(context).counted), context.language)
    return audit_words(context)("All {all} figures, in the order of the article").format(all=all_of_them)


def _counts(context: EditionContext, codes: Iterable[str]) -> list[tuple[str, str]]:
    """Return the verdicts among ``codes`` in the order of the table of verdicts, and for each its words and how often it is there."""
    count = Counter(codes)
    return [
        (code, f"{verdict_words(context, code)}: {spell_number(count[code], context.language)}")
        for code in verdicts_of(context).codes
        if count[code]
    ]


def _whole(context: EditionContext) -> strip:
    """Return all marks as links, each with its figure and verdict as its name, a way past them, and how many there are of each."""
    verdicts, found, all_figures = verdicts_of(context), strip(classes=[_CLASS]), _all_figures(context)
    past = escape(audit_words(context)("Skip the figures"))
    found += _html(f'<a class="skip-link" href="#{_CLASS}-end" data-pagefind-ignore>{past}</a>')
    found += _html(f'<ol aria-label="{escape(all_figures)}">')
    for key, code in verdicts.counted.items():
        figure = f"{context.label(f'claim.{key}')}, {spelled_number(context, f'{CLAIMS}/{key}')}"
        name = f"{figure}: {verdict_words(context, code)}"
        found.extend([_html("<li>"), link_to(verdicts.by_id[key].label, _drawn(code), name=name), _html("</li>")])
    found += _html(f'</ol><span id="{_CLASS}-end"></span>')
    legend = nodes.paragraph(classes=[f"{MARK}-key", "press-source"])
    for code, words in _counts(context, verdicts.counted.values()):
        legend.extend([_drawn(code, words), nodes.Text(" ")])
    found += legend
    return found


def _drawn(code: str, words: str = "") -> mark:
    drawn = mark("", "", _html(mark_svg(code)), classes=[MARK, f"{MARK}-{code}"], code=code)
    drawn += [nodes.Text(f"\N{NO-BREAK SPACE}{words}")] if words else []
    return drawn


def _chapter(context: EditionContext, own: list[str]) -> strip:
    """Return the marks with those of the figures ``own`` lit, as one link to the first of these in the table of findings."""
    verdicts, language = verdicts_of(context), context.language
    words = audit_words(context)("In this chapter: {here} of the {all} figures")
    words = words.format(here=spell_number(len(own), language), all=spell_number(len(verdicts.counted), language))
    counts = "; ".join(words for _, words in _counts(context, [verdicts.counted[key] for key in own]))
    lit = [place for place, key in enumerate(verdicts.counted) if key in own]
    drawn = _html(svg_of(*drawn_strip(list(verdicts.counted.values()), lit)))
    content = nodes.inline("", "", drawn, nodes.Text(words))
    return strip("", link_to(verdicts.by_id[own[0]].label, content, name=f"{words}. {counts}"), classes=[_CLASS])


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


# For the registry of emblems.
EMBLEMS = {"audit": emblem}
