"""Make the cards that verdicts open: the verdict and why, the article beside the record, the evidence, and the data folded.

Reasons are told in other documents. Their text is in the metadata of these, so that pages whose cards show it are written again with
it (`press.edition.dependencies`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.audit.facts import compared_facts, evidence_links, repeat_words, severity_words
from press.audit.mark import label_link, link_to, mark, mark_of
from press.audit.verdicts import Verdict, audit_words, finding_name, problem_name, verdict_words, verdicts_of
from press.data.claims import CLAIMS
from press.directives.links import page_card
from press.directives.number import spelled_number
from press.directives.number_card import facts_list, number_card, told_elsewhere
from press.directives.provenance import Fact
from press.edition.context import EditionContext, format_of, get_context

# Key in Sphinx's metadata of a document: the text of what it tells of verdicts, by label.
_TOLD = "press-told"


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
