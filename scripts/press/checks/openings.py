"""Check that chapters begin with what they say in brief, in a book that has it."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from press.checks.collect import place_of
from press.directives.components import IN_BRIEF, in_brief, lead
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.edition.per_document import PerDocument

OPENINGS = "openings"
_LOGGER = logging.getLogger(__name__)
# Whether a chapter begins so, or need not, and the line of its title.
_OPENINGS = PerDocument[tuple[bool, bool, int]](OPENINGS)


def setup_openings_check(app: Sphinx) -> None:
    """Find chapters that do not begin with what they say in brief, where others do (but those with a lead, or with `in-brief: false`)."""
    _OPENINGS.setup(app)
    app.connect("doctree-read", _note)
    app.connect("env-check-consistency", _tell)


def _note(app: Sphinx, document: nodes.document) -> None:
    if edition_of(app.env.docname, get_context(app).settings):
        begins = any(True for _ in document.findall(in_brief))
        may_lack = str(app.env.metadata[app.env.docname].get(IN_BRIEF)) == "False" or any(
            True for _ in document.findall(lead)
        )
        title = next(iter(document.findall(nodes.title)), document)
        _OPENINGS.of(app.env)[app.env.docname] = (begins, may_lack, place_of(title, document)[1])


def _tell(app: Sphinx, env: BuildEnvironment) -> None:
    found = _OPENINGS.of(env)
    if OPENINGS in app.config.press_without_checks or not any(begins for begins, _, _ in found.values()):
        return
    for docname, (begins, may_lack, line) in found.items():
        if not begins and not may_lack:
            message = (
                f"this chapter does not begin with what it says in brief, as others do; write :::{{{IN_BRIEF}}} below its title, or, if it is"
                f" a list, '{IN_BRIEF}: false' in its front matter"
            )
            _LOGGER.warning(message, location=(docname, line), type="press", subtype=OPENINGS)
