"""Each address that a book leans on has a row in its table, and each row an address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from leaning_book import TABLE, lean_on
from small_books import replace

from press.core.errors import PressError
from press.data.accept import accept
from press.make.checking import check_book

Book = Callable[[str], Path]


def test_an_address_without_a_row_and_a_row_without_use_are_faults(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"https://{name}.example/"} for name in "abc"])
    table = root / TABLE
    replace(table, "https://b.", "https://other.")
    accept([table], root)
    with pytest.raises(PressError) as told:
        check_book(root, ["addresses"])
    assert "data/evidence.csv:3: https://b.example/ has no row in data/addresses.csv" in str(told.value)
    assert "data/addresses.csv:3: nothing names https://other.example/; remove the row" in str(told.value)
