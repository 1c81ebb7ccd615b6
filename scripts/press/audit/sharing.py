"""Offer problems for sharing, each with a picture, once the authors of what is examined have been written to and can answer.

Until then their pages are there to be read, but neither search engines nor networks are told of them.
"""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from press.api import sphinx as api
from press.audit.accounts import correction_head
from press.audit.export import account_texts
from press.audit.verdicts import PROBLEMS, Verdict, verdicts_of
from press.audit.wall import drawn_wall, figure_of
from press.audit.words import audit_words

# Once verdicts are on their cards.
_AFTER_VERDICTS = 600
# Its text is larger where there is no figure.
_LAYOUT, _OF_WORDS = ({"room": 84, "below": below, "text": text} for below, text in ((190, 36), (240, 46)))
# The width of the drawing of its figures.
_WIDTH = 560


def setup_sharing(app: Sphinx) -> None:
    """Offer problems on their cards, and draw their pictures at the end of the build."""
    app.connect(api.CARDS, _offer, priority=_AFTER_VERDICTS)
    app.connect("build-finished", _draw)


def may_share(context: api.EditionContext) -> bool:
    """Return whether single problems are offered for sharing.

    They are once the authors have been written to, and readers know whom to tell of an error.
    """
    return bool(context.settings.letter_sent and context.settings.contact)


def _picture(context: api.EditionContext, problem: Verdict) -> str:
    return api.picture_path(context.settings, context.language, problem.label)


def _offer(app: Sphinx, document: nodes.document) -> None:
    context, verdicts = api.get_context(app), verdicts_of(api.get_context(app))
    problems = {each.page: verdicts.problems.get(each.problem or each.id) for each in verdicts.all}
    for card in document.findall(api.page_card):
        if problem := problems.get(card["key"]):
            card["is_found"] = may_share(context)
            if card["is_found"]:
                card["picture"] = _picture(context, problem)
                link = api.download_link("", audit_words(context)("Picture"), path=card["picture"])
                foot = card.children[-1]
                assert isinstance(foot, nodes.paragraph), "a card of a verdict ends with links"
                foot += [nodes.Text(" · "), link]


def _draw(app: Sphinx, exception: Exception | None) -> None:
    """Draw the picture of each problem: the article's words, its figures with their marks, and what is right."""
    if exception is not None or not api.format_of(app.builder).is_site:
        return
    context, verdicts = api.get_context(app), verdicts_of(api.get_context(app))
    accounts = account_texts(app) if may_share(context) else {}
    quotations = {key: saying.quotation for key, saying in verdicts.sayings.items()}
    quotations |= {key: claim.quotation for key, claim in context.claims.items()}
    for former in Path(app.outdir).glob(_picture(context, Verdict(PROBLEMS, "*", ""))):
        former.unlink()
    for problem in verdicts.problems.values() if accounts else ():
        rows = [row for row in verdicts.by_id.values() if row.problem == problem.id]
        figures = [figure_of(context, row.id) for row in rows if row.table == api.CLAIMS]
        phrases = " … ".join(dict.fromkeys(quotations[row.id] for row in rows))
        quotation = context.translate("“{quotation}”").format(quotation=phrases)
        api.write_picture(
            app,
            problem.label,
            [context.label(problem.title)],
            [f"{audit_words(context)('The article has')}: {quotation}"],
            drawing=drawn_wall(figures, _WIDTH) if figures else None,
            after=[f"{correction_head(context, problem)} {accounts.get(problem.label, '')}"],
            layout=_LAYOUT if figures else _OF_WORDS,
        )
