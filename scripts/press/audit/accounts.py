"""Tell what belongs to verdicts: on cards, which verdicts open, and in two directives: ``{problem}``, what follows from a problem, and ``{key-finding}``, what the book leads with.

Reasons are told in other documents than cards. Their text is in the metadata of these, so that pages whose cards show it are written again
with it (`press.edition.dependencies`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.checks import KEY_FINDING, PROBLEM
from press.audit.marks import label_link, link_to, linked_mark, mark, mark_of
from press.audit.verdicts import (
    FINDINGS,
    SIGNS,
    Evidence,
    Verdict,
    audit_words,
    finding_name,
    problem_name,
    verdict_named,
    verdict_words,
    verdicts_of,
)
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.text import near_names
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, Page, pages_known
from press.data.claims import CLAIMS, Statement
from press.directives.bibliography.extension import state_of_page
from press.directives.embed import Embed
from press.directives.links import page_card
from press.directives.number import find_quantity, spelled_number
from press.directives.provenance import Fact, facts_list, number_card, told_elsewhere
from press.directives.tables import unspoken
from press.directives.typed import TYPED
from press.edition.context import EditionContext, format_of, get_context
from press.language.quantities import spell, spell_iso

_LOGGER = logging.getLogger(__name__)
_CLASS = "press-key-finding"
# Key in Sphinx's metadata of a document: the text of what it tells of verdicts, by label.
_TOLD = "press-told"


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
            # As the line of evidence below a problem, it is set small in every format.
            line = nodes.paragraph("", "", classes=[f"{_CLASS}-line", "press-source"])
            by_code: dict[str, str] = {}
            for name in findings[key].verdicts:
                by_code.setdefault(verdict_named(context, name).code, name)
            for name in by_code.values():
                line += [linked_mark(context, name), nodes.Text(" · ")]
            link = link_to(findings[key].target, nodes.inline("", audit_words(context)("Full account")), is_sure=True)
            line += [nodes.Text(context.label(f"strength.{findings[key].strength}")), nodes.Text(" · "), link]
            body += line
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=KEY_FINDING)
            return []
        headline["classes"].append(f"{_CLASS}-headline")
        if not (len(headline) == 1 and isinstance(headline[0], nodes.strong)):
            headline[:] = [nodes.strong("", "", *headline.children)]
        return [body]


class NoteReasons(SphinxTransform):
    """Record what a document tells of verdicts."""

    # After typography (860).
    default_priority = 875

    def apply(self, **kwargs: Any) -> None:
        """Store the text in the metadata of the document."""
        if told := {block["told"]: block.astext() for block in _reasons(self.document)}:
            self.env.metadata[self.env.docname][_TOLD] = told


class AddVerdictCards(SphinxPostTransform):
    """On the site, begin the card of each judged number with its verdict, and append a card for each other verdict that a link leads to."""

    # Before numbers (5) and labels (8) become links.
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Change the cards of numbers and append the others."""
        if not format_of(self.app.builder).is_site:
            return
        context, here = get_context(self.app), self.env.metadata[self.env.docname].get(_TOLD, {})
        verdicts = verdicts_of(context)
        judged = {finding_name(key): verdict for key, verdict in verdicts.by_id.items()}
        judged |= {problem_name(key): verdict for key, verdict in verdicts.problems.items()}
        links = (link for link in self.document.findall(label_link) if isinstance(link[0], mark))
        labels = [label for label in dict.fromkeys(link["label"] for link in links) if label not in here]
        numbers = {card: card["name"].partition("/") for card in self.document.findall(number_card)}
        figures = {
            card: key for card, (source, _, key) in numbers.items() if source == CLAIMS and key in verdicts.by_id
        }
        told: dict[str, nodes.Element] = {}
        if labels or figures:
            # What documents tell of verdicts, by its label.
            homes = [name for name, data in self.env.metadata.items() if _TOLD in data]
            found = (block for home in homes for block in _reasons(self.env.get_doctree(home)))
            told = {block["told"]: told_elsewhere(block, self.env.docname) for block in found}
        for card, claim in figures.items():
            *_, title, facts = card.children
            summary = f"<details><summary>{context.translate('Data')}</summary>"
            data = [nodes.raw("", summary, format="html"), title, facts, nodes.raw("", "</details>", format="html")]
            whole = card_of(context, told, verdicts.by_id[claim])
            card.children, card["label"] = [], whole["label"]
            card += [*whole.children[:-1], *data]
            card["foot"] = [*whole.children[-1].children, nodes.Text(" · ")]
        self.document += [card_of(context, told, judged[label]) for label in labels]


def _reasons(document: nodes.document) -> Iterator[nodes.container]:
    """Yield the blocks of ``document`` that tell of a verdict, whose ``told`` is its label."""
    return (block for block in document.findall(nodes.container) if "told" in block)


def card_of(context: EditionContext, told: Mapping[str, nodes.Element], verdict: Verdict) -> page_card:
    """Return the card of ``verdict``: the verdict, why, what the article has and a record gives, and the evidence; last, links to the full account."""
    verdicts, translate = verdicts_of(context), audit_words(context)
    is_problem = verdict is verdicts.problems.get(verdict.id)
    problem = verdict if is_problem else verdicts.problems.get(verdict.problem)
    body: list[nodes.Node] = [nodes.paragraph("", "", mark_of(context, verdict.code), classes=["press-card-title"])]
    links: list[nodes.Node] = []

    def reasons(label: str) -> list[nodes.Node]:
        # Several cards of a page may tell them.
        return [block.deepcopy() for block in told[label].children] if label in told else []

    if not is_problem:
        body += reasons(finding_name(verdict.id))
        links.append(link_to(finding_name(verdict.id), nodes.inline("", translate("Full row"))))
    if problem:
        body += reasons(problem_name(problem.id))
        body += [nodes.paragraph("", f"{severity_words(context, problem)} {repeat_words(context, problem)}")]
        links += [nodes.Text(" · ")] if links else []
        links.append(link_to(problem_name(problem.id), nodes.inline("", translate("Full account"))))
    rows = [row for row in verdicts.by_id.values() if row.problem == verdict.id] if is_problem else [verdict]
    figures = [row for row in rows if row.id in context.claims]
    facts: list[Fact] = []
    for figure in figures:
        # What the article has is called by its label if there are several.
        words = context.label(f"claim.{figure.id}") if len(figures) > 1 else translate("The article has")
        facts.append(Fact(words, [nodes.Text(spelled_number(context, f"{CLAIMS}/{figure.id}"))]))
        facts += compared_facts(context, figure)
    body += [facts_list(facts)] if facts else []
    if verdict.evidence:
        evidence = evidence_links(context, verdict.evidence)
        body.append(nodes.paragraph("", "", nodes.Text(f"{translate('Evidence')}: "), *evidence))
    foot = nodes.paragraph("", "", *links, classes=["press-card-foot"])
    if not is_problem and verdict.id in context.claims:
        judged = spelled_number(context, f"{CLAIMS}/{verdict.id}")
    else:
        judged = context.label(f"{'problem' if is_problem else 'statement'}.{verdict.id}")
    words = translate("Our verdict on {judged}: {verdict}")
    name = words.format(judged=judged, verdict=verdict_words(context, verdict.code))
    key = problem_name(verdict.id) if is_problem else finding_name(verdict.id)
    return page_card("", *body, foot, key=key, label=name)


def evidence_links(context: EditionContext, evidence: Sequence[Evidence]) -> list[nodes.Node]:
    """Return the evidence by host, numbered if there are several, after its producer, which is named once for those that follow one another.

    Where the book has a table of addresses, it is told when each was read, as far as that is known, and which is no longer there.
    """
    parts: list[nodes.Node] = []
    has_addresses = ADDRESSES in context.sources.package.names
    if has_addresses:
        note_dependency(DATA_TABLE, ADDRESSES)
    known = pages_known(context.sources) if has_addresses else {}
    by_day: dict[str, list[str]] = {}
    before = None
    for number, item in enumerate(evidence, start=1):
        text = item.host if len(evidence) == 1 else f"{item.host} ({number})"
        is_new = before is None or item.producer != before.producer
        if before is not None:
            parts.append(nodes.Text("; " if is_new else ", "))
        if item.producer and is_new:
            parts.append(nodes.Text(f"{context.label(item.producer)}, "))
        parts.append(nodes.reference(text, text, refuri=item.address, internal=False))
        page = known.get(item.address, Page(item.address))
        state = state_of_page(page, context.language)
        parts += [nodes.Text(" ("), *state, nodes.Text(")")] if state else []
        by_day.setdefault(spell_iso(page.read, context.language), []).append(str(number))
        before = item
    # Numbered where it is not one day for all of them.
    read = "; ".join(
        audit_words(context)("read {date}").format(date=day) + (f" ({', '.join(numbers)})" if len(by_day) > 1 else "")
        for day, numbers in by_day.items()
        if day
    )
    return [*parts, nodes.Text(f" · {read}")] if read else parts


def verdict_facts(context: EditionContext, statement: Statement) -> list[Fact]:
    """Return the verdict on ``statement``, with a link to the finding that says why, and what it was compared with."""
    verdict = verdicts_of(context).by_id.get(statement.id)
    if verdict is None:
        return []
    translate = audit_words(context)
    words = verdict_words(context, verdict.code)
    link = link_to(finding_name(statement.id), nodes.inline(words, words))
    sign = [unspoken("", SIGNS[verdict.code]), nodes.Text(" ")] if verdict.code in SIGNS else []
    return [Fact(translate("Verdict"), [*sign, link]), *compared_facts(context, verdict)]


def compared_facts(context: EditionContext, verdict: Verdict) -> list[Fact]:
    """Return what a record gives, and what was computed, beside a figure."""
    translate = audit_words(context)
    numbers = {translate("Record says"): verdict.recorded, translate("We compute"): verdict.recomputed}
    return [
        Fact(words, [nodes.Text(spell(find_quantity(context, number), context.language))])
        for words, number in numbers.items()
        if number
    ]


def severity_words(context: EditionContext, problem: Verdict) -> str:
    """Return how much ``problem`` matters, and how sure it is."""
    translate, label = audit_words(context), context.label
    severity, certainty = label(f"severity.{problem.severity}"), label(f"certainty.{problem.strength}")
    return f"{translate('Severity')}: {severity}. {translate('Certainty')}: {certainty}."


def repeat_words(context: EditionContext, problem: Verdict) -> str:
    """Return whether what the article says may be repeated."""
    return f"{audit_words(context)('May it be repeated')}: {context.label(f'repeat.{problem.repeat}')}."


# For the registries of embeds and of facts about statements.
EMBEDS = {PROBLEM: Embed(PROBLEM, ProblemDirective), KEY_FINDING: Embed(KEY_FINDING, KeyFindingDirective)}
FACTS = {"verdict": verdict_facts}
