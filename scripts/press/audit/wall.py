"""Show all figures that are counted as the wall: numbers in the order of the source, each with its mark and the right value.

On the first page each is a link; the start page has the numbers alone, covers and pictures for networks a drawing of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.api import sphinx as api
from press.audit.figures import breaking, right_value, written_figure
from press.audit.kinds import KINDS, Kind, by_group
from press.audit.marks import INK, MARK, ink_of, link_to, mark, pen, raw_html
from press.audit.verdicts import verdicts_of
from press.audit.words import audit_words, group_words, verdict_in_sentence

ALL_FIGURES = "all-figures"
_CLASS = "press-wall"
_SAMPLE = "00"
# Sizes of drawings: width, that on upright sheets, two sizes of type, least space between numbers, height of a line.
_WIDE, _UPRIGHT, _SIZE, _SMALL, _GAP, _LINE = 800, 660, 22, 16, 18, 46


class Figure(NamedTuple):
    """A figure of the wall: its ``number`` as written, what it ``counts``, and a ``sign`` that joins it to the figure before it.

    ``right`` is the value that is right instead, ``spoken`` that value as it is read aloud; both are empty where there is none.
    """

    key: str
    kind: Kind
    number: str
    counts: str
    right: str
    spoken: str
    sign: str


class Count(NamedTuple):
    """How many figures of the wall are in a group of verdicts.

    ``note`` is what is to be known of that ``number``, or empty; ``kinds`` are the verdicts of the group that figures have, the
    commonest first.
    """

    words: str
    number: str
    note: str
    kinds: list[Kind]

    @property
    def text(self) -> str:
        """Return all of it in a line."""
        note = f" ({self.note})" if self.note else ""
        return f"{self.words}: {self.number}{note}"

    @property
    def samples(self) -> list[Kind]:
        """Return a verdict for each form of line that figures of the group have."""
        return list({kind.line: kind for kind in self.kinds}.values())


class wall(nodes.container):  # noqa: N801  docutils' nodes are written small
    """All figures that are counted, on the first page."""


def setup_wall(app: Sphinx) -> None:
    """Register the directive, its node and what fills it."""
    app.add_node(wall)
    app.add_directive(ALL_FIGURES, AllFiguresDirective)
    app.add_post_transform(FillWall)


class AllFiguresDirective(SphinxDirective):
    """Show all figures of the source with their verdicts. Neither argument nor content."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the wall; what it shows is no prose of the document."""
        verdicts_of(api.get_context(self.env.app))
        api.note_table(api.CLAIMS)
        return [wall()]


class FillWall(SphinxPostTransform):
    """Fill the wall on the site; take it from a PDF and an EPUB, which have the emblem on their first pages."""

    # Before links to labels (8).
    default_priority = 7

    def run(self, **kwargs: object) -> None:
        """Fill or remove it."""
        context = api.get_context(self.app)
        is_shown = api.format_of(self.app.builder).is_site and verdicts_of(context).counted
        for place in list(self.document.findall(wall)):
            place.replace_self([_wall(context, self.env.found_docs)] if is_shown else [])


def figures_of(context: api.EditionContext) -> list[Figure]:
    """Return the figures that are counted, in the order of the source."""
    signs = dict(_signs(context))
    return [figure_of(context, key, signs.get(key, "")) for key in verdicts_of(context).counted]


def figure_of(context: api.EditionContext, key: str, sign: str = "") -> Figure:
    """Return the figure ``key``, counted or not."""
    number, (right, spoken) = written_figure(context, key), right_value(context, key)
    counts = context.vocabulary.label_if_known(f"counts.{key}", context.language)
    return Figure(key, verdicts_of(context).by_id[key].kind, number, counts, right, spoken, sign)


def _signs(context: api.EditionContext) -> Iterator[tuple[str, str]]:
    """Yield the signs before figures that only add up, where the first of several in a row is the sum of the others."""
    counted, claims = verdicts_of(context).counted, context.claims
    for (code, _), group in groupby(counted, lambda key: (counted[key], claims[key].quantity.unit)):
        first, *others = list(group)
        total, *parts = (claims[key].quantity.value for key in (first, *others))
        is_sum = KINDS[code].is_sum and len(others) > 1 and all(map(str.isdecimal, (total, *parts)))
        if is_sum and int(total) == sum(map(int, parts)):
            yield from zip(others, "=" + "+" * len(others), strict=False)


def _all_figures(context: api.EditionContext) -> str:
    """Return what the wall shows."""
    all_of_them = api.spell_number(len(verdicts_of(context).counted), context.language)
    return audit_words(context)("All {all} figures, in the order of the article").format(all=all_of_them)


def _counts(context: api.EditionContext) -> list[Count]:
    """Return how many figures are in each group of verdicts that any are in."""
    counted, translate = Counter(verdicts_of(context).counted.values()), audit_words(context)
    counts = list[Count]()
    for group, kinds in by_group(counted).items():
        number = api.spell_number(sum(counted[kind.code] for kind in kinds), context.language)
        has_pairs = any(kind.is_conflict for kind in kinds)
        note = translate("among them pairs in which at most one is right") if has_pairs else ""
        common_first = sorted(kinds, key=lambda kind: -counted[kind.code])
        counts.append(Count(group_words(context, group), number, note, common_first))
    return counts


def _sums(context: api.EditionContext, counts: Sequence[Count]) -> Iterator[api.Sum]:
    """Yield how many figures there are, then the ``counts`` with the line that most figures of the group have."""
    total = api.spell_number(len(verdicts_of(context).counted), context.language)
    yield api.Sum(api.Drawing("", 240, 18), total, audit_words(context)("Figures in all"), "")
    for count in counts:
        line = pen(count.kinds[0], 0, 8, 240)
        yield api.Sum(api.Drawing(line, 240, 18), count.number, count.words, count.note)


def _html_of(figure: Figure) -> str:
    """Return the number with its mark, below the value that is right instead."""
    right = f'<ins aria-hidden="true">{escape(figure.right)}</ins> ' if figure.right else ""
    number = escape(breaking(figure.number))
    sign = f"{figure.sign} " if figure.sign else ""
    return f'{right}{sign}<b class="{_classes(figure.kind)}">{number}</b>'


def _classes(kind: Kind) -> str:
    return " ".join(kind.classes)


def _wall(context: api.EditionContext, docs: set[str]) -> wall:
    """Return the wall, a way past it, and the key with its sums."""
    verdicts, whole, claims = verdicts_of(context), wall(classes=[_CLASS]), context.claims
    past = escape(audit_words(context)("Skip this list of figures"))
    whole += raw_html(f'<a class="skip-link" href="#{_CLASS}-end" data-pagefind-ignore>{past}</a>')
    whole += raw_html(f'<div role="group" aria-label="{escape(_all_figures(context))}">')
    chapter = None
    for figure in figures_of(context):
        docname = f"{context.settings.book}/{context.language}/{claims[figure.key].section}"
        if docname != chapter and docname in docs:
            whole += raw_html("<div>" if chapter is None else "</div></div><div>")
            link = api.pending_link(docname=docname, fragment="")
            whole += [nodes.inline("", "", link, classes=[f"{_CLASS}-part"]), raw_html("<div>")]
            chapter = docname
        # What it is, is below the number or only read aloud.
        counts = f" <small>{escape(figure.counts)}</small>" if figure.counts else ""
        spoken = "" if counts else f", {context.label(f'claim.{figure.key}')}"
        spoken += f": {verdict_in_sentence(context, figure.kind.code, figure.spoken)}"
        number = raw_html(f"{_html_of(figure)}{counts}<span>{escape(spoken)}</span>")
        linked = mark("", "", number, code=figure.kind.code)
        whole += [link_to(verdicts.by_id[figure.key].label, linked, name=" "), raw_html(" ")]
    whole += raw_html(f'{"</div></div>" if chapter else ""}</div><span id="{_CLASS}-end"></span>')
    key = nodes.paragraph(classes=[f"{MARK}-key", "press-source"])
    for count in _counts(context):
        samples = [f'<b class="{_classes(kind)}" aria-hidden="true">{_SAMPLE}</b> ' for kind in count.samples]
        entry = nodes.inline("", "", raw_html("".join(samples)), nodes.Text(f"{count.text}\N{EM SPACE}"))
        key += [entry, nodes.Text(" ")]
    whole += key
    return whole


def emblem(context: api.EditionContext) -> api.Emblem | None:
    """Return the numbers of the wall as the emblem of the book, if the book has verdicts on figures."""
    figures = figures_of(context)
    if not figures:
        return None
    items = "".join(f"<span>{_html_of(figure)}</span> " for figure in figures)
    html = f'<div class="{_CLASS}" aria-hidden="true" lang="{context.language}"><div>{items}</div></div>'
    drawing, upright = (drawn_wall(figures, width) for width in (_WIDE, _UPRIGHT))
    counts = _counts(context)
    caption, sums = "; ".join(count.text for count in counts), list(_sums(context, counts))
    return api.Emblem(drawing, upright, _drawn_key(counts, _WIDE), _all_figures(context), caption, sums, html)


def drawn_wall(figures: Sequence[Figure], wide: int) -> api.Drawing:
    """Draw the numbers of ``figures`` in lines that are so ``wide``, each with its mark and the value that is right."""
    left, line, body = 0.0, 0, ""
    for figure in figures:
        weight = figure.kind.weight
        number = api.text_width(figure.number, _SIZE, weight, api.SERIF)
        right = api.text_width(figure.right, _SMALL, font=api.SERIF)
        width = max(number, right)
        if left and left + width > wide:
            left, line = 0, line + 1
        bottom = (line + 1) * _LINE - 12
        body += _text(figure.number, left, bottom, _SIZE, f'font-weight="{weight}" fill="{INK}"')
        if figure.right:
            body += _text(figure.right, left, bottom - _SIZE + 1, _SMALL, f'fill="{ink_of(figure.kind)}"')
        body += pen(figure.kind, left, bottom, number)
        left += width + _GAP
    return api.Drawing(f'<g font-family="{api.SERIF}">{body}</g>', wide, (line + 1) * _LINE, _LINE)


def _drawn_key(counts: Sequence[Count], wide: int) -> api.Drawing:
    """Draw what each mark means, with how many figures have it, below a wall that is so ``wide``."""
    left, line, body, gap = 0.0, 1, "", _GAP / 3
    sample = api.text_width(_SAMPLE, _SMALL, font=api.SERIF)
    for count in counts:
        before = (sample + gap) * len(count.samples)
        width = before + api.text_width(count.text, _SMALL, font=api.SERIF)
        if left and left + width > wide:
            left, line = 0, line + 1
        bottom = line * _SMALL * 2
        for place, kind in enumerate(count.samples):
            x = left + (sample + gap) * place
            body += _text(_SAMPLE, x, bottom, _SMALL, f'fill="{INK}"') + pen(kind, x, bottom, sample)
        body += _text(count.text, left + before, bottom, _SMALL, f'fill="{INK}"')
        left += width + _GAP
    return api.Drawing(f'<g font-family="{api.SERIF}">{body}</g>', wide, (line + 1) * _SMALL * 2)


def _text(words: str, x: float, y: float, size: int, style: str) -> str:
    return f'<text x="{x:.1f}" y="{y:g}" font-size="{size}" {style}>{escape(words)}</text>'


# For the registry of emblems.
EMBLEMS = {"audit": emblem}
