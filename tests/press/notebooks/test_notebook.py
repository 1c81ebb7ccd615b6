"""A notebook is read, or told by its file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from damaged import damaged
from hypothesis import given
from small_books import BOOKS

from press.core.errors import PressError
from press.notebooks.notebook import read_notebook

NOTEBOOK = (BOOKS / "weather" / "book" / "notebooks" / "rain.ipynb").read_bytes()


@given(damaged(NOTEBOOK))
def test_a_damaged_notebook_is_read_or_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rain.ipynb"
    path.write_bytes(content)
    try:
        # What was read can be kept: it has no half of a sign.
        assert json.dumps(read_notebook(path), ensure_ascii=False).encode()
    except PressError as error:
        assert error.file == path


@pytest.mark.parametrize("source", ['"\\ud800"', "[" * 100_000, '"' + "a" * 100])
def test_a_cell_that_nobody_can_have_typed_is_told(tmp_path: Path, source: str) -> None:
    path = tmp_path / "rain.ipynb"
    cell = f'{{"cell_type": "markdown", "id": "a", "metadata": {{}}, "source": {source}}}'
    path.write_text(f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}', encoding="utf-8")
    with pytest.raises(PressError, match="not a notebook"):
        read_notebook(path)
