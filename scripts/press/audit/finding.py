"""Define the directive ``{finding}``: what the book finds of one figure or statement. All findings of a section stand in one table of each kind."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.checks import FINDING
from press.audit.mark import STYLES
from press.audit.rows import finding_row
from press.audit.table import finding_table, setup_finding_table
from press.audit.tables import VERDICTS
from press.audit.verdicts import Verdict, load_verdicts, verdict_of, verdicts_of
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.text import near_names
from press.directives.embed import Embed
from press.directives.table_nodes import rich_row
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context
from press.edition.setup import BEFORE_TOC

_LOGGER = logging.getLogger(__name__)


class finding(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A finding on ``claim`` until it stands in the table; holds its row, or nothing where that could not be made."""


def setup_findings(app: Sphinx) -> None:
    """Register the directive and all that its table needs."""
    app.connect("config-inited", _load, priority=BEFORE_TOC + 1)
    app.add_node(finding)
    app.add_transform(GatherFindings)
    setup_finding_table(app)


def _load(app: Sphinx, config: Config) -> None:
    """Raise at once what is wrong with the verdicts."""
    try:
        load_verdicts(get_context(app).sources)
    except PressError as error:
        raise ExtensionError(str(error)) from None


class FindingDirective(SphinxDirective):
    """Tell the finding on a claim or statement as a row of a table, in which all findings of a section are gathered.

    The argument is an id of the table ``claims`` or ``statements``; the content says why the verdict is as it is.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the finding; nothing and a warning with file and line where it is unknown."""
        claim = self.arguments[0]
        holder = finding("", claim=claim)
        self.set_source_info(holder)
        try:
            holder += self._row(get_context(self.env.app), claim)
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype="finding")
        return [holder]

    def _row(self, context: EditionContext, claim: str) -> rich_row:
        verdict = _verdict(context, claim)
        why = nodes.container(**{TYPED: ""})
        self.state.nested_parse(self.content, self.content_offset, why)
        if not why.children:
            raise PressError(
                f"the finding on '{claim}' says nothing", remedy="write below it why its verdict is as it is"
            )
        row = finding_row(context, verdict, why)
        for node in row.findall(nodes.Element):
            if node.line is None:
                self.set_source_info(node)
        return row


def _verdict(context: EditionContext, claim: str) -> Verdict:
    judged = [*context.claims, *verdicts_of(context).sayings]
    if claim not in judged:
        remedy = f"use an id of the claims table such as {near_names(claim, judged)}"
        raise PressError(f"there is no claim '{claim}'", remedy=remedy)
    verdict = verdict_of(context, claim)
    if verdict is None:
        remedy = f"add a row for it to the table '{VERDICTS}'"
        raise PressError(f"there is no verdict on the claim '{claim}'", remedy=remedy)
    return verdict


class GatherFindings(SphinxTransform):
    """Put all findings of a section on figures into one table where the first one stands, and all on statements without figures into another."""

    default_priority = 200

    def apply(self, **kwargs: object) -> None:
        """Make the table."""
        found = list(self.document.findall(finding))
        if not found:
            return
        context = get_context(self.app)
        sayings = verdicts_of(context).sayings
        groups: dict[tuple[int, bool], list[finding]] = {}
        for node in found:
            groups.setdefault((id(node.parent), node["claim"] in sayings), []).append(node)
        tables = 0
        for group in groups.values():
            rows = _rows(group)
            for row in rows:
                self.document.note_explicit_target(row)
            # The first is called by what it is, those below by the heading of their section.
            name = group[0].parent[0].astext() if tables else ""
            group[0].replace_self(finding_table(context, rows, self.env.docname, name, tables) if rows else [])
            tables += bool(rows)
            for node in group[1:]:
                node.parent.remove(node)


def _rows(found: list[finding]) -> list[rich_row]:
    """Return the rows in order, of several on one claim the first."""
    rows: dict[str, rich_row] = {}
    for node in found:
        for row in node.children:
            assert isinstance(row, rich_row)
            rows.setdefault(node["claim"], row)
    return list(rows.values())


# For the registries of embeds and of style sheets.
EMBEDS = {FINDING: Embed(FINDING, FindingDirective)}
EPUB_STYLES = {"audit": press_path("audit/epub.css"), "verdicts": STYLES}
