"""What the addresses of a book answered is kept in its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from leaning_book import lean_on, rows_of
from web_server import Server, closed_port

from press.checks.links import ask, try_addresses
from press.core.errors import PressError
from press.core.settings import load_settings
from press.make.checking import check_book

Book = Callable[[str], Path]
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
    tried = try_addresses(root, TODAY)
    assert rows_of(root) == {
        f"{at}/to/new": {**pages[0], "tried": "2027-01-05", "answer": "200", "final": f"{at}/new"},
        f"{at}/410": {"address": f"{at}/410", "read": "", "archived": "", "tried": "2027-01-05", "answer": "410"}
        | {"final": ""},
        f"{at}/503": {"address": f"{at}/503", "read": "", "archived": "", "tried": "2027-01-05", "answer": "ignored"}
        | {"final": ""},
    }
    assert tried.lines[:3] == [
        f"gone: {at}/410",
        f"moved: {at}/to/new -> {at}/new",
        f"not had (ignored): {at}/503",
    ]
    check_book(root, ["tables", "addresses"])
    assert not try_addresses(root, TODAY).has_news, "what is known is no news"


def test_without_a_network_nothing_is_changed_and_that_is_said(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"{closed_port()}/{name}"} for name in "abc"])
    before = contents(root)
    with pytest.raises(PressError, match=r"no host could be reached; addresses\.csv is as it was"):
        try_addresses(root, TODAY)
    assert contents(root) == before


def test_a_book_without_such_a_table_is_told_so(book: Book) -> None:
    with pytest.raises(PressError, match="no table of addresses"):
        try_addresses(book("audit"), TODAY)


def test_an_address_answers_with_a_status_or_a_word_to_a_book_that_says_who_it_is(
    book: Book, serve: Callable[..., Server]
) -> None:
    settings, server = load_settings(book("audit")), serve()
    at, unsigned = server.address, serve(secured=True).address
    expected = {
        f"{at}/": ("200", ""),
        f"{at}/page#part": ("200", ""),
        f"{at}/no-head": ("200", ""),
        f"{at}/to/new": ("200", f"{at}/new"),
        f"{at}/403": ("403", ""),
        f"{at}/404": ("404", ""),
        f"{at}/500": ("500", ""),
        f"{at}/round": ("broken", ""),
        f"{at}/broken": ("broken", ""),
        f"{at}/slow": ("timeout", ""),
        f"{unsigned}/": ("broken", ""),
        f"{closed_port()}/": ("broken", ""),
        "http://nobody.invalid/a": ("no-host", ""),
        "http://" + "a" * 64 + ".example/": ("broken", ""),
    }
    assert dict(ask([*expected, "http://[::1/"], settings, timeout=0.6)) == expected
    assert {name.split()[0] for name in server.asking} == {settings.slug}
