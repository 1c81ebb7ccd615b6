"""What documents show of one another, and what is kept of them while it stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from press.edition.xref_digest import has_index, xref_digest

START = "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   rain\n"
RAIN = "Rain\n====\n\n.. _here:\n\nIn May\n------\n\nIt rained.\n\n.. figure:: x.svg\n\n   Days.\n"


@pytest.fixture(scope="module")
def digest_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The digest of a project of two documents, whose second one has this text."""

    @cache
    def read(text: str, *, numfig: bool = True) -> str:
        folder = tmp_path_factory.mktemp("project")
        (folder / "conf.py").write_text(f"numfig = {numfig}\n", encoding="utf-8")
        (folder / "index.rst").write_text(START, encoding="utf-8")
        (folder / "rain.rst").write_text(text, encoding="utf-8")
        app = SphinxTestApp("dummy", folder)
        app.builder.read()
        # At which Sphinx numbers sections and figures.
        app.emit("env-get-updated", app.env)
        app.cleanup()
        return xref_digest(app.env)

    return read


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rain\n====", "Snow\n===="),
        ("In May", "In mid"),
        (".. _here:", ".. _there:"),
        (".. figure:: x.svg\n\n   Days.", "Days."),
        ("It rained.", "It rained.\n\n.. index:: rain"),
        ("It rained.", "It rained.\n\n.. option:: --wet"),
        ("In May\n------\n\n", ""),
    ],
)
def test_a_change_that_other_pages_may_show_changes_the_digest(
    digest_of: Callable[[str], str], old: str, new: str
) -> None:
    assert old in RAIN
    assert digest_of(RAIN) != digest_of(RAIN.replace(old, new))


@pytest.mark.parametrize("new", ["It snowed.", "It rained.\n\nAnd again, *much*.", "It rained. See :ref:`here`."])
def test_a_change_of_text_alone_does_not(digest_of: Callable[[str], str], new: str) -> None:
    assert digest_of(RAIN) == digest_of(RAIN.replace("It rained.", new))


@pytest.mark.parametrize("numfig", [True, False])
def test_a_formula_that_moves_or_has_another_label_changes_the_digest(
    digest_of: Callable[..., str], numfig: bool
) -> None:
    formula = RAIN + "\n.. math:: x\n   :label: sum\n"
    others = (formula.replace("sum", "mean"), formula.replace("It rained.", ".. math:: y\n   :label: first\n"))
    assert len({digest_of(text, numfig=numfig) for text in (formula, *others)}) == 3


def test_a_project_has_an_index_once_a_document_has_an_entry() -> None:
    env: Any = SimpleNamespace(domaindata={"index": {"entries": {"a": [], "b": []}}})
    assert not has_index(env)
    env.domaindata["index"]["entries"]["b"] = [("single", "rain", "", "", None)]
    assert has_index(env)
