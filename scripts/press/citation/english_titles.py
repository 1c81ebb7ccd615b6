"""Read the titles of chapters in the English edition, which citations of other editions tell in brackets."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.caches import cached_per_build
from press.core.settings import Settings
from press.core.text import read_utf8
from press.edition.chapters import address, contents, edition_docname
from press.edition.context import get_context
from press.edition.dependencies import pages_to_write
from press.language.profiles.en import ENGLISH
from press.notebooks.results import read_notebook

_BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")
_TITLE = ("heading_open", "h1")


def setup_english_titles(app: Sphinx) -> None:
    """Write pages anew when the title of their chapter changes in the English edition, whose text is not part of this one."""
    app.connect("env-get-updated", _follow_titles)


def _follow_titles(app: Sphinx, env: BuildEnvironment) -> list[str]:
    settings = get_context(app).settings
    now = {docname: english_titles(settings).get(address(docname, settings), "") for docname in env.found_docs}
    return pages_to_write(env, "its title in English", now)


@cached_per_build
def english_titles(settings: Settings) -> dict[str, str]:
    """Return the first heading of each page of the English edition, if there is one; of notebooks only where English is the default language."""
    found = {}
    for docname in contents(settings) if ENGLISH.tag in settings.languages else ():
        path = settings.root / edition_docname(docname, settings, ENGLISH.tag)
        chapter, notebook = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.ipynb")
        text = read_utf8(chapter) if chapter.is_file() else ""
        if settings.languages[0] == ENGLISH.tag and notebook.is_file():
            text = next((cell.source for cell in read_notebook(notebook).cells if cell.cell_type == "markdown"), "")
        tokens = _BLOCKS.parse(text)
        heading = next((after for token, after in pairwise(tokens) if (token.type, token.tag) == _TITLE), None)
        # Of one with a role the text is not known here.
        if heading and "{" not in heading.content:
            (inline,) = MarkdownIt().parseInline(heading.content)
            found[address(docname, settings)] = "".join(part.content for part in inline.children or ())
    return found
