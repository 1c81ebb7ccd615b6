"""Define the directives that tell of several figures: ``{problem}``, what follows from a problem, and ``{key-finding}``, what the book leads with."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.checks import KEY_FINDING, PROBLEM
from press.audit.facts import evidence_links, repeat_words, severity_words
from press.audit.mark import link_to, linked_mark
from press.audit.verdicts import (
    FINDINGS,
    KeyFinding,
    audit_words,
    problem_name,
    verdict_named,
    verdicts_of,
)
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.text import near_names
from press.directives.embed import Embed
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context
from press.language.dates import spell_iso

_LOGGER = logging.getLogger(__name__)
_CLASS = "press-key-finding"


class ProblemDirective(SphinxDirective):
    """Tell what follows from a problem: how much it matters, how sure that is, what is right instead, replies, and the evidence.

    The argument is an id of the table ``problems``; the content is the sentence of the article as it should read or, of what
    cannot be said, what has to be cleared up first.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the lines; nothing and a warning with file and line where the problem is unknown or nothing is said of it."""
        context, key = get_context(self.env.app), self.arguments[0]
        told = nodes.container(told=problem_name(key), **{TYPED: ""})
        self.state.nested_parse(self.content, self.content_offset, told)
        try:
            known = verdicts_of(context).problems
            if key not in known:
                raise PressError(f"there is no problem '{key}'", remedy=f"use an id such as {near_names(key, known)}")
            if not (told.children and isinstance(told[0], nodes.paragraph)):
                remedy = "write below it how the sentence should read, or what has to be cleared up first"
                raise PressError(f"the problem '{key}' has no correction", remedy=remedy)
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=PROBLEM)
            return []
        problem, translate = known[key], audit_words(context)
        is_open = problem.severity == "cannot-be-said"
        head = translate("To be cleared up first:") if is_open else translate("Correction:")
        told[0][:0] = [nodes.strong("", head, **{TYPED: PROBLEM}), nodes.Text(" ")]
        lines: list[nodes.Node] = [_line(severity_words(context, problem)), told]
        for reply in verdicts_of(context).replies.get(key, ()):
            day = spell_iso(reply["date"], context.language)
            classes = [f"{LANGUAGE_CLASS}{reply['language']}"]
            words = nodes.inline("", reply["text"], classes=classes, support_smartquotes=False)
            lines.append(_line(f"{translate('Reply ({who}, {date}):').format(who=reply['who'], date=day)} ", words))
        evidence: list[nodes.Node | str] = []
        if problem.evidence:
            evidence = [f" {translate('Evidence')}: ", *evidence_links(context, problem.evidence)]
        return [*lines, _line(repeat_words(context, problem), *evidence)]


def _line(*content: nodes.Node | str) -> nodes.paragraph:
    # Of this class it is set small in every format, as the source of a chart is.
    parts = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *parts, classes=["press-source"])


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
        context, key = get_context(self.env.app), self.arguments[0]
        body = key_finding("", classes=[_CLASS], name=key)
        body["ids"] = [f"{KEY_FINDING}-{key}"]
        self.set_source_info(body)
        self.state.nested_parse(self.content, self.content_offset, body)
        for child in body.findall(nodes.paragraph):
            child[TYPED] = ""
        headline = next(iter(body.children), None)
        try:
            findings = verdicts_of(context).findings
            if key not in findings:
                message = f"there is no finding '{key}' in the table '{FINDINGS}'"
                raise PressError(message, remedy=f"use an id such as {near_names(key, findings)}")
            if not isinstance(headline, nodes.paragraph):
                raise PressError(
                    f"the finding '{key}' has no headline", remedy="write one sentence below the directive"
                )
            body += _how_known(context, findings[key])
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=KEY_FINDING)
            return []
        headline["classes"].append(f"{_CLASS}-headline")
        if not (len(headline) == 1 and isinstance(headline[0], nodes.strong)):
            headline[:] = [nodes.strong("", "", *headline.children)]
        return [body]


def _how_known(context: EditionContext, finding: KeyFinding) -> nodes.paragraph:
    """Return the verdicts, each once, how the finding is known, and where it is shown."""
    # As the line of evidence below a problem, it is set small in every format.
    line = nodes.paragraph("", "", classes=[f"{_CLASS}-line", "press-source"])
    by_code: dict[str, str] = {}
    for name in finding.verdicts:
        by_code.setdefault(verdict_named(context, name).code, name)
    for name in by_code.values():
        line += [linked_mark(context, name), nodes.Text(" · ")]
    link = link_to(finding.target, nodes.inline("", audit_words(context)("Full account")), is_sure=True)
    line += [nodes.Text(context.label(f"strength.{finding.strength}")), nodes.Text(" · "), link]
    return line


# For the registry of embeds.
EMBEDS = {
    PROBLEM: Embed(PROBLEM, ProblemDirective),
    KEY_FINDING: Embed(KEY_FINDING, KeyFindingDirective),
}
