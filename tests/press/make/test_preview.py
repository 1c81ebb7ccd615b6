"""Pages of a book that is edited are served with a script that listens, and told of by events when they change."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from press.core.errors import PressError
from press.core.resources import press_path
from press.make.editions import Front
from press.make.serve import Handler, Preview, version

PAGE = "<!doctype html><html><body><p>Rain</p></body></html>"


class Line:
    """A connection on which one request has arrived, and from which the browser goes after some answers."""

    def __init__(
        self, address: str, each: list[Callable[[], object]] | None = None, *, host: str = "localhost"
    ) -> None:
        self._request, self._each = f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), each
        self.sent = b""

    def makefile(self, *arguments: Any) -> io.BytesIO:
        return io.BytesIO(self._request)

    def sendall(self, data: bytes) -> None:
        self.sent += data
        if self._each is not None and b"event" in data.partition(b"\r\n\r\n")[2] + data[:5]:
            if not self._each:
                raise BrokenPipeError
            self._each.pop(0)()


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Preview]:
    site = tmp_path / "site"
    (site / "en").mkdir(parents=True)
    for name in ("en/index.html", "en/rain.html"):
        (site / name).write_text(PAGE, encoding="utf-8")
    (site / "en" / "rain.css").write_text("p {}", encoding="utf-8")
    with Preview(0, site) as server:
        yield server


def ask(state: Preview, line: Line) -> tuple[int, dict[str, str], str]:
    """The code, the headers and the body of the answer."""
    Handler(cast(Any, line), ("127.0.0.1", 1), state)
    head, _, body = line.sent.partition(b"\r\n\r\n")
    first, *headers = head.decode().split("\r\n")
    return int(first.split()[1]), dict(header.split(": ", 1) for header in headers), body.decode()


@pytest.mark.parametrize("address", ["/en/rain.html", "/en/", "/en/rain.html?a=1"])
def test_a_page_ends_with_the_script_that_knows_its_version(state: Preview, address: str) -> None:
    code, headers, body = ask(state, Line(address))
    name = "index" if address.endswith("/") else "rain"
    script = body.partition("<p>Rain</p>")[2]
    assert (code, headers["Cache-Control"]) == (200, "no-store")
    assert body.startswith(PAGE.partition("</body>")[0]) and body.endswith("</script></body></html>")
    assert f'data-version="{version((state.site / "en" / f"{name}.html").read_bytes())}"' in script
    assert int(headers["Content-Length"]) == len(body.encode())


def test_other_files_are_as_they_are_and_the_script_is_served_beside(state: Preview) -> None:
    assert ask(state, Line("/en/rain.css"))[2] == "p {}"
    code, headers, body = ask(state, Line("/_press/live.js"))
    assert (code, headers["Content-Type"], body) == (
        200,
        "text/javascript",
        press_path("make/live.js").read_text(encoding="utf-8"),
    )


@pytest.mark.parametrize("address", ["/../secret.html", "/%2e%2e/secret.html", "/en/../../secret.html"])
def test_no_address_leads_out_of_the_site(state: Preview, address: str) -> None:
    (state.site.parent / "secret.html").write_text("secret", encoding="utf-8")
    code, _, body = ask(state, Line(address))
    assert (code, "secret" in body) == (404, False)


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_this_machine_is_asked_by_its_own_names(state: Preview, host: str) -> None:
    assert ask(state, Line("/en/rain.html", host=host))[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.", "[", ""])
@pytest.mark.parametrize("address", ["/en/rain.html", "/en/rain.css", "/_press/events?page=/en/rain.html"])
def test_who_asks_under_the_name_of_another_host_is_told_by_which_to_ask(
    state: Preview, address: str, host: str
) -> None:
    code, _, body = ask(state, Line(address, [], host=host))
    assert (code, "Rain" in body, "http://127.0.0.1 or http://localhost" in body) == (421, False, True)


def test_before_anything_was_built_the_fault_is_shown_on_a_page_that_listens(state: Preview) -> None:
    state.tell("rain.md:3: <b>wrong</b>")
    code, _, body = ask(state, Line("/en/snow.html"))
    assert code == 404 and "&lt;b&gt;wrong" in body and "/_press/live.js" in body
    (state.site / "404.html").write_text("<body>The page of the site</body>", encoding="utf-8")
    code, _, body = ask(state, Line("/en/snow.html"))
    assert code == 404 and "The page of the site" in body and "/_press/live.js" in body


def events(line: Line) -> list[tuple[str, Any]]:
    lines = line.sent.decode().split("\n")
    names = [text.removeprefix("event: ") for text in lines if text.startswith("event: ")]
    return list(
        zip(
            names, (json.loads(text.removeprefix("data: ")) for text in lines if text.startswith("data: ")), strict=True
        )
    )


def test_events_tell_of_pages_and_faults_when_they_change_and_only_then(state: Preview) -> None:
    path = state.site / "en" / "rain.html"
    before = version(path.read_bytes())

    def save() -> None:
        path.write_text("another", encoding="utf-8")
        state.tell("")

    line = Line("/_press/events?page=/en/rain.html&page=/en/", [lambda: state.tell("wrong"), save])
    ask(state, line)
    assert state.front == Front("en", "rain")
    assert events(line) == [
        ("page", {"page": "/en/rain.html", "version": before}),
        ("page", {"page": "/en/", "version": version((state.site / "en" / "index.html").read_bytes())}),
        ("message", ""),
        ("message", "wrong"),
        ("page", {"page": "/en/rain.html", "version": version(path.read_bytes())}),
        ("message", ""),
    ]


def test_a_port_that_is_taken_is_told_with_the_next_one(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PressError, match=f"port {port} cannot be used") as caught:
            Preview(port, tmp_path)
    assert f"press serve --port {port + 1}" in str(caught.value.remedy)
