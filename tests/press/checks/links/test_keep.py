"""What the addresses of a book answered is kept in its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from leaning_book import lean_on, rows_of
from web_server import Server, closed_port

from press.build.checking import check_book
from press.checks.links.ask import Manners
from press.checks.links.keep import lines_on, manners_of, try_addresses
from press.core.errors import PressError
from press.core.settings import load_settings

Book = Callable[[str], Path]
MANNERS = Manners("harbour (checks its references)", pause=0.0, timeout=0.6)
TODAY = dt.date(2027, 1, 5)


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


def test_answers_are_kept_in_their_columns_and_the_checksum_with_them(book: Book, serve: Callable[[], Server]) -> None:
    root, at = book("audit"), serve().address
    pages = [
        {"address": f"{at}/to/new", "read": "2026-11-26", "archived": f"{at}/copy"},
        {"address": f"{at}/410"},
        {"address": f"{at}/503", "tried": "2026-12-01", "answer": "200"},
    ]
    lean_on(root, pages)
    tried = try_addresses(root, MANNERS, TODAY)
    assert rows_of(root) == {
        f"{at}/to/new": {**pages[0], "tried": "2027-01-05", "answer": "200", "final": f"{at}/new"},
        f"{at}/410": {"address": f"{at}/410", "read": "", "archived": "", "tried": "2027-01-05", "answer": "410"}
        | {"final": ""},
        f"{at}/503": {"address": f"{at}/503", "read": "", "archived": "", "tried": "2027-01-05", "answer": "503"}
        | {"final": ""},
    }
    assert list(lines_on(tried))[:3] == [
        f"gone: {at}/410",
        f"moved: {at}/to/new -> {at}/new",
        f"not had (503): {at}/503",
    ]
    check_book(root, ["tables", "addresses"])
    assert try_addresses(root, MANNERS, TODAY).news == [], "what is known is no news"


def test_without_a_network_nothing_is_changed_and_that_is_said(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"{closed_port()}/{name}"} for name in "abc"])
    before = contents(root)
    with pytest.raises(PressError, match=r"no host could be reached; addresses\.csv is as it was"):
        try_addresses(root, MANNERS, TODAY)
    assert contents(root) == before


def test_a_book_without_such_a_table_is_told_so(book: Book) -> None:
    with pytest.raises(PressError, match="no table of addresses"):
        try_addresses(book("audit"), MANNERS, TODAY)


def test_the_name_that_hosts_are_given_is_that_of_the_book(book: Book) -> None:
    root = book("audit")
    assert manners_of(load_settings(root)).name.startswith(load_settings(root).slug)
