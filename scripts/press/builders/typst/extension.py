"""Registers the builder and its options with Sphinx."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from press.builders.typst.builder import TypstBuilder
from press.builders.typst.compile import STANDARDS
from press.builders.typst.front_pages import COVER, IMPRINT
from press.builders.typst.outputs import PRINTED, ChooseOutputs

#: Each option: default and the types that its value may have.
OPTIONS: dict[str, tuple[Any, tuple[type, ...]]] = {
    "typst_file_name": ("", (str,)),
    "typst_title": ("", (str,)),
    "typst_subtitle": ("", (str,)),
    "typst_author": ("", (str, list, tuple)),
    "typst_date": ("", (str,)),
    "typst_keywords": ([], (list, tuple)),
    "typst_description": ("", (str,)),
    "typst_imprint": ([], (list, tuple)),
    "typst_exclude": ([], (list, tuple)),
    "typst_front_matter": ([], (list, tuple)),
    "typst_back_matter": ([], (list, tuple)),
    "typst_chapter_numbers": (False, (bool,)),
    "typst_lists": ([], (list, tuple)),
    "typst_base_url": ("", (str,)),
    "typst_paper": ("a4", (str,)),
    "typst_accent": ("#00598f", (str,)),
    "typst_fonts": ({}, (dict,)),
    "typst_font_paths": ([], (list, tuple)),
    "typst_contents_depth": (2, (int,)),
    "typst_index": (True, (bool,)),
    "typst_standards": (list(STANDARDS), (list, tuple)),
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Sphinx's entry point of the extension ``press.typst``."""
    app.add_builder(TypstBuilder)
    for event in (COVER, IMPRINT):
        app.add_event(event)
    for name, (default, types) in OPTIONS.items():
        app.add_config_value(name, default, "", types)
    app.add_post_transform(ChooseOutputs)
    app.setup_extension("press.edition.excluded_classes")
    app.connect("config-inited", keep_notebook_outputs)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def keep_notebook_outputs(app: Sphinx, config: Config) -> None:
    """Tells MyST-NB, which drops what it does not know, which outputs this builder prints; the author's list wins."""
    if "nb_mime_priority_overrides" not in config:
        return
    given = [tuple(entry) for entry in config.nb_mime_priority_overrides or ()]
    known = {(entry[0], entry[1]) for entry in given}
    ours = [
        ("typst", kind, 10 * (rank + 1))
        for rank, kind in enumerate(PRINTED)
        if ("typst", kind) not in known and ("*", kind) not in known
    ]
    config.nb_mime_priority_overrides = ours + given
