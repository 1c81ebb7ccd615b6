"""Check what stands apart from the text: remarks of the editors, what chapters say in brief, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from press.checks.collect import Mark, place_of
from press.checks.typed import ancestors, front_matter
from press.core.files import is_remote
from press.directives.components import EDITORS, IN_BRIEF, in_brief, lead, remark
from press.directives.links import has_ancestor
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.edition.per_document import PerDocument

OPENINGS = "openings"
# A page with more remarks says them side by side with an argument that it no longer restates.
_MOST = 3
# Classes of blocks that are unfolded on demand.
_FOLDS = {"dropdown", "toggle"}
_FOLDED = "a remark of the editors is folded away, where what it says of a sentence goes unread; let it stand open"
_MORE = (
    f"this chapter restates, and has more than {_MOST} remarks of the editors; move the paragraph to the chapter of what the editors "
    f"found, or, if all of the chapter is theirs, say 'voice: {EDITORS}' in its front matter"
)
_NO_OPENING = (
    f"this chapter does not begin with what it says in brief, as others do; write :::{{{IN_BRIEF}}} below its title, or, if it is"
    f" a list, '{IN_BRIEF}: false' in its front matter"
)
_LOGGER = logging.getLogger(__name__)
# Whether a chapter begins with what it says in brief, or need not, and the line of its title.
_OPENINGS = PerDocument[tuple[bool, bool, int]](OPENINGS)


def remarks(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find more than three remarks of the editors in a chapter that restates (whose front matter says neither `voice: editors` nor `parity: section`), remarks that are folded away, and those that are not marked as such because of a slip."""
    found = [
        node
        for node in document.findall(nodes.Element)
        if isinstance(node, remark) or (isinstance(node, nodes.inline) and EDITORS in node["classes"])
        if not has_ancestor(node, remark)
    ]
    for node in found:
        if any(not _FOLDS.isdisjoint([*box["classes"], box.get("design_component")]) for box in ancestors(node)):
            yield Mark("remarks", *place_of(node, document), _FOLDED)
    front = front_matter(document)
    if front.get("voice") != EDITORS and front.get("parity") != "section":
        yield from (Mark("remarks", *place_of(node, document), _MORE) for node in found[_MOST:])
    for span in document.findall(nodes.inline):
        near = [name for name in span["classes"] if name != EDITORS and get_close_matches(name, [EDITORS], cutoff=0.75)]
        if near:
            message = f"'.{near[0]}' is no class of a remark; write [...]{{.{EDITORS}}}"
            yield Mark("remarks", *place_of(span, document), message)


def setup_openings_check(app: Sphinx) -> None:
    """Find chapters that do not begin with what they say in brief, where others do (but those with a lead, or with `in-brief: false`)."""
    _OPENINGS.setup(app)
    app.connect("doctree-read", _note_opening)
    app.connect("env-check-consistency", _tell_openings)


def _note_opening(app: Sphinx, document: nodes.document) -> None:
    if edition_of(app.env.docname, get_context(app).settings):
        has_lead = next(document.findall(lead), None) is not None
        may_lack = has_lead or str(app.env.metadata[app.env.docname].get(IN_BRIEF)) == "False"
        title = next(iter(document.findall(nodes.title)), document)
        begins = next(document.findall(in_brief), None) is not None
        _OPENINGS.of(app.env)[app.env.docname] = (begins, may_lack, place_of(title, document)[1])


def _tell_openings(app: Sphinx, env: BuildEnvironment) -> None:
    found = _OPENINGS.of(env)
    if OPENINGS in app.config.press_without_checks or not any(begins for begins, _, _ in found.values()):
        return
    for docname, (begins, may_lack, line) in found.items():
        if not begins and not may_lack:
            _LOGGER.warning(_NO_OPENING, location=(docname, line), type="press", subtype=OPENINGS)


def pictures(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find pictures that say nothing in words, that another host has, or whose name has letters or spaces that do not survive in an address."""
    for image in document.findall(nodes.image):
        # What code of a notebook draws has its words elsewhere.
        if any("output" in box.get("nb_element", "") for box in ancestors(image)):
            continue
        uri, place = unquote(image["uri"]), place_of(image, document)
        is_file = not is_remote(uri)
        if not is_file and not uri.startswith("data:"):
            message = f"{uri} is not in the folder of the book, and pages ask no other host for anything; put the file into it"
            yield Mark("pictures", *place, message)
        if is_file and (not uri.isascii() or " " in uri):
            message = f"the name {uri} has letters or spaces that do not survive in an address; rename it with Latin letters, digits and hyphens"
            yield Mark("pictures", *place, message)
        # Of a file that is not there Sphinx tells.
        is_missing = is_file and not Path(document.settings.env.relfn2path(uri, docname)[1]).is_file()
        if not image.get("alt") and not is_missing:
            message = (
                f"the picture {uri} has no alternative; say in a sentence what it shows, with ![...]({uri}) or :alt:"
            )
            yield Mark("pictures", *place, message)
