"""The role ``{verdict}``: the verdict on a figure, a statement or a problem, in running text: sign, colour and words."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from press.audit.checks import VERDICT
from press.audit.tables import PROBLEMS
from press.audit.verdicts import SIGNS, Verdict, finding_name, verdict_named, verdict_words
from press.core.errors import PressError
from press.directives.table_nodes import unspoken
from press.edition.context import Press, press_of

MARK = "press-verdict"
_LOGGER = logging.getLogger(__name__)


class mark(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A verdict beside what it is on: its sign, which is not read aloud, and its words."""


def setup_marks(app: Sphinx) -> None:
    """Register the role and its node, which is an inline to every builder."""
    app.add_role(VERDICT, VerdictRole())
    app.add_node(mark)
    app.add_post_transform(LeaveOwnPlace)


class LeaveOwnPlace(SphinxPostTransform):
    """Takes the link from a mark that stands where its verdict is explained."""

    default_priority = 50

    def run(self, **kwargs: object) -> None:
        """Change the document in place."""
        for badge in list(self.document.findall(mark)):
            link = badge.parent
            if isinstance(link, nodes.reference) and _own_place(link):
                link.replace_self(badge)


def _own_place(link: nodes.reference) -> bool:
    """Whether ``link`` leads to a part of the document that it stands in itself."""
    target = link.get("refid") or str(link.get("refuri", "")).rpartition("#")[2]
    node: nodes.Element | None = link
    while node is not None and not isinstance(node, nodes.document):
        if target in node["ids"]:
            return bool(link.get("internal") or link.get("refid"))
        node = node.parent
    return False


class VerdictRole(SphinxRole):
    """The verdict on what is named: ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The mark, which leads to where the verdict is explained; nothing and a warning where there is no such verdict."""
        press = press_of(self.env.app)
        try:
            return [linked_mark(press, self.text.strip())], []
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=VERDICT)
            return [], []


def mark_of(press: Press, code: str) -> mark:
    """The mark of the verdict ``code``."""
    words = verdict_words(press, code)
    badge = mark("", "", classes=[MARK, f"{MARK}-{code}"])
    if code in SIGNS:
        badge += [unspoken("", SIGNS[code], classes=[f"{MARK}-sign"]), nodes.Text(" ")]
    badge += nodes.Text(words)
    return badge


def linked_mark(press: Press, name: str) -> nodes.Element:
    """The mark of the verdict on what ``name`` names, with a link to where it is explained, in another place."""
    verdict = verdict_named(press, name)
    link = addnodes.pending_xref(
        "", refdomain="std", reftype="ref", reftarget=_target(name, verdict), refexplicit=True, refwarn=False
    )
    link += mark_of(press, verdict.code)
    return link


def _target(name: str, verdict: Verdict) -> str:
    """The label where a verdict is explained: of a problem its section, of a figure or statement its row, unless it is a part of a problem."""
    problem = verdict.id if name.startswith(f"{PROBLEMS}/") else verdict.problem
    return f"problem-{problem}" if problem else finding_name(verdict.id)
