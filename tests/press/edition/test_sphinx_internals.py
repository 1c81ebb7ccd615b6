"""The internals of Sphinx, docutils, MyST-NB and Python that press uses: a test names one that an upgrade has taken away."""

import io
import zipfile
from pathlib import Path

import myst_nb.sphinx_
import pytest
from docutils.parsers.rst import directives, roles
from sphinx.builders import linkcheck
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.testing.util import SphinxTestApp
from sphinx.writers.html5 import HTML5Translator

INTERNALS = {
    BuildEnvironment: "get_doctree master_doctree",
    StandaloneHTMLBuilder: "_write_serial",
    StandardDomain: "_resolve_numref_xref",
    HTML5Translator: "visit_figure depart_figure visit_table",
    roles: "_roles _role_registry",
    directives: "_directives _directive_registry",
    myst_nb.sphinx_: "HideCodeCellNode",
    linkcheck: "Hyperlink HyperlinkAvailabilityChecker",
}


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner in INTERNALS for name in INTERNALS[owner].split()])
def test_a_class_or_module_still_has_it(owner: object, name: str) -> None:
    assert hasattr(owner, name)


def test_a_sphinx_at_work_still_has_it(tmp_path: Path) -> None:
    (tmp_path / "conf.py").touch()
    (tmp_path / "index.rst").write_text("A\n=\n", encoding="utf-8")
    app = SphinxTestApp("html", tmp_path)
    app.build()
    listeners = app.events.listeners["env-get-updated"]
    assert any(isinstance(getattr(one.handler, "__self__", None), TocTreeCollector) for one in listeners)
    assert "_pickled_doctree_cache" in vars(app.env)
    assert "_table_row_indices" in vars(app.builder.docwriter.visitor)
    app.cleanup()


def test_a_file_in_a_zip_still_has_its_compressor() -> None:
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as file:
        assert hasattr(file, "_compressor")
