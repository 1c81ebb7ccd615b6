"""Give the account of each verdict: in the directives ``{problem}`` and ``{key-finding}``, and on cards.

``{problem}`` tells what follows from a problem, ``{key-finding}`` what the book leads with. Cards repeat the accounts of
documents; the metadata of a document has the labels of those in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from press.api import PressError, near_names
from press.api import sphinx as api
from press.audit.figures import right_value, written_figure
from press.audit.marks import ACCOUNTS, MARK, key_finding, link_to, linked_mark, paragraph, raw_html
from press.audit.slip import slip
from press.audit.verdicts import FINDINGS, PROBLEMS, REPLIES, Verdict, verdict_named, verdicts_of
from press.audit.words import audit_words, verdict_words

PROBLEM, KEY_FINDING = "problem", "key-finding"
_CLASS, _REPEAT = "press-key-finding", "press-repeat"
# The severity of what has no sentence yet that can be repeated.
CANNOT_BE_SAID = "cannot-be-said"


def setup_accounts(app: Sphinx) -> None:
    """Register the directives, and what puts verdicts on cards."""
    # A container to every builder.
    app.add_node(key_finding)
    app.add_directive(PROBLEM, api.marking(ProblemDirective))
    app.add_directive(KEY_FINDING, api.marking(KeyFindingDirective))
    app.connect("doctree-read", _note_accounts)
    app.connect(api.CARDS, add_verdict_cards)


class AccountDirective(SphinxDirective):
    """Tell of a row of a table of the audit, whose id is the argument; a PressError says what is wrong."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return what is told."""
        return self.account(api.get_context(self.env.app), self.arguments[0])

    def account(self, context: api.EditionContext, key: str) -> list[nodes.Node]:
        """Return what is told of the row ``key``; each directive overrides it."""
        raise NotImplementedError


class ProblemDirective(AccountDirective):
    """Tell what follows from a problem: how its sentence may be repeated, replies, how much it matters, how sure that is, and the evidence.

    The argument is an id of the table ``problems``; the content is the sentence of the article as it should read or, of what
    cannot be said, what has to be cleared up first.
    """

    def account(self, context: api.EditionContext, key: str) -> list[nodes.Node]:
        """Return the lines."""
        account = nodes.container(account_of=f"{PROBLEM}-{key}", **{api.TYPED: ""})
        self.state.nested_parse(self.content, self.content_offset, account)
        known = verdicts_of(context).problems
        if key not in known:
            raise PressError(f"there is no problem '{key}'", remedy=f"use an id such as {near_names(key, known)}")
        if not (account.children and isinstance(account[0], nodes.paragraph)):
            remedy = "write below it how the sentence should read, or what has to be cleared up first"
            raise PressError(f"the problem '{key}' has no correction", remedy=remedy)
        problem, sentence = known[key], account[0]
        words = nodes.inline("", "", *sentence.children, classes=[f"{_REPEAT}-sentence"])
        head = nodes.strong("", correction_head(context, problem), **{api.TYPED: PROBLEM})
        sentence[:] = [head, nodes.Text(" "), words]
        sentence["classes"].append(_REPEAT)
        evidence: list[nodes.Node | str] = [" ", *evidence_line(context, problem)] if problem.evidence else []
        weight = paragraph("press-source", weight_words(context, problem), *evidence)
        return [account, *reply_lines(context, key), weight]


def correction_head(context: api.EditionContext, problem: Verdict) -> str:
    """Return the words before what can be said or, of what cannot be said yet, before what has to be cleared up."""
    words = "Say instead:" if problem.repeat == "no" else "Corrected:"
    return audit_words(context)("To be cleared up first:" if problem.severity == CANNOT_BE_SAID else words)


def reply_lines(context: api.EditionContext, problem: str) -> list[nodes.paragraph]:
    """Return what has been replied to ``problem``, a paragraph each."""
    lines, head = list[nodes.paragraph](), audit_words(context)("Reply ({who}, {date}):")
    for reply in verdicts_of(context).replies.get(problem, ()):
        day, classes = api.spell_iso(reply["date"], context.language), [f"language-{reply['language']}"]
        words = nodes.inline("", reply["text"], classes=classes, support_smartquotes=False)
        lines.append(paragraph("press-source press-reply", f"{head.format(who=reply['who'], date=day)} ", words))
    return lines


class KeyFindingDirective(AccountDirective):
    """Tell a finding that the book leads with, with its verdicts, how it is known, and a link to the full account.

    The argument is an id of the table ``findings``. The first paragraph of the content is the headline; the content has to name all
    numbers that the table has for the finding. A last paragraph that begins with the word for a source
    is one line with the link, in place of how the finding is known.
    """

    def account(self, context: api.EditionContext, key: str) -> list[nodes.Node]:
        """Return the finding."""
        body = key_finding("", classes=[_CLASS], name=key)
        body["ids"] = [f"{KEY_FINDING}-{key}"]
        self.set_source_info(body)
        self.state.nested_parse(self.content, self.content_offset, body)
        for child in body.findall(nodes.paragraph):
            child[api.TYPED] = ""
        findings, headline = verdicts_of(context).findings, next(iter(body.children), None)
        if key not in findings:
            message = f"there is no finding '{key}' in the table '{FINDINGS}'"
            raise PressError(message, remedy=f"use an id such as {near_names(key, findings)}")
        if not isinstance(headline, nodes.paragraph):
            raise PressError(f"the finding '{key}' has no headline", remedy="write one sentence below the directive")
        headline["classes"].append(f"{_CLASS}-headline")
        if not (len(headline) == 1 and isinstance(headline[0], nodes.strong)):
            headline[:] = [nodes.strong("", "", *headline.children)]
        row, line = findings[key], paragraph(f"{_CLASS}-line press-source")
        strength = context.label(f"strength.{row['strength']}")
        known = f"{strength[:1].upper()}{strength[1:]} · "
        source = body.children[-1]
        if source.astext().startswith(f"{context.translate('Source')}:"):
            # One line has all: a source that is named says more than how it is known.
            body.remove(source)
            line += [*source.children, nodes.Text(" ")]
            known = ""
        by_code: dict[str, str] = {}
        for name in row["verdicts"].split():
            by_code.setdefault(verdict_named(context, name).code, name)
        for name in by_code.values():
            line += [linked_mark(context, name), nodes.Text(" · ")]
        ref = addnodes.pending_xref("", nodes.inline(), reftype="ref", refdomain="std", refexplicit=False, refwarn=True)
        ref["reftarget"], ref["refdoc"], ref["classes"] = row["target"], self.env.docname, ["page-reference"]
        before, after = audit_words(context)("Full account: {problem}").split("{problem}")
        line += [nodes.Text(f"{known}{before}"), ref, nodes.Text(after)]
        body += line
        return [body]


def _note_accounts(app: Sphinx, document: nodes.document) -> None:
    """Store in the metadata of a document of which verdicts it has the account."""
    if labels := [block["account_of"] for block in _accounts(document)]:
        app.env.metadata[app.env.docname][ACCOUNTS] = labels


def add_verdict_cards(app: Sphinx, document: nodes.document) -> None:
    """Begin the card of each judged figure with its verdict, and append one for each statement and each problem."""
    context, verdicts = api.get_context(app), verdicts_of(api.get_context(app))
    blocks = accounts_by_label(app.env)
    accounts = {label: api.told_elsewhere(block, document["source"]) for label, block in blocks.items()}
    cards = {verdict: card_of(context, accounts, verdict) for verdict in verdicts.all}
    figures = {verdict.page: verdict for verdict in cards if verdict.table == api.CLAIMS}
    for card in list(document.findall(api.page_card)):
        if not (verdict := figures.get(card["key"])):
            continue
        whole, facts = cards.pop(verdict), nodes.definition_list()
        # The slip has the words as printed.
        printed = context.translate("As printed")
        facts += [fact for fact in card.findall(nodes.definition_list_item) if fact[0].astext() != printed]
        card.attributes |= {name: whole[name] for name in ("label", "heading")} | {"is_found": True}
        # Before the end of the part with the evidence, and the links.
        card[:] = [*whole.children[:-2], facts, *whole.children[-2:]]
    document += list(cards.values())
    foots = {card["key"]: list(card.findall(nodes.paragraph))[-1] for card in document.findall(api.page_card)}
    failing = [verdicts.by_id[key] for key in context.claims if verdicts.by_id[key].kind.fails]
    for place, verdict in enumerate(failing):
        # A figure that only dates another is passed over.
        others = (other for other in [*failing[place + 1 :], *failing[:place]] if other.id in verdicts.counted)
        if following := next(others, None):
            words = audit_words(context)("Next figure in question: {figure}")
            link = api.page_link("", words.format(figure=context.label(following.title)), classes=["press-next"])
            link["href"] = app.builder.get_relative_uri(document["source"], following.page)
            foots[verdict.page] += [nodes.Text(" "), link]


def accounts_by_label(env: BuildEnvironment) -> dict[str, nodes.container]:
    """Return the accounts of verdicts by their labels, as they were read."""
    homes = [name for name, data in env.metadata.items() if ACCOUNTS in data]
    return {block["account_of"]: block for home in homes for block in _accounts(api.document_as_read(env, home))}


def _accounts(document: nodes.document) -> Iterator[nodes.container]:
    """Yield the blocks of ``document`` with the account of a verdict, whose label is their ``account_of``."""
    return (block for block in document.findall(nodes.container) if "account_of" in block)


def card_of(context: api.EditionContext, accounts: Mapping[str, nodes.Element], verdict: Verdict) -> api.page_card:
    """Return the card of ``verdict``: what it is on, the slip, why, what may be repeated, evidence, and links to the full account."""
    verdicts, translate = verdicts_of(context), audit_words(context)
    is_problem = verdict.table == PROBLEMS
    problem = verdict if is_problem else verdicts.problems.get(verdict.problem)
    rows = [row for row in verdicts.by_id.values() if row.problem == verdict.id] if is_problem else [verdict]
    body: list[nodes.Node] = []
    for row in rows:
        body += [paragraph("press-slip-title", context.label(row.title))] if len(rows) > 1 else []
        body += slip(context, row, is_alone=not is_problem)
    if is_problem and verdict.shown:
        # What shows its figures to be in conflict, which nobody sees in them.
        body.append(nodes.paragraph("", f"{translate('It follows')}: {right_value(context, rows[0].id).written}"))
    foot = nodes.paragraph(classes=["press-card-foot"])

    def account_of(label: str) -> list[nodes.Node]:
        # Several cards of a page may have the same.
        return [block.deepcopy() for block in accounts[label].children] if label in accounts else []

    if not is_problem:
        body += account_of(verdict.label)
        table = "In the table of all figures" if verdict.table == api.CLAIMS else "In the table of all statements"
        foot += link_to(verdict.label, nodes.inline("", translate(table)))
    if problem:
        correction = account_of(problem.label)
        if correction and problem.severity != CANNOT_BE_SAID:
            copy, copied = (escape(context.translate(word)) for word in ("Copy", "Copied"))
            attributes = f'type="button" class="press-cite-copy press-copy-words" data-copied="{copied}"'
            button = f"<button {attributes}>{copy}</button>"
            sentence = correction[0]
            assert isinstance(sentence, nodes.paragraph), "the directive asks for one"
            sentence += raw_html(f' {button}<span role="status"></span>')
        weight = weight_words(context, problem)
        replies = reply_lines(context, problem.id)
        if not replies and REPLIES in context.sources.package.names:
            words = "The authors have not yet been asked about this."
            if context.settings.letter_sent:
                words = "The authors have been asked about this and have not yet replied."
            weight += f" {translate(words)}"
        body += [*correction, *replies, nodes.paragraph("", weight)]
        foot += [nodes.Text(" · ")] if foot.children else []
        words = translate("Full account: {problem}").format(problem=context.label(problem.title))
        foot += link_to(problem.label, nodes.inline("", words))
    lines = _sources(context, verdict)
    lines += [[nodes.Text(days)]] if (days := _days(context, verdict)) else []
    items = [nodes.list_item("", nodes.paragraph("", "", *line)) for line in lines]
    if items or verdict.table == api.CLAIMS:
        # Shown in place, it is folded.
        summary = f"<details open><summary>{escape(translate('Sources and dates'))}</summary>"
        listed = [nodes.bullet_list("", *items, classes=["press-source"])] if items else []
        body += [raw_html(summary), *listed, raw_html("</details>")]
    what, words = context.label(verdict.title), verdict_words(context, verdict.code)
    classes = " ".join([MARK, *verdict.kind.classes])
    heading = f'{escape(what)} <small class="{classes}">{escape(words)}</small>'
    number = [written_figure(context, verdict.id)] if verdict.table == api.CLAIMS else []
    label = " · ".join([*number, what, words])
    return api.page_card("", *body, foot, key=verdict.page, label=label, heading=heading, places=[])


def _days(context: api.EditionContext, verdict: Verdict) -> str:
    """Return when ``verdict`` was given, and when its evidence was last looked up, as far as the book says so."""
    translate = audit_words(context)
    read = max((api.page_at(context.sources, item.address).read for item in verdict.evidence), default="")
    days = {"Judged on {date}.": verdict.judged, "Sources last looked up on {date}.": read}
    spelled = {words: api.spell_iso(day, context.language) for words, day in days.items() if day}
    return " ".join(translate(words).format(date=day) for words, day in spelled.items())


def evidence_line(context: api.EditionContext, verdict: Verdict) -> list[nodes.Node]:
    """Return the evidence of ``verdict`` on one line."""
    word = audit_words(context)("Evidence") if len(verdict.evidence) > 1 else context.translate("Source")
    return [nodes.Text(f"{word}: "), *api.separated(_sources(context, verdict), "; ")]


def _sources(context: api.EditionContext, verdict: Verdict) -> list[list[nodes.Node]]:
    """Return the evidence by producer, behind its name, those without one last."""
    pages: dict[str, list[api.WebPage]] = {}
    for item in sorted(verdict.evidence, key=lambda item: not item.producer):
        producer = context.label(item.producer) if item.producer else ""
        pages.setdefault(producer, []).append(api.page_at(context.sources, item.address))
    return api.origin_lines(context, list(pages.items()))


def weight_words(context: api.EditionContext, problem: Verdict) -> str:
    """Return how much ``problem`` matters, how sure it is, and whether what the article says may be repeated as it is, or not at all."""
    words = "{}; {}.".format(*map(context.label, (f"severity.{problem.severity}", f"certainty.{problem.strength}")))
    # The correction itself says that it should be repeated.
    return words if problem.repeat == "corrected" else f"{words} {context.label(f'repeat.{problem.repeat}')}"
