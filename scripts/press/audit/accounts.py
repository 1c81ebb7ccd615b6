"""Tell what belongs to verdicts: on cards, which links lead to, and in two directives: ``{problem}``, what follows from a problem, and ``{key-finding}``, what the book leads with.

Cards show reasons that documents tell. The labels of those that a document tells are in its metadata.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.marks import link_to, linked_mark, mark_of, paragraph, spoken
from press.audit.verdicts import (
    FINDINGS,
    PROBLEMS,
    Verdict,
    audit_words,
    verdict_named,
    verdicts_of,
)
from press.core.errors import PressError
from press.core.formats import LANGUAGE_CLASS
from press.core.text import near_names
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, WebPage, pages_known
from press.data.claims import CLAIMS
from press.directives.bibliography import state_of_page
from press.directives.components import TYPED, marking
from press.directives.link_nodes import CARDS, OPENER, page_card, page_link
from press.directives.number import (
    Fact,
    card_page,
    facts_list,
    find_quantity,
    told_elsewhere,
    value_element,
)
from press.edition.context import EditionContext, document_as_read, get_context
from press.language.quantities import spell, spell_iso

_LOGGER = logging.getLogger(__name__)
PROBLEM, KEY_FINDING = "problem", "key-finding"
_CLASS = "press-key-finding"
# Key in Sphinx's metadata of a document: the labels of the verdicts that it tells of.
_TOLD = "press-told"


class key_finding(nodes.container):  # noqa: N801  docutils' nodes are written small
    """A finding: its headline, what is said of it, and a line with verdicts and a link. ``name`` is its id in the table."""


def setup_accounts(app: Sphinx) -> None:
    """Register the directives, and what puts verdicts on cards."""
    # A container to every builder.
    app.add_node(key_finding)
    app.add_directive(PROBLEM, marking(ProblemDirective))
    app.add_directive(KEY_FINDING, marking(KeyFindingDirective))
    app.connect("doctree-read", _note_reasons)
    app.connect(CARDS, add_verdict_cards)
    app.add_post_transform(OpenVerdicts)


class AccountDirective(SphinxDirective):
    """Tell of a row of a table of the audit, whose id is the argument; what is wrong is a warning with file and line."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return what is told; nothing, after a warning, where that cannot be."""
        try:
            return self.account(get_context(self.env.app), self.arguments[0])
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=self.name)
            return []

    def account(self, context: EditionContext, key: str) -> list[nodes.Node]:
        """Return what is told of the row ``key``; each directive overrides it."""
        raise NotImplementedError


class ProblemDirective(AccountDirective):
    """Tell what follows from a problem: how much it matters, how sure that is, what is right instead, replies, and the evidence.

    The argument is an id of the table ``problems``; the content is the sentence of the article as it should read or, of what
    cannot be said, what has to be cleared up first.
    """

    def account(self, context: EditionContext, key: str) -> list[nodes.Node]:
        """Return the lines."""
        told = nodes.container(told=f"{PROBLEM}-{key}", **{TYPED: ""})
        self.state.nested_parse(self.content, self.content_offset, told)
        known, translate = verdicts_of(context).problems, audit_words(context)
        if key not in known:
            raise PressError(f"there is no problem '{key}'", remedy=f"use an id such as {near_names(key, known)}")
        if not (told.children and isinstance(told[0], nodes.paragraph)):
            remedy = "write below it how the sentence should read, or what has to be cleared up first"
            raise PressError(f"the problem '{key}' has no correction", remedy=remedy)
        problem = known[key]
        told[0][:0] = [nodes.strong("", correction_head(context, problem), **{TYPED: PROBLEM}), nodes.Text(" ")]
        lines: list[nodes.Node] = [_line(severity_words(context, problem)), told]
        for reply in verdicts_of(context).replies.get(key, ()):
            day = spell_iso(reply["date"], context.language)
            classes = [f"{LANGUAGE_CLASS}{reply['language']}"]
            words = nodes.inline("", reply["text"], classes=classes, support_smartquotes=False)
            lines.append(_line(f"{translate('Reply ({who}, {date}):').format(who=reply['who'], date=day)} ", words))
        evidence: list[nodes.Node | str] = [" ", *evidence_line(context, problem)] if problem.evidence else []
        return [*lines, _line(repeat_words(context, problem), *evidence)]


def correction_head(context: EditionContext, problem: Verdict) -> str:
    """Return the words before what is right instead or, of what cannot be said yet, before what has to be cleared up."""
    translate = audit_words(context)
    is_open = problem.severity == "cannot-be-said"
    return translate("To be cleared up first:") if is_open else translate("Correction:")


def _line(*content: nodes.Node | str) -> nodes.paragraph:
    # Of this class it is set small in every format, as the source of a chart is.
    return paragraph("press-source", *content)


class KeyFindingDirective(AccountDirective):
    """Tell a finding that the book leads with, with its verdicts, how it is known, and a link to the full account.

    The argument is an id of the table ``findings``. The first paragraph of the content is the headline; the content has to name all
    numbers that the table has for the finding.
    """

    def account(self, context: EditionContext, key: str) -> list[nodes.Node]:
        """Return the finding."""
        body = key_finding("", classes=[_CLASS], name=key)
        body["ids"] = [f"{KEY_FINDING}-{key}"]
        self.set_source_info(body)
        self.state.nested_parse(self.content, self.content_offset, body)
        for child in body.findall(nodes.paragraph):
            child[TYPED] = ""
        findings, headline = verdicts_of(context).findings, next(iter(body.children), None)
        if key not in findings:
            message = f"there is no finding '{key}' in the table '{FINDINGS}'"
            raise PressError(message, remedy=f"use an id such as {near_names(key, findings)}")
        if not isinstance(headline, nodes.paragraph):
            raise PressError(f"the finding '{key}' has no headline", remedy="write one sentence below the directive")
        headline["classes"].append(f"{_CLASS}-headline")
        if not (len(headline) == 1 and isinstance(headline[0], nodes.strong)):
            headline[:] = [nodes.strong("", "", *headline.children)]
        row, line = findings[key], _line()
        line["classes"].insert(0, f"{_CLASS}-line")
        by_code: dict[str, str] = {}
        for name in row["verdicts"].split():
            by_code.setdefault(verdict_named(context, name).code, name)
        for name in by_code.values():
            line += [linked_mark(context, name), nodes.Text(" · ")]
        link = link_to(row["target"], nodes.inline("", audit_words(context)("Full account")), is_sure=True)
        line += [nodes.Text(context.label(f"strength.{row['strength']}")), nodes.Text(" · "), link]
        body += line
        return [body]


def _note_reasons(app: Sphinx, document: nodes.document) -> None:
    """Store in the metadata of a document which verdicts it tells of."""
    if told := [block["told"] for block in _reasons(document)]:
        app.env.metadata[app.env.docname][_TOLD] = told


def add_verdict_cards(app: Sphinx, document: nodes.document) -> None:
    """Begin the card of each judged figure with its verdict, and append one for each statement and each problem."""
    context, verdicts = get_context(app), verdicts_of(get_context(app))
    told = {label: told_elsewhere(block, document["source"]) for label, block in told_blocks(app.env).items()}
    cards = {
        verdict: card_of(context, told, verdict) for verdict in (*verdicts.by_id.values(), *verdicts.problems.values())
    }
    figures = {card_page(f"{CLAIMS}/{verdict.id}"): verdict for verdict in cards if verdict.table == CLAIMS}
    for card in list(document.findall(page_card)):
        if not (verdict := figures.get(card["key"])):
            continue
        *_, title, facts = card.children
        summary = f"<details><summary>{context.translate('Data')}</summary>"
        data = [nodes.raw("", summary, format="html"), title, facts, nodes.raw("", "</details>", format="html")]
        whole = cards.pop(verdict)
        card["label"], card["is_found"], card.children = whole["label"], True, []
        card += [*whole.children[:-1], *data, whole.children[-1]]
    document += list(cards.values())


def verdict_page(verdict: Verdict) -> str:
    """Return the name of the page of ``verdict``; that of a problem has a mark that no id of a figure has."""
    return f"figure/problem.{verdict.id}" if verdict.table == PROBLEMS else card_page(f"{CLAIMS}/{verdict.id}")


class OpenVerdicts(SphinxPostTransform):
    """On the site, lead each link that opens a verdict to its page, but in the document that tells of it."""

    # After labels have become links (8).
    default_priority = 9

    def run(self, **kwargs: Any) -> None:
        """Change the links."""
        verdicts, builder = verdicts_of(get_context(self.app)), self.app.builder
        here = self.env.metadata[self.env.docname].get(_TOLD, ())
        judged = {verdict.label: verdict for verdict in (*verdicts.by_id.values(), *verdicts.problems.values())}
        for link in self.document.findall(page_link):
            label = link["href"].partition("#")[2]
            if OPENER in link["classes"] and label in judged:
                if label in here:
                    link["classes"].remove(OPENER)
                else:
                    link["href"] = builder.get_relative_uri(self.env.docname, verdict_page(judged[label]))


def told_blocks(env: BuildEnvironment) -> dict[str, nodes.container]:
    """Return what documents tell of verdicts by its label, as it was read."""
    homes = [name for name, data in env.metadata.items() if _TOLD in data]
    return {block["told"]: block for home in homes for block in _reasons(document_as_read(env, home))}


def _reasons(document: nodes.document) -> Iterator[nodes.container]:
    """Yield the blocks of ``document`` that tell of a verdict, whose ``told`` is its label."""
    return (block for block in document.findall(nodes.container) if "told" in block)


def card_of(context: EditionContext, told: Mapping[str, nodes.Element], verdict: Verdict) -> page_card:
    """Return the card of ``verdict``: the verdict, why, what the article has and a record gives, and the evidence; last, links to the full account."""
    verdicts, translate = verdicts_of(context), audit_words(context)
    is_problem = verdict.table == PROBLEMS
    problem = verdict if is_problem else verdicts.problems.get(verdict.problem)
    body: list[nodes.Node] = [nodes.paragraph("", "", mark_of(context, verdict.code), classes=["press-card-title"])]
    foot = nodes.paragraph(classes=["press-card-foot"])

    def reasons(label: str) -> list[nodes.Node]:
        # Several cards of a page may tell them.
        return [block.deepcopy() for block in told[label].children] if label in told else []

    if not is_problem:
        body += reasons(verdict.label)
        foot += link_to(verdict.label, nodes.inline("", translate("Full row")))
    if problem:
        body += reasons(problem.label)
        body += [nodes.paragraph("", f"{severity_words(context, problem)} {repeat_words(context, problem)}")]
        foot += [nodes.Text(" · ")] if foot.children else []
        foot += link_to(problem.label, nodes.inline("", translate("Full account")))
    rows = [row for row in verdicts.by_id.values() if row.problem == verdict.id] if is_problem else [verdict]
    figures = [row for row in rows if row.table == CLAIMS]
    facts: list[Fact] = []
    for figure in figures:
        # What the article has is called by its label if there are several.
        words = context.label(figure.title) if len(figures) > 1 else translate("The article has")
        facts.append(Fact(words, [value_element(context, f"{CLAIMS}/{figure.id}")]))
        facts += compared_facts(context, figure)
    body += [facts_list(facts)] if facts else []
    if verdict.evidence:
        body.append(nodes.paragraph("", "", *evidence_line(context, verdict)))
    return page_card("", *body, foot, key=verdict_page(verdict), label=spoken(context, verdict), places=[])


def evidence_line(context: EditionContext, verdict: Verdict) -> list[nodes.Node]:
    """Return the evidence by host, numbered where one comes again, after its producer, which is named once for those that follow one another.

    Where the book has a table of addresses, it is told which is no longer there.
    """
    evidence, translate = verdict.evidence, audit_words(context)
    parts: list[nodes.Node] = [nodes.Text(f"{translate('Evidence')}: ")]
    if ADDRESSES in context.sources.package.names:
        note_dependency(DATA_TABLE, ADDRESSES)
    known = pages_known(context.sources)
    count, seen = Counter(item.host for item in evidence), Counter[str]()
    before = None
    for item in evidence:
        seen[item.host] += 1
        text = item.host if count[item.host] == 1 else f"{item.host} ({seen[item.host]})"
        is_new = before is None or item.producer != before.producer
        if before is not None:
            parts.append(nodes.Text("; " if is_new else ", "))
        if item.producer and is_new:
            parts.append(nodes.Text(f"{context.label(item.producer)}, "))
        parts.append(nodes.reference(text, text, refuri=item.address, internal=False))
        state = state_of_page(known.get(item.address, WebPage(item.address)), context.language)
        parts += [nodes.Text(" ("), *state, nodes.Text(")")] if state else []
        before = item
    return parts


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
