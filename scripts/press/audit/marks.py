"""Show verdicts as marks: the role ``{verdict}``, a sign in running text, with words where they are needed; the lines of a proofreader's pen, drawn as SVG."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from press.audit.verdicts import (
    OF_PROBLEMS,
    SIGNS,
    Verdict,
    audit_words,
    verdict_named,
    verdict_words,
    verdicts_of,
)
from press.builders.first_pages import on_paper
from press.core.errors import PressError
from press.core.resources import press_path
from press.data.claims import CLAIMS
from press.directives.components import EDITORS, TYPED, in_brief
from press.directives.link_nodes import OPENER, address_from, page_link
from press.directives.number import spelled_number
from press.directives.table_nodes import unspoken
from press.directives.typesetting import BOUND
from press.edition.context import EditionContext, format_of, get_context

VERDICT = "verdict"
MARK = "press-verdict"
_ENDS_OF_SENTENCES = (".", "!", "?", "…", "")
# The style sheet of pages and EPUBs, from which the PDF has its colours.
STYLE_SHEET = press_path("audit/styles/first/verdicts.css")
_TINT = re.compile(r"\.(.+) \{ --verdict: (light-dark\(.+?\))")
# On the back of the cover the marks come before what is said of other signs and other editions.
_BEFORE_OTHER_FACTS = 400
_LOGGER = logging.getLogger(__name__)
# The colour of numbers, on light and dark pages, and of what stands for a number.
_INK, _FAINT = "light-dark(#1b1f24, #e3e5e9)", "light-dark(#d9d6d0, #383e47)"
# How the pen marks a number, and how far below its baseline the lines are.
_PENS: dict[str, tuple[str, list[float]]] = {
    "confirmed": ('stroke-width="2.5"', [6]),
    "adds-up": ('stroke-width="3" stroke-linecap="round" stroke-dasharray="0 5"', [6]),
    "contradicts-record": ('stroke-width="2.5"', [-7]),
    **dict.fromkeys(("wrong-year", "wrong-name", "contradicts-article"), ('stroke-width="1.5"', [4.5, 8.5])),
    "not-checked": ('stroke-width="2" stroke-dasharray="6 4"', [6]),
}


class mark(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A verdict, its ``code``, beside what it is on: its sign, which is not read aloud, and its words."""


def setup_marks(app: Sphinx) -> None:
    """Register the role and its node, which is an inline to every builder but that of the PDF."""
    app.add_role(VERDICT, VerdictRole())
    app.add_node(mark, typst=(_print, None))
    app.add_node(label_link)
    app.add_post_transform(LinkToLabels)
    app.connect("typst-imprint", _tell_marks, priority=_BEFORE_OTHER_FACTS)


class label_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to what has the ``label``, which keeps the nodes in it as they are; ``is_sure`` where there has to be such a thing.

    ``name`` is its accessible name, if its text is not enough (a space where it is, and the link opens a card); ``in_text`` says that it is a mark of the role ``{verdict}``.
    """


class LinkToLabels(SphinxPostTransform):
    """Make links of ``label_link``, or leave what is in them alone: where nothing has the label, and in the place that has it."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the nodes, and tell below what the chapter says in brief what the signs in its sentences mean."""
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        context, builder = get_context(self.app), self.app.builder
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
                new = page_link("", "", *link.children, label=link["name"].strip())
                new["href"] = address_from(builder, self.env.docname, docname, name)
                new["classes"] += [f"{MARK}-link", *opens] if isinstance(link[0], mark) else []
            link.replace_self(new)
        for brief in list(self.document.findall(in_brief)) if in_sentences else ():
            head = audit_words(context)("A sign is our verdict on what stands before it")
            key = nodes.paragraph("", f"{head}: ", classes=[f"{MARK}-key", "press-source"])
            key += _listed(context, in_sentences)
            brief.parent.insert(brief.parent.index(brief) + 1, key)


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


def mark_svg(code: str) -> str:
    """Return how the pen marks the verdict ``code``, under what stands for a number."""
    number = f'<path fill="{_FAINT}" d="M0 2h20v10h-20z"/>'
    return f'<svg viewBox="0 0 20 22" aria-hidden="true">{number}{pen(code, [(0, 12, 20)])}</svg>'


def ink_of(code: str) -> str:
    """Return the colour of the verdict ``code``, or without one that of numbers."""
    return tints().get(f"{MARK}-{code}", tints()[MARK]) if code else _INK


def pen(code: str, places: Sequence[tuple[float, float, float]]) -> str:
    """Draw the mark of the verdict ``code`` at ``places``: left end and baseline of a number, and its width."""
    style, offsets = _PENS.get(code, _PENS["confirmed"])
    lines = "".join(f"M{x:.1f} {y + offset:g}h{width:.1f}" for x, y, width in places for offset in offsets)
    return f'<path fill="none" stroke="{ink_of(code)}" {style} d="{lines}"/>'
