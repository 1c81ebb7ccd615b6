"""Register the builder and its options with Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from press.builders.typst.builder import COVER, IMPRINT, TypstBuilder
from press.builders.typst.compile import STANDARDS

#: Media types of notebook outputs that are printed, the best first.
PRINTED = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/plain")


_TEXT, _LIST = (str,), (list, tuple)

#: The default of each option, and the types that it may have; docs/reference/settings.md tells what they are for.
OPTIONS: dict[str, tuple[Any, tuple[type, ...]]] = {
    "typst_file_name": ("", _TEXT),
    "typst_title": ("", _TEXT),
    "typst_subtitle": ("", _TEXT),
    "typst_author": ("", (str, *_LIST)),
    "typst_date": ("", _TEXT),
    "typst_keywords": ([], _LIST),
    "typst_description": ("", _TEXT),
    "typst_imprint": ([], _LIST),
    "typst_exclude": ([], _LIST),
    "typst_front_matter": ([], _LIST),
    "typst_back_matter": ([], _LIST),
    "typst_supplement": ([], _LIST),
    "typst_supplement_title": ("", _TEXT),
    "typst_chapter_numbers": (False, (bool,)),
    "typst_lists": ([], _LIST),
    "typst_base_url": ("", _TEXT),
    "typst_paper": ("a4", _TEXT),
    "typst_accent": ("#00598f", _TEXT),
    "typst_fonts": ({}, (dict,)),
    "typst_font_paths": ([], _LIST),
    "typst_contents_depth": (2, (int,)),
    "typst_standards": (list(STANDARDS), _LIST),
    "typst_compile": (True, (bool,)),
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension ``press.typst``."""
    app.add_builder(TypstBuilder)
    app.add_event(COVER)
    app.add_event(IMPRINT)
    for name, (default, types) in OPTIONS.items():
        app.add_config_value(name, default, "", types)
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
