"""Sort the documents of the book into front matter, body, back matter and supplement, and number the chapters."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from press.builders.typst.anchors import first_section

if TYPE_CHECKING:
    from sphinx.config import Config

    from press.core.text import Translate


FRONT, BODY, BACK, SUPPLEMENT = "front", "body", "back", "supplement"
OWN_TITLE = "About this book"


class Part(nodes.Part, nodes.TextElement):
    """The heading of a part: the caption of one of several toctrees in the root document."""


def matter_of(docname: str, config: Config) -> str:
    """Return ``front``, ``body``, ``back`` or ``supplement``, by the patterns of the configuration."""
    if matches(docname, config.typst_supplement):
        return SUPPLEMENT
    if matches(docname, config.typst_front_matter):
        return FRONT
    return BACK if matches(docname, config.typst_back_matter) else BODY


def matches(docname: str, patterns: Iterable[str]) -> bool:
    """Return whether a document name matches one of the glob patterns."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def in_order(files: list[nodes.Element], config: Config) -> list[nodes.Element]:
    """Return front matter, body without parts that have become empty, back matter, supplement; all but the body in the order of the patterns."""
    placed = {
        place: [file for file in files if _matter_of_file(file, config) == place]
        for place in (FRONT, BODY, BACK, SUPPLEMENT)
    }
    patterns = [*config.typst_front_matter, *config.typst_back_matter, *config.typst_supplement]
    front, back, supplement = (
        sorted(placed[place], key=lambda file: _rank(file, patterns)) for place in (FRONT, BACK, SUPPLEMENT)
    )
    return [*front, *_without_empty_parts(placed[BODY]), *back, *supplement]


def _matter_of_file(file: nodes.Element, config: Config) -> str:
    """Return the matter of a file; a part is always of the body, even if its documents are not."""
    return BODY if isinstance(file, Part) else matter_of(file["docname"], config)


def _rank(file: nodes.Element, patterns: list[str]) -> int:
    return next(rank for rank, pattern in enumerate(patterns) if fnmatchcase(file["docname"], pattern))


def _without_empty_parts(files: list[nodes.Element]) -> list[nodes.Element]:
    following = [*files[1:], Part()]
    return [
        file
        for file, after in zip(files, following, strict=False)
        if not (isinstance(file, Part) and isinstance(after, Part))
    ]


def number_chapters(files: list[nodes.Element], config: Config) -> None:
    """Set the ``number``, counted from 1, of each chapter of the body, if ``typst_chapter_numbers`` is on."""
    if not config.typst_chapter_numbers:
        return
    chapters = (file for file in files if isinstance(file, addnodes.start_of_file) and file["base"] == 1)
    for number, file in enumerate((file for file in chapters if matter_of(file["docname"], config) == BODY), start=1):
        file["number"] = str(number)


def drop_repeated_title(file: nodes.Element, title: str, subtitle: str, translate: Translate) -> None:
    """Replace the heading of front matter that repeats the title of the book, since the title page comes before it.

    If the subtitle follows, it becomes the heading; otherwise ``OWN_TITLE`` does, translated.
    """
    section = first_section(file)
    heading = section.children[0] if section is not None and section.children else None
    if section is None or not isinstance(heading, nodes.title) or _plain(heading.astext()) != _plain(title):
        return
    heading[:] = [nodes.Text(translate(OWN_TITLE))]
    first = section.children[1] if len(section.children) > 1 else None
    if isinstance(first, nodes.paragraph) and subtitle and _plain(first.astext()) == _plain(subtitle):
        heading[:] = [nodes.Text(subtitle)]
        section.remove(first)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
