"""Show the marks of all figures in the order of the source: links on the first page, a picture in each chapter, the emblem of the book.

They are drawn as SVG: the same forms on pages, covers and pictures, whatever typefaces there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from functools import cache
from html import escape
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.audit.mark import MARK, link_to, mark, strip, tints
from press.audit.verdicts import OPEN, Verdicts, audit_words, finding_name, verdict_words, verdicts_of
from press.builders.title_card import Emblem
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.claims import CLAIMS
from press.directives.components import in_brief, lead
from press.directives.number import quantity, spelled_number
from press.edition.context import EditionContext, format_of, get_context
from press.language.quantities import spell_number

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
    tint, is_open = tint_of(code), code in OPEN
    squares = "".join(f"M{x} {y}{_square(0.75 if is_open else 0)}" for x, y in corners)
    signs = "".join(f"M{x} {y}{_SIGNS.get(code, '')}" for x, y in corners)
    drawn = f'fill="none" stroke="{tint}" stroke-width="1.5"' if is_open else f'fill="{tint}"'
    stroke = f'fill="none" stroke="{tint if is_open else _PAPER}" stroke-width="2"'
    return f'<g><path {drawn} d="{squares}"/><path {stroke} d="{signs}"/></g>'


def _square(inset: float) -> str:
    side = SIDE - 2 * inset
    return f"m{inset:g} {inset:g}h{side:g}v{side:g}h-{side:g}z"


@cache
def tint_of(code: str) -> str:
    """Return the colours of the verdict ``code`` on light and dark pages."""
    return tints().get(f"{MARK}-{code}", tints()[MARK])


def emblem(context: EditionContext) -> Emblem | None:
    """Return the strip as the emblem of the book, if the book has verdicts on figures."""
    codes = _codes(verdicts_of(context))
    if not codes:
        return None
    parts = [(mark_svg(code), words) for code, words in _counts(context, codes)]
    return Emblem(*drawn_strip(codes), _all_figures(context, codes), parts)


class AddStrips(SphinxTransform):
    """Put the strip below the lead of the first page, and below the opening of each chapter that has figures of its own."""

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
        verdicts = verdicts_of(context)
        note_dependency(DATA_TABLE, CLAIMS)
        chapter = f"{context.settings.book}/{context.language}/"
        own = [key for key in verdicts.counted if f"{chapter}{context.statements[key].section}" == docname]
        if not verdicts.counted or not (is_first or shown.intersection(own)):
            return
        places = [*self.document.findall(lead if is_first else in_brief), *self.document.findall(nodes.title)]
        if places and places[0].parent is not None:
            content = _whole(context, verdicts) if is_first else _chapter(context, verdicts, own)
            places[0].parent.insert(places[0].parent.index(places[0]) + 1, content)


class ShowStripsOnPages(SphinxPostTransform):
    """Leave the strips out of all but the site: a PDF and an EPUB have the emblem on their first pages."""

    # Before marks are listed and linked.
    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Remove the strips."""
        if not format_of(self.app.builder).is_site:
            for node in list(self.document.findall(strip)):
                node.parent.remove(node)


def _codes(verdicts: Verdicts) -> list[str]:
    return [verdicts.by_id[key].code for key in verdicts.counted]


def _all_figures(context: EditionContext, codes: list[str]) -> str:
    """Return what all marks show."""
    all_of_them = spell_number(len(codes), context.language)
    return audit_words(context)("All {all} figures, in the order of the article").format(all=all_of_them)


def _counts(context: EditionContext, codes: list[str]) -> list[tuple[str, str]]:
    """Return the verdicts among ``codes`` in the order of the table of verdicts, and for each its words and how often it is there."""
    count = Counter(codes)
    return [
        (code, f"{verdict_words(context, code)}: {spell_number(count[code], context.language)}")
        for code in verdicts_of(context).codes
        if count[code]
    ]


def _whole(context: EditionContext, verdicts: Verdicts) -> strip:
    """Return all marks as links, each with its figure and verdict as its name, a way past them, and how many there are of each."""
    codes, found = _codes(verdicts), strip(classes=[_CLASS])
    past = escape(audit_words(context)("Skip the figures"))
    found += _html(f'<a class="skip-link" href="#{_CLASS}-end" data-pagefind-ignore>{past}</a>')
    found += _html(f'<ol aria-label="{escape(_all_figures(context, codes))}">')
    for key, code in zip(verdicts.counted, codes, strict=True):
        figure = f"{context.label(f'claim.{key}')}, {spelled_number(context, f'{CLAIMS}/{key}')}"
        link = link_to(finding_name(key), _drawn(code), name=f"{figure}: {verdict_words(context, code)}")
        found.extend([_html("<li>"), link, _html("</li>")])
    found += _html(f'</ol><span id="{_CLASS}-end"></span>')
    title = nodes.inline("", f"{_all_figures(context, codes)}.")
    legend = nodes.paragraph("", "", title, classes=[f"{MARK}-key", "press-source"])
    for code, words in _counts(context, codes):
        legend.extend([nodes.Text(" "), _drawn(code, words)])
    found += legend
    return found


def _drawn(code: str, words: str = "") -> mark:
    drawn = mark("", "", _html(mark_svg(code)), classes=[MARK, f"{MARK}-{code}"], code=code)
    drawn += [nodes.Text(f"\N{NO-BREAK SPACE}{words}")] if words else []
    return drawn


def _chapter(context: EditionContext, verdicts: Verdicts, own: list[str]) -> strip:
    """Return the marks with those of the figures ``own`` lit, as one link to the first of these in the table of findings."""
    codes, language = _codes(verdicts), context.language
    words = audit_words(context)("In this chapter: {here} of the {all} figures")
    words = words.format(here=spell_number(len(own), language), all=spell_number(len(codes), language))
    counts = "; ".join(words for _, words in _counts(context, [verdicts.by_id[key].code for key in own]))
    lit = [place for place, key in enumerate(verdicts.counted) if key in own]
    content = nodes.inline("", "", _html(svg_of(*drawn_strip(codes, lit))), nodes.Text(words))
    return strip("", link_to(finding_name(own[0]), content, name=f"{words}. {counts}"), classes=[_CLASS])


def _html(text: str) -> nodes.raw:
    return nodes.raw("", text, format="html")


# For the registry of emblems.
EMBLEMS = {"audit": emblem}
