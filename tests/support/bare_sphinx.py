"""Sphinx without chapters: reads reStructuredText and writes HTML in memory, with the parts of press that a test registers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from docutils import nodes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.testing.restructuredtext import parse
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.edition.context import EditionContext


class BareSphinx:
    """An application of Sphinx with one page, ``index``."""

    def __init__(self, app: Sphinx, warnings: StringIO) -> None:
        self.app = app
        self._warnings = warnings

    def read(self, text: str) -> nodes.document:
        """The doctree of a text, with all transforms of reading applied."""
        return parse(self.app, text)

    def resolved(self, text: str) -> nodes.document:
        """The doctree of a text as it is written: with all transforms applied."""
        document = self.read(text)
        self.app.env.apply_post_transforms(document, "index")
        return document

    def html(self, *content: nodes.Node) -> Element:
        """What nodes are on a page, in an element of their own."""
        document = self.read("")
        document += list(content)
        self.app.env.apply_post_transforms(document, "index")
        builder = self.app.builder
        builder.prepare_writing({"index"})
        builder.current_docname = "index"
        document.settings = builder.docsettings
        visitor = builder.create_translator(document, builder)
        document.walkabout(visitor)
        page = html5lib.parse("".join(visitor.body), namespaceHTMLElements=False)
        body: Element = page.find("body")
        return body

    def warned(self) -> str:
        """What was warned of since the last call."""
        text = strip_colors(self._warnings.getvalue()).replace(f"{self.app.srcdir}/", "")
        self._warnings.seek(0)
        self._warnings.truncate()
        return text


@contextmanager
def bare_sphinx(folder: Path, context: EditionContext, *setups: Callable[[Sphinx], None]) -> Iterator[BareSphinx]:
    """Sphinx for the edition of ``context``, which would write into ``folder``."""
    root, warnings = context.settings.root, StringIO()
    # Sphinx keeps the words of the last language where another has none.
    locale.translators.clear()
    with patch_docutils(str(folder)), docutils_namespace():
        config = {"language": context.language}
        app = Sphinx(root, None, folder / "out", folder / "doctrees", "html", config, status=None, warning=warnings)
        app.press = context  # type: ignore[attr-defined]
        for setup in setups:
            setup(app)
        yield BareSphinx(app, warnings)
