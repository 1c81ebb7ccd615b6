"""Define the role ``{verdict}``: the verdict on a figure, a statement or a problem, in running text: its sign, and words where they are needed."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from press.audit.checks import ENDS_OF_SENTENCES, VERDICT
from press.audit.verdicts import (
    OF_PROBLEMS,
    PROBLEMS,
    SIGNS,
    audit_words,
    finding_name,
    problem_name,
    verdict_named,
    verdict_words,
    verdicts_of,
)
from press.builders.title_card import on_paper
from press.core.errors import PressError
from press.core.resources import press_path
from press.data.claims import CLAIMS
from press.directives.components import EDITORS, in_brief
from press.directives.links import OPENER, address_from, page_link
from press.directives.number import spelled_number
from press.directives.tables import unspoken
from press.directives.typed import TYPED
from press.directives.typography import BOUND
from press.edition.context import EditionContext, format_of, get_context

MARK = "press-verdict"
# The style sheet of pages and EPUBs, from which the PDF has its colours.
STYLES = press_path("audit/styles/first/verdicts.css")
_TINT = re.compile(r"\.(.+) \{ --verdict: (light-dark\(.+?\))")
# On the back of the cover the marks come before what is said of other signs and other editions.
_BEFORE_OTHER_FACTS = 400
_LOGGER = logging.getLogger(__name__)


class mark(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A verdict, its ``code``, beside what it is on: its sign, which is not read aloud, and its words."""


def setup_marks(app: Sphinx) -> None:
    """Register the role and its node, which is an inline to every builder but that of the PDF."""
    app.add_role(VERDICT, VerdictRole())
    app.add_node(mark, typst=(_print, None))
    app.add_node(label_link)
    app.add_node(strip)
    app.add_post_transform(LinkToLabels)
    app.connect("typst-imprint", _tell_marks, priority=_BEFORE_OTHER_FACTS)


class label_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to what has the ``label``, which keeps the nodes in it as they are; ``is_sure`` where there has to be such a thing.

    ``name`` is its accessible name, if its text is not enough; ``in_text`` says that it is a mark of the role ``{verdict}``.
    """


class strip(nodes.container):  # noqa: N801
    """The marks of all figures that are counted, on the first page, or in a chapter with those of the others faint."""


class LinkToLabels(SphinxPostTransform):
    """Make links of ``label_link``, or leave what is in them alone: where nothing has the label, and in the place that has it."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the nodes, and tell below what the chapter says in brief what the signs in its sentences mean."""
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        context = get_context(self.app)
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
            builder = self.app.builder
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


def _set_in_sentence(link: label_link) -> str:
    """Join the mark in ``link`` to what it judges, leave its sign alone where words do not belong, and return its verdict.

    Words belong to a problem, at the end of its sentence or where the mark stands apart, by a space.
    """
    (badge,) = link.children
    assert isinstance(badge, mark)
    siblings = link.parent.children
    place = siblings.index(link)
    before, after = ("".join(node.astext() for node in part) for part in (siblings[:place], siblings[place + 1 :]))
    is_apart = before[-1:].isspace()
    has_words = badge["code"] in OF_PROBLEMS and (is_apart or after[:1] in ENDS_OF_SENTENCES)
    if badge["code"] in SIGNS and not has_words:
        del badge[1:]
    if not is_apart:
        link.parent.insert(place, nodes.Text("\N{WORD JOINER}"))
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
    rules = _TINT.findall(STYLES.read_text(encoding="utf-8"))
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


def link_to(label: str, content: nodes.Node, is_sure: bool = False, name: str = "") -> label_link:
    """Return a link to what has the ``label``; where nothing has, ``content`` stands alone, with a warning if it ``is_sure``."""
    return label_link("", "", content, label=label, is_sure=is_sure, name=name)


def linked_mark(context: EditionContext, text: str) -> label_link:
    """Return the mark of the verdict on what ``text`` names, with a link to where it is explained, in another place."""
    names = text.split() or [""]
    verdict, *others = (verdict_named(context, name) for name in names)
    if any(other.code != verdict.code for other in others):
        raise PressError(f"'{text}' has several verdicts", remedy="write a sign for each verdict")
    judged = []
    for table, _, key in (name.partition("/") for name in names):
        is_figure = table == CLAIMS
        judged.append(
            spelled_number(context, f"{table}/{key}") if is_figure else context.label(f"{table.rstrip('s')}.{key}")
        )
    told = {"judged": "; ".join(judged), "verdict": verdict_words(context, verdict.code)}
    spoken = audit_words(context)("Our verdict on {judged}: {verdict}").format(**told)
    # A problem is explained in its section, a figure or statement in its row.
    label = problem_name(verdict.id) if names[0].startswith(f"{PROBLEMS}/") else finding_name(verdict.id)
    return link_to(label, mark_of(context, verdict.code), name=spoken)
