"""Docstrings begin as the field's do: with a verb in the imperative, whose subject is the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from docstrings import faults
from house import SCRIPTS


def test_each_docstring_of_press_begins_with_a_verb() -> None:
    assert list(faults(SCRIPTS / "press")) == []


@pytest.mark.parametrize(
    "docstring", ["The row of a table.", "What is read.", "Tell whether it is there.", "return nothing."]
)
def test_one_that_begins_in_another_way_is_found(tmp_path: Path, docstring: str) -> None:
    (tmp_path / "some.py").write_text(f'def some():\n    """{docstring}"""\n', encoding="utf-8")
    assert list(faults(tmp_path)) == [f"{tmp_path / 'some.py'}:1: {docstring}"]


def test_classes_may_be_named_by_what_they_are(tmp_path: Path) -> None:
    text = 'class Row:\n    """A row of a table."""\n'
    (tmp_path / "some.py").write_text(text, encoding="utf-8")
    assert list(faults(tmp_path)) == []
