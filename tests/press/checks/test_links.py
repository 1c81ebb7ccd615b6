"""Each address that a book leans on has a row in its table, which keeps what it answered."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.addresses_book import TABLE, lean_on, rows_of
from support.small_books import append, contents, faults_of, replace
from support.web_server import Server, closed_port, own_certificate, start_server

from press.checks.links import ask, try_addresses
from press.core.errors import PressError
from press.core.settings import load_settings
from press.data.accept import accept
from press.make.checking import check_book

Book = Callable[[str], Path]
TODAY = dt.date(2027, 1, 5)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers of their own port."""
    started: list[Server] = []

    def start(secured: bool = False) -> Server:
        started.append(start_server(own_certificate(tmp_path) if secured else None))
        return started[-1]

    yield start
    for server in started:
        server.close()


@pytest.fixture(autouse=True)
def _no_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody outside is asked for the address of a host."""
    real = socket.getaddrinfo

    def look_up(host: Any, *more: Any, **named: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_an_address_without_a_row_is_a_fault(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"https://{name}.example/"} for name in "abc"])
    table = root / TABLE
    replace(table, "https://b.", "https://other.")
    accept([table], root)
    (fault,) = faults_of(root, "addresses")
    assert fault.startswith("data/evidence.csv:3: https://b.example/ has no row in data/addresses.csv")


def test_answers_are_kept_in_their_columns_and_the_checksum_with_them(book: Book, serve: Callable[[], Server]) -> None:
    root, at = book("audit"), serve().address
    pages = [
        {"address": f"{at}/to/new", "read": "2026-11-26", "archived": f"{at}/copy", "archived_on": "2026-11-28"},
        {"address": f"{at}/410"},
        {"address": f"{at}/503", "tried": "2026-12-01", "answer": "200"},
    ]
    lean_on(root, pages)
    lines, _ = try_addresses(root, TODAY)
    assert rows_of(root) == {
        f"{at}/to/new": {**pages[0], "tried": "2027-01-05", "answer": "200", "final": f"{at}/new"},
        f"{at}/410": {"address": f"{at}/410", "read": "", "archived": "", "archived_on": "", "tried": "2027-01-05"}
        | {"answer": "410", "final": ""},
        f"{at}/503": {"address": f"{at}/503", "read": "", "archived": "", "archived_on": "", "tried": "2027-01-05"}
        | {"answer": "ignored", "final": ""},
    }
    assert lines[:3] == [f"gone: {at}/410", f"moved: {at}/to/new -> {at}/new", "1 of 3 addresses answer"]
    assert faults_of(root, "tables", "addresses") == []
    assert not try_addresses(root, TODAY)[1], "what is known is no news"


def test_without_a_network_nothing_is_changed_and_that_is_said(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"{closed_port()}/{name}"} for name in "abc"])
    before = contents(root / "data")
    with pytest.raises(PressError, match="no host could be reached; nothing was written"):
        try_addresses(root, TODAY)
    assert contents(root / "data") == before


def test_addresses_in_chapters_are_asked_once_and_told_with_their_line(book: Book, serve: Callable[[], Server]) -> None:
    root, server = book("weather"), serve()
    at, chapter = server.address, root / "book" / "en" / "rain.md"
    replace(root / "_config.yml", "press_slug:", f"html_baseurl: {at}/own\n    press_slug:")
    line = chapter.read_text(encoding="utf-8").count("\n") + 1
    append(
        chapter, f"\n[a]({at}/404#part) and <{at}/to/new>, [b]({at}/own/200).\n\n:::{{note}}\n[a]({at}/404#part)\n:::\n"
    )
    check_book(root, ("sphinx",))
    asked = list[str]()
    lines, has_news = try_addresses(root, TODAY, asked.append)
    place = f"(book/en/rain.md:{line + 1})"
    assert lines[:2] == [f"gone: {at}/404#part {place}", f"moved: {at}/to/new -> {at}/new {place}"]
    assert has_news
    assert [address for address in asked if at in address] == [f"404      {at}/404#part", f"200      {at}/to/new"]
    replace(chapter, "/404#part", "/200")
    check_book(root, ("sphinx",))
    assert not try_addresses(root, TODAY)[1], "one that leads on is no fault"


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
    pages = ask([*expected, "http://[::1/"], settings, timeout=0.6)
    assert {page.address: (page.answer, page.final) for page in pages} == expected
    assert {name.split()[0] for name in server.asking} == {settings.slug}
