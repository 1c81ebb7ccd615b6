"""Define the directive ``{key-finding}``: a finding that the book leads with, its headline first, then verdicts, how it is known, and where it is shown."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.checks import KEY_FINDING
from press.audit.mark import link_to, linked_mark
from press.audit.tables import FINDINGS
from press.audit.verdicts import KeyFinding, audit_words, strength_words, verdict_named, verdicts_of
from press.core.errors import PressError
from press.core.text import near_names
from press.directives.embed import Embed
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context

_LOGGER = logging.getLogger(__name__)
_CLASS = "press-key-finding"


def setup_key_findings(app: Sphinx) -> None:
    """Register the node, which is a container to every builder."""
    app.add_node(key_finding)


class key_finding(nodes.container):  # noqa: N801  docutils' nodes are written small
    """A finding: its headline, what is said of it, and a line with verdicts and a link. ``name`` is its id in the table."""


class KeyFindingDirective(SphinxDirective):
    """Tell a finding that the book leads with, with its verdicts, how it is known, and a link to the full account.

    The argument is an id of the table ``findings``. The first paragraph of the content is the headline; the content has to name all
    numbers that the table has for the finding.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the finding, or none and a warning with file and line."""
        context = get_context(self.env.app)
        try:
            return [self._finding(context, self.arguments[0])]
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=KEY_FINDING)
            return []

    def _finding(self, context: EditionContext, key: str) -> key_finding:
        findings = verdicts_of(context).findings
        if key not in findings:
            message = f"there is no finding '{key}' in the table '{FINDINGS}'"
            raise PressError(message, remedy=f"use an id such as {near_names(key, findings)}")
        body = key_finding("", classes=[_CLASS], name=key)
        body["ids"] = [f"{KEY_FINDING}-{key}"]
        self.set_source_info(body)
        self.state.nested_parse(self.content, self.content_offset, body)
        for child in body.findall(nodes.paragraph):
            child[TYPED] = ""
        headline = next(iter(body.children), None)
        if not isinstance(headline, nodes.paragraph):
            raise PressError(f"the finding '{key}' has no headline", remedy="write one sentence below the directive")
        headline["classes"].append(f"{_CLASS}-headline")
        if not (len(headline) == 1 and isinstance(headline[0], nodes.strong)):
            headline[:] = [nodes.strong("", "", *headline.children)]
        body += _line(context, findings[key])
        return body


def _line(context: EditionContext, finding: KeyFinding) -> nodes.paragraph:
    """Return the verdicts, each once, how the finding is known, and where it is shown."""
    # As the line of evidence below a problem, it is set small in every format.
    line = nodes.paragraph("", "", classes=[f"{_CLASS}-line", "press-source"])
    by_code: dict[str, str] = {}
    for name in finding.verdicts:
        by_code.setdefault(verdict_named(context, name).code, name)
    for name in by_code.values():
        line += [linked_mark(context, name), nodes.Text(" · ")]
    translate = audit_words(context)
    link = link_to(finding.target, nodes.inline("", translate("Full account")), is_sure=True)
    line += [nodes.Text(strength_words(context, finding.strength)), nodes.Text(" · "), link]
    return line


# For the registry of embeds.
EMBEDS = {KEY_FINDING: Embed(KEY_FINDING, KeyFindingDirective)}
