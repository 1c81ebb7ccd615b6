"""Serve the pages of a book that is being edited, on this machine only, and notify them of changes by server-sent events."""

from __future__ import annotations

import json
import re
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from press.core.errors import PressError
from press.core.resources import press_path
from press.site.message_pages import NOT_FOUND

ADDRESS = "127.0.0.1"
# The names of this machine: under any other, a page of somebody else could read drafts by having its name lead here (DNS rebinding).
_OWN_NAMES = {ADDRESS, "localhost", "[::1]"}
_PORT = re.compile(r":\d*$")
_EVENTS, _SCRIPT = "/_press/events", "/_press/live.js"
# Seconds after which something is sent on an idle connection, to find out whether the client is gone.
_BREATH = 10.0


@dataclass
class ServerState:
    """State shared by connections: the served ``site``, the ``message`` of the last failed build, and the number of ``changes``."""

    site: Path
    message: str = ""
    changes: int = 0
    _condition: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, message: str) -> None:
        """Set the ``message`` about what is wrong (empty for nothing), count a change, and wake all connections."""
        with self._condition:
            self.changes, self.message = self.changes + 1, message
            self._condition.notify_all()

    def wait(self, seen: int) -> int:
        """Wait until there are more changes than were ``seen``, for `_BREATH` seconds at most; return their number."""
        with self._condition:
            self._condition.wait_for(lambda: self.changes != seen, timeout=_BREATH)
            return self.changes


class Handler(SimpleHTTPRequestHandler):
    """Handle requests for files, for pages with a script that listens to events added, and for these events."""

    def __init__(self, *args: Any, state: ServerState, look_at: Callable[[str], None], **kwargs: Any) -> None:
        self.state, self._look_at = state, look_at
        super().__init__(*args, directory=str(state.site), **kwargs)

    def parse_request(self) -> bool:
        """Return whether the request can be answered: it is well-formed, and asks this machine by a name of its own."""
        if not super().parse_request():
            return False
        if _PORT.sub("", self.headers.get("Host", ADDRESS)).lower() in _OWN_NAMES:
            return True
        explain = f"This preview answers to its own names alone: open http://{ADDRESS} or http://localhost, with the same port."
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=explain)
        return False

    def translate_path(self, path: str) -> str:
        """Return the path of the file at an address; no file has a NUL in its name, which the system would not even look for."""
        return super().translate_path(path).replace("\0", "\ufffd")

    def do_GET(self) -> None:
        """Send the response to a GET request."""
        path = urlsplit(self.path).path
        if path == _EVENTS:
            self._send_events(parse_qs(urlsplit(self.path).query).get("page", []))
        elif path == _SCRIPT:
            self._send(press_path("build/live.js").read_bytes(), "text/javascript")
        elif (page := self._page(path)) and (content := _content(page)):
            self._send_page(content, _version_of(content))
        else:
            super().do_GET()

    def _page(self, address: str) -> Path | None:
        """Return the path of the page at an ``address`` on this host; None where the address is not that of a page."""
        path = Path(self.translate_path(address))
        page = path / "index.html" if address.endswith("/") else path
        return page if page.suffix == ".html" else None

    def _send_page(self, page: bytes, now: str, code: int = HTTPStatus.OK) -> None:
        """Send ``page``, which reloads itself when the version at its address differs from ``now``."""
        self._send(_with_script(page, now), "text/html; charset=utf-8", code)

    def _send_events(self, addresses: list[str]) -> None:
        """Send events about the pages at ``addresses`` and about failed builds, until the client disconnects.

        The first address is that of the page in front.
        """
        self._look_at(addresses[0] if addresses else "")
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        sent: dict[str, str] = {}
        seen = -1
        try:
            # Milliseconds after which a browser reconnects when the connection is lost, as when press restarts.
            self.wfile.write(b"retry: 1000\n\n")
            while True:
                seen = self.state.wait(seen)
                self.wfile.write(self._events(addresses, sent) or b":\n\n")
                self.wfile.flush()
        except OSError:
            # The client has disconnected.
            self.close_connection = True

    def _events(self, addresses: list[str], sent: dict[str, str]) -> bytes:
        """Return the events for what differs from what was ``sent``, which is updated."""
        now = {address: version(page) for address in addresses if (page := self._page(unquote(address)))}
        events = [("page", {"page": page, "version": found}) for page, found in now.items() if sent.get(page) != found]
        if sent.get("") != self.state.message:
            events.append(("message", self.state.message))  # type: ignore[arg-type]
        sent.update(now, **{"": self.state.message})
        return "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in events).encode()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page where there is no such file, as a host of the site does."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
        elif page := _content(Path(self.state.site, NOT_FOUND)):
            self._send_page(page, "", code)
        else:
            # There is none yet: a page that listens as well.
            head = "<!doctype html><meta charset=utf-8><title>Not built yet</title>"
            body = f"<body><p>Not built yet.</p><pre>{escape(self.state.message)}</pre></body>"
            self._send_page(f"{head}{body}".encode(), "", code)

    def _send(self, body: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Add a header by which browsers store nothing."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Ignore the message."""


class _Server(ThreadingHTTPServer):
    """A server that does not report broken connections, which are usual when a page is left while it loads."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report an error, unless the client has disconnected."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _with_script(page: bytes, now: str) -> bytes:
    """Return ``page`` with the script that listens to events at its end, a file of this host as its policy requires."""
    text, end, rest = page.rpartition(b"</body>")
    return b"".join((text, f'<script src="{_SCRIPT}" data-version="{now}"></script>'.encode(), end, rest))


def version(path: Path) -> str:
    """Return a digest of the page in the file at ``path``; empty where there is none."""
    content = _content(path)
    return _version_of(content) if content else ""


def _version_of(page: bytes) -> str:
    return sha256(page).hexdigest()[:16]


def _content(path: Path) -> bytes:
    """Return the content of the file at ``path``, which may be removed or replaced at any moment; empty where there is none."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def bind(port: int, state: ServerState, look_at: Callable[[str], None]) -> ThreadingHTTPServer:
    """Return a server on ``port`` of this machine, or on a free one if that is 0; raise PressError where it cannot be used."""
    try:
        return _Server((ADDRESS, port), partial(Handler, state=state, look_at=look_at))
    except OSError as error:
        raise PressError(
            f"port {port} cannot be used: {error.strerror}",
            remedy=f"stop what uses it, or run: .venv/bin/press serve --port {port + 1}",
        ) from None
