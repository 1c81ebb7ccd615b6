"""One page of all that extensions of a Jupyter Book bring, in the theme of press."""

import shutil
from pathlib import Path

from support.pages_with_contents import Pages, open_contents

from press.builders.html.assets import bundled
from press.builders.html.contents import SplitCaptions
from press.builders.html.pages import THEME_FOLDER, is_wanted
from press.core.resources import press_path
from press.directives.components import setup_details
from press.directives.table_nodes import setup_rich_tables
from press.language.catalogues import get_translation

project = "Components"
html_title = project
language = "en"
extensions = [
    *("myst_parser", "sphinx_design", "sphinx_togglebutton", "sphinx_book_theme", "sphinx.ext.todo"),
    *("sphinx_proof", "sphinx_exercise", "sphinx_subfigure"),
]
source_suffix = {".md": "markdown"}
html_theme = "press"
html_permalinks_icon = "#"
numfig = True
todo_include_todos = True
myst_enable_extensions = [
    "attrs_inline",
    "attrs_block",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "tasklist",
]


class StyledPages(Pages):
    """Pages without what their theme does itself."""

    def update_page_context(self, pagename, templatename, ctx, event_arg):
        """Give the templates what the extension of press gives them."""
        assets, translate = bundled(), get_translation(self.config.language)
        ctx.update(
            press_translate=translate,
            press_first=assets.first_style(ctx.get("body", ""), "_static"),
            press_mode=assets.first_script,
        )
        ctx.update(press_sheet=f"_static/{assets.sheet}", press_script=f"_static/{assets.script}")
        ctx["press_shell_words"] = "{}"

    def copy_assets(self):
        """Copy the styles and scripts of press."""
        super().copy_assets()
        shutil.copytree(press_path("builders/html/bundle"), Path(self.outdir, "_static"), dirs_exist_ok=True)


def leave_out(app, page, template, context, doctree):
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if is_wanted(file)]


def remove_theme(app, config):
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if "sphinx_book_theme" not in str(one.handler.__module__)]


def setup(app):
    app.add_builder(StyledPages, override=True)
    app.add_html_theme("press", str(THEME_FOLDER))
    app.connect("config-inited", remove_theme)
    app.connect("html-page-context", leave_out, priority=900)
    app.connect("html-page-context", open_contents, priority=1000)
    app.add_post_transform(SplitCaptions)
    setup_details(app)
    setup_rich_tables(app)
