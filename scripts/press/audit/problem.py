"""Define the directive ``{problem}``: how much a problem matters, how sure it is, what is right instead, and where that can be looked up."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.checks import PROBLEM
from press.audit.evidence import evidence_links
from press.audit.verdicts import Verdict, audit_words, problem_name, verdicts_of
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.text import near_names
from press.directives.embed import Embed
from press.directives.typed import TYPED
from press.edition.context import EditionContext, get_context
from press.language.dates import spell_iso

_LOGGER = logging.getLogger(__name__)


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
        return [_line(severity_words(context, problem)), told, *_replies(context, problem), _foot(context, problem)]


def severity_words(context: EditionContext, problem: Verdict) -> str:
    """Return how much ``problem`` matters, and how sure it is."""
    translate = audit_words(context)
    severity, certainty = (
        context.label(f"severity.{problem.severity}"),
        context.label(f"certainty.{problem.strength}"),
    )
    return f"{translate('Severity')}: {severity}. {translate('Certainty')}: {certainty}."


def repeat_words(context: EditionContext, problem: Verdict) -> str:
    """Return whether what the article says may be repeated."""
    return f"{audit_words(context)('May it be repeated')}: {context.label(f'repeat.{problem.repeat}')}."


def _line(*content: nodes.Node | str) -> nodes.paragraph:
    # Of this class it is set small in every format, as the source of a chart is.
    parts = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *parts, classes=["press-source"])


def _replies(context: EditionContext, problem: Verdict) -> list[nodes.paragraph]:
    pattern = audit_words(context)("Reply ({who}, {date}):")
    return [
        _line(
            f"{pattern.format(who=reply['who'], date=spell_iso(reply['date'], context.language))} ",
            nodes.inline(
                "", reply["text"], classes=[f"{LANGUAGE_CLASS}{reply['language']}"], support_smartquotes=False
            ),
        )
        for reply in verdicts_of(context).replies.get(problem.id, ())
    ]


def _foot(context: EditionContext, problem: Verdict) -> nodes.paragraph:
    head = [f" {audit_words(context)('Evidence')}: "] if problem.evidence else []
    return _line(repeat_words(context, problem), *head, *evidence_links(context, problem.evidence))


# For the registry of embeds.
EMBEDS = {PROBLEM: Embed(PROBLEM, ProblemDirective)}
