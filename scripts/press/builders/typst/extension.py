"""Register the builder and its options with Sphinx."""

from __future__ import annotations

from typing import Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config

from press.builders.typst.builder import COVER, IMPRINT, TypstBuilder
from press.builders.typst.compile import STANDARDS

#: Media types of notebook outputs that are printed, the best first.
PRINTED = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/plain")


class Option(NamedTuple):
    """A configuration value: its default, the types that it may have, and what it says, in Markdown."""

    default: Any
    types: tuple[type, ...]
    description: str


_TEXT, _LIST = (str,), (list, tuple)
OPTIONS = {
    "typst_file_name": Option("", _TEXT, "name of the PDF without `.pdf`; by default made from the title"),
    "typst_title": Option("", _TEXT, "title on the title page and in the metadata; by default `project`"),
    "typst_subtitle": Option("", _TEXT, "subtitle on the title page and in the metadata"),
    "typst_author": Option("", (str, *_LIST), "a text, or a list of authors; by default `author`"),
    "typst_date": Option("", _TEXT, "printed on the title page as it is given"),
    "typst_keywords": Option([], _LIST, "keywords in the metadata"),
    "typst_description": Option("", _TEXT, "description in the metadata"),
    "typst_imprint": Option(
        [],
        _LIST,
        "lines for the back of the title page, each a text or a pair: what it is about, what it says; the typefaces are named after them",
    ),
    "typst_exclude": Option([], _LIST, "glob patterns of documents left out; those below them in the contents stay"),
    "typst_front_matter": Option(
        [],
        _LIST,
        "glob patterns of documents that stand before the contents, on pages with Roman numbers; one that is called as the book gets the heading “About this book”",
    ),
    "typst_back_matter": Option([], _LIST, "glob patterns of documents that stand after all others, in that order"),
    "typst_supplement": Option([], _LIST, "glob patterns of documents that are a PDF of their own, in that order"),
    "typst_supplement_title": Option("", _TEXT, "what that PDF is called, below the title of the book"),
    "typst_chapter_numbers": Option(
        False, (bool,), "count the chapters between front and back matter where Sphinx gives them no numbers"
    ),
    "typst_lists": Option(
        [],
        _LIST,
        "`figures`, `tables`: lists after the contents, each a name or a pair of name and heading; of long captions they print the first sentence",
    ),
    "typst_base_url": Option(
        "",
        _TEXT,
        "address of the site: links to documents left out and downloads lead there; without it they are plain text",
    ),
    "typst_paper": Option("a4", _TEXT, "any paper that Typst knows"),
    "typst_accent": Option("#00598f", _TEXT, "colour of links, boxes and the title page"),
    "typst_fonts": Option(
        {},
        (dict,),
        "families for `serif`, `sans`, `mono`, each a list; by default Noto Serif, Noto Sans, IBM Plex Mono or JetBrains Mono",
    ),
    "typst_font_paths": Option([], _LIST, "more folders with font files, relative to the configuration"),
    "typst_contents_depth": Option(2, (int,), "levels in the contents; 0 for none"),
    "typst_standards": Option(
        list(STANDARDS), _LIST, "what the PDF must conform to; Typst refuses a book that does not"
    ),
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension ``press.typst``."""
    app.add_builder(TypstBuilder)
    for event in (COVER, IMPRINT):
        app.add_event(event)
    for name, option in OPTIONS.items():
        app.add_config_value(name, option.default, "", option.types, option.description)
    app.setup_extension("press.edition.excluded_classes")
    app.connect("config-inited", keep_notebook_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def keep_notebook_outputs(app: Sphinx, config: Config) -> None:
    """Set for MyST-NB which outputs this builder prints; the author's own priorities, which come later, win."""
    if "nb_mime_priority_overrides" in config:
        ours = [("typst", kind, rank) for rank, kind in enumerate(PRINTED, start=1)]
        config.nb_mime_priority_overrides = [*ours, *(config.nb_mime_priority_overrides or ())]
        # Of each output there is text as well, so that nothing is lost.
        config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]
