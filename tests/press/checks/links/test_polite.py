"""Addresses that are asked whether they are still there, by a server that has all kinds of them."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from leaning_book import TABLE, lean_on, rows_of

from press.checks.links.keep import lines_on, manners_of, try_addresses
from press.checks.links.polite import Manners, NoNetworkError, ask_all
from press.checks.run import check_book
from press.core.errors import PressError
from press.core.settings import load_settings
from press.data.accept import accept
from press.edition.load import load_sources

Book = Callable[[str], Path]
MANNERS = Manners("harbour (checks its references)", pause=0.0, timeout=0.6)
TODAY = dt.date(2027, 1, 5)


@dataclass
class Seen:
    """What a server was asked: method, path, name of who asked, and when."""

    asked: list[tuple[str, str, str, float]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    robots: str = ""


class Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    seen: Seen

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        seen = self.seen
        seen.at_once += 1
        seen.most_at_once = max(seen.most_at_once, seen.at_once)
        seen.asked.append((self.command, self.path, self.headers["User-Agent"], time.monotonic()))
        try:
            self._tell(self.path)
        finally:
            seen.at_once -= 1

    def _tell(self, path: str) -> None:
        if path == "/robots.txt":
            return self._send(200 if self.seen.robots else 404, self.seen.robots)
        if path.startswith("/to/"):
            return self._send(301, "", path.removeprefix("/to"))
        if path == "/round":
            return self._send(302, "", "/round")
        if path == "/slow":
            time.sleep(1.2)
        if path == "/broken":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
            return None
        if path == "/no-head":
            return self._send(405 if self.command == "HEAD" else 200, "here")
        return self._send(int(path[1:]) if path[1:].isdigit() else 200, "here")

    def _send(self, status: int, text: str, to: str = "") -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        body = text.encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@dataclass
class Server:
    address: str
    seen: Seen


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    """Starts servers of their own port."""
    started = []

    def start(secured: bool = False) -> Server:
        seen = Seen()
        server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"seen": seen}))
        if secured:
            server.socket = own_certificate(tmp_path).wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        started.append(server)
        return Server(f"http{'s' if secured else ''}://127.0.0.1:{server.server_port}", seen)

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def own_certificate(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody has signed but its owner."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run(
        [*command, "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def contents(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


@pytest.fixture(autouse=True)
def _no_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody outside is asked for the address of a host."""
    real = socket.getaddrinfo

    def look_up(host: Any, *more: Any, **named: Any) -> Any:
        if host != "127.0.0.1":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def asked(addresses: list[str], manners: Manners = MANNERS) -> dict[str, tuple[str, str]]:
    answers = ask_all(addresses, manners, lambda address, answer: None)
    return {address: (answer.answer, answer.final) for address, answer in answers.items()}


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", "200"),
        ("/404", "404"),
        ("/410", "410"),
        ("/403", "403"),
        ("/500", "500"),
        ("/429", "429"),
        ("/no-head", "200"),
        ("/round", "loop"),
        ("/broken", "refused"),
    ],
)
def test_an_address_answers_with_a_status_or_a_word(serve: Callable[[], Server], path: str, answer: str) -> None:
    server = serve()
    assert asked([f"{server.address}/", server.address + path])[server.address + path] == (answer, "")


def test_a_redirect_is_followed_and_told(serve: Callable[[], Server]) -> None:
    at = serve().address
    assert asked([f"{at}/to/new", f"{at}/to/to/404"]) == {
        f"{at}/to/new": ("200", f"{at}/new"),
        f"{at}/to/to/404": ("404", f"{at}/404"),
    }


def test_a_server_that_takes_too_long_and_one_whose_certificate_is_not_signed_are_told(
    serve: Callable[..., Server],
) -> None:
    slow, insecure = serve().address, serve(secured=True).address
    found = asked([f"{slow}/", f"{slow}/slow", f"{insecure}/"])
    assert found[f"{slow}/slow"] == ("timeout", "")
    assert found[f"{insecure}/"] == ("insecure", "")


def test_a_host_that_is_not_there_is_asked_once_and_not_for_each_of_its_pages(serve: Callable[[], Server]) -> None:
    here, gone, closed = serve().address, "http://nobody.invalid", closed_port()
    found = asked([f"{here}/", f"{gone}/a", f"{gone}/b", f"{closed}/a", f"{closed}/b"])
    assert {address: answer for address, (answer, _) in found.items() if here not in address} == {
        f"{gone}/a": "no-host",
        f"{gone}/b": "no-host",
        f"{closed}/a": "refused",
        f"{closed}/b": "refused",
    }


def test_a_host_gets_one_request_at_a_time_with_a_pause_between_by_one_who_says_who_he_is(
    serve: Callable[[], Server],
) -> None:
    server = serve()
    asked([f"{server.address}/{number}" for number in (200, 201, 202)], replace(MANNERS, pause=0.1))
    times = [when for _, path, _, when in server.seen.asked if path != "/robots.txt"]
    assert server.seen.most_at_once == 1
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
    assert {name for _, _, name, _ in server.seen.asked} == {"harbour (checks its references)"}
    assert [method for method, *_ in server.seen.asked] == ["GET", "HEAD", "HEAD", "HEAD"]


def test_what_robots_txt_forbids_is_not_asked(serve: Callable[[], Server]) -> None:
    server = serve()
    server.seen.robots = "User-agent: *\nDisallow: /private\n"
    found = asked([f"{server.address}/private/a", f"{server.address}/open"])
    assert [answer for answer, _ in found.values()] == ["robots", "200"]
    assert [path for _, path, *_ in server.seen.asked] == ["/robots.txt", "/open"]


def test_where_no_host_can_be_reached_there_is_no_network() -> None:
    with pytest.raises(NoNetworkError):
        asked([f"{closed_port()}/{number}" for number in range(3)])


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


def test_that_a_host_is_no_more_is_not_believed_where_the_network_went_away(
    book: Book, serve: Callable[[], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, at = book("audit"), serve().address
    lean_on(root, [{"address": f"{at}/a"}, {"address": "http://nobody.invalid/a"}, {"address": f"{at}/404"}])
    monkeypatch.setattr("press.checks.links.keep.ask", lambda *_: type("No", (), {"is_status": False}))
    try_addresses(root, MANNERS, TODAY)
    assert rows_of(root)["http://nobody.invalid/a"]["tried"] == ""
    monkeypatch.undo()
    try_addresses(root, MANNERS, TODAY)
    assert rows_of(root)["http://nobody.invalid/a"]["answer"] == "no-host"


def test_an_address_without_a_row_and_a_row_without_use_are_faults(book: Book) -> None:
    root = book("audit")
    lean_on(root, [{"address": f"https://{name}.example/"} for name in "abc"])
    table = root / TABLE
    table.write_text(table.read_text(encoding="utf-8").replace("https://b.", "https://other."), encoding="utf-8")
    accept([table], load_sources(root))
    with pytest.raises(PressError) as told:
        check_book(root, ["addresses"])
    assert "data/evidence.csv:3: https://b.example/ has no row in data/addresses.csv" in str(told.value)
    assert "data/addresses.csv:3: nothing names https://other.example/; remove the row" in str(told.value)


def test_a_book_without_such_a_table_is_told_so(book: Book) -> None:
    with pytest.raises(PressError, match="no table of addresses"):
        try_addresses(book("audit"), MANNERS, TODAY)


def test_the_name_that_hosts_are_given_is_that_of_the_book(book: Book) -> None:
    root = book("audit")
    assert manners_of(load_settings(root)).name.startswith(load_settings(root).slug)
