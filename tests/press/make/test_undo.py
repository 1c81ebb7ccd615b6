"""A run of Sphinx that found faults leaves no trace: the next one reads, and warns of, the same documents again."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.make.undo import ENVIRONMENT, Undo


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two documents that was built."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text("html_theme = 'basic'\nhtml_copy_source = False\n", encoding="utf-8")
    (source / "index.rst").write_text("First\n=====\n\n.. toctree::\n\n   rain\n", encoding="utf-8")
    (source / "rain.rst").write_text("Rain\n====\n\nWet.\n", encoding="utf-8")
    run(tmp_path)
    return tmp_path


def run(project: Path) -> tuple[str, Undo]:
    """Build the pages; return what Sphinx warns of, and what would undo it."""
    undo, warnings = Undo(project / "doctrees"), io.StringIO()
    source, out = project / "source", project / "out"
    with docutils_namespace():
        app = Sphinx(source, source, out, project / "doctrees", "html", status=None, warning=warnings)
        undo.follow(app)
        undo.begin()
        app.build()
    return warnings.getvalue(), undo


def made(project: Path) -> dict[str, bytes]:
    paths = [
        project / "doctrees" / ENVIRONMENT,
        *(project / "out").glob("*.html"),
        *(project / "doctrees").glob("*.doctree"),
    ]
    return {path.name: path.read_bytes() for path in paths if path.is_file()}


def test_documents_of_a_run_that_is_undone_are_read_and_warned_of_again(project: Path) -> None:
    before = made(project)
    (project / "source" / "rain.rst").write_text("Rain\n====\n\nWet :ref:`nowhere`.\n", encoding="utf-8")
    warned, undo = run(project)
    assert "undefined label" in warned
    undo.undo()
    left = made(project)
    assert left[ENVIRONMENT] == before[ENVIRONMENT]
    assert {"rain.html", "rain.doctree"}.isdisjoint(left) and left["index.doctree"] == before["index.doctree"]
    assert "undefined label" in run(project)[0]


def test_without_undoing_sphinx_would_be_silent(project: Path) -> None:
    (project / "source" / "rain.rst").write_text("Rain\n====\n\nWet :ref:`nowhere`.\n", encoding="utf-8")
    assert "undefined label" in run(project)[0]
    assert "undefined label" not in run(project)[0]


def test_a_first_run_that_is_undone_leaves_no_environment(project: Path) -> None:
    (project / "doctrees" / ENVIRONMENT).unlink()
    run(project)[1].undo()
    assert not (project / "doctrees" / ENVIRONMENT).exists()
