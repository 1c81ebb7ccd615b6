"""Define the role ``{verdict}``: the verdict on a figure, a statement or a problem, in running text: sign, colour and words."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from press.audit.checks import VERDICT
from press.audit.tables import PROBLEMS
from press.audit.verdicts import (
    SIGNS,
    Verdict,
    audit_words,
    finding_name,
    problem_name,
    verdict_named,
    verdict_words,
    verdicts_of,
)
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.directives.number import spelled_number
from press.directives.table_nodes import unspoken
from press.edition.context import EditionContext, get_context

MARK = "press-verdict"
# The colours of the squares on paper, as the style sheets have them on white; what is not named is grey.
TINTS = {
    "confirmed": "#1d6b3c",
    "adds-up": "#3f6212",
    "wrong-year": "#7a4b00",
    "wrong-name": "#7a4b00",
    "contradicts-article": "#9a4a00",
    "contradicts-record": "#a3232b",
}
_GREY = "#4d5562"
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
    app.add_post_transform(LinkToLabels)
    app.connect("typst-imprint", _tell_marks, priority=_BEFORE_OTHER_FACTS)


class label_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to what has the ``label``, which keeps the nodes in it as they are; ``is_sure`` where there has to be such a thing."""


class LinkToLabels(SphinxPostTransform):
    """Make links of ``label_link``, or leave what is in them alone: where nothing has the label, and in the place that has it."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the nodes."""
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        for link in list(self.document.findall(label_link)):
            docname, name = labels.get(link["label"], ("", ""))
            if not docname and link["is_sure"]:
                _LOGGER.warning(
                    "nothing has the label '%s'", link["label"], location=link, type="press", subtype=VERDICT
                )
            link.replace_self(self._link(link, docname, name))

    def _link(self, link: label_link, docname: str, name: str) -> list[nodes.Node]:
        if not docname or (docname == self.env.docname and _stands_in(link, name)):
            return list(link.children)
        assert self.app.builder is not None
        return [make_refnode(self.app.builder, self.env.docname, docname, name, link.children)]


def _stands_in(node: nodes.Element | None, name: str) -> bool:
    """Return whether ``node`` is a part of what has the id ``name``."""
    while node is not None and not isinstance(node, nodes.document):
        if name in node["ids"] and not (isinstance(node, nodes.section) and isinstance(node.parent, nodes.document)):
            return True
        node = node.parent
    return False


class VerdictRole(SphinxRole):
    """Show the verdict on a figure, a statement or a problem: sign, colour and words, with a link to where it is explained.

    The text is ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``, or several of these that have one verdict: the sign then
    says which they are.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark, which leads to where the verdict is explained; nothing and a warning where there is no such verdict."""
        context = get_context(self.env.app)
        try:
            return [linked_mark(context, self.text)], []
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=VERDICT)
            return [], []


def mark_of(context: EditionContext, code: str) -> mark:
    """Return the mark of the verdict ``code``."""
    words = verdict_words(context, code)
    badge = mark("", "", classes=[MARK, f"{MARK}-{code}"], code=code)
    if code in SIGNS:
        badge += [unspoken("", SIGNS[code], classes=[f"{MARK}-sign"]), nodes.Text(" ")]
    badge += nodes.Text(words)
    return badge


def _print(translator: Any, node: mark) -> None:
    """Set the sign in a square in print, and the words beside it."""
    fill = f'fill: rgb("{TINTS.get(node["code"], _GREY)}")'
    signs = [child for child in node.children if isinstance(child, unspoken)]
    sign = f"sign: [{translator.inline(signs[0].children)}], " if signs else ""
    words = translator.inline(child for child in node.children if child not in signs).strip()
    translator.body.append(f"#mark({sign}{fill})[{words}];")
    raise nodes.SkipNode


def _tell_marks(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Name the marks on the back of the cover, in the order of the table of verdicts, where ``book`` has any."""
    used = {found["code"] for found in book.findall(mark)}
    context = get_context(app)
    marks = [mark_of(context, code) for code in verdicts_of(context).codes if code in used]
    listed = nodes.paragraph()
    for found in marks:
        listed += [nodes.inline("", "", found, classes=["press-bound"]), nodes.Text(" \N{EM SPACE}")]
    return (
        [nodes.field("", nodes.field_name("", audit_words(context)("Verdicts")), nodes.field_body("", listed))]
        if marks
        else []
    )


def link_to(label: str, content: nodes.Node, is_sure: bool = False) -> label_link:
    """Return a link to what has the ``label``; where nothing has, ``content`` stands alone, with a warning if it ``is_sure``."""
    return label_link("", "", content, label=label, is_sure=is_sure)


def linked_mark(context: EditionContext, text: str) -> nodes.Element:
    """Return the mark of the verdict on what ``text`` names, with a link to where it is explained, in another place."""
    names = text.split() or [""]
    verdict, *others = (verdict_named(context, name) for name in names)
    if any(other.code != verdict.code for other in others):
        raise PressError(f"'{text}' has several verdicts", remedy="write a sign for each verdict")
    mark = mark_of(context, verdict.code)
    if others:
        mark += nodes.Text(f": {'; '.join(_told(context, name) for name in names)}")
    return link_to(_target(names[0], verdict), mark)


def _told(context: EditionContext, name: str) -> str:
    """Return the figure as the source states it, or the label of the statement or problem."""
    table, _, key = name.partition("/")
    return spelled_number(context, name) if table == CLAIMS else context.label(f"{table.rstrip('s')}.{key}")


def _target(name: str, verdict: Verdict) -> str:
    """Return the label where a verdict is explained: of a problem its section, of a figure or statement its row, unless it is a part of a problem."""
    problem = verdict.id if name.startswith(f"{PROBLEMS}/") else verdict.problem
    return problem_name(problem) if problem else finding_name(verdict.id)
