"""Serve a book on this machine while it is edited: watch its sources, have it made again, and reload open pages."""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from watchfiles import DefaultFilter, watch

from press.checks.in_step import note_of_page
from press.core.errors import PressError
from press.core.extensions import extension_folders
from press.core.files import shown_path
from press.core.jobs import Child, ChildDiedError, Say
from press.core.project import build_folder
from press.core.resources import press_path
from press.core.text import listed
from press.make.editions import PageInView
from press.make.rebuild import BuildEnded, Order, PagesReady, rebuild_on_orders
from press.site.join import joined_folder
from press.site.root_pages import NOT_FOUND

ADDRESS = "127.0.0.1"
# The names of this machine: under any other, a page of somebody else could read drafts by having its name lead here (DNS rebinding).
_OWN_NAMES = {ADDRESS, "localhost", "[::1]"}
_EVENTS, _SCRIPT = "/_press/events", "/_press/live.js"
# Seconds after which something is sent on an idle connection, to find out whether the browser is gone.
_BREATH = 10.0
_MOMENT = 500  # milliseconds between two checks whether to stop
_STEP = 20  # milliseconds without a change after which changes are reported together


# What the build itself writes is no source.
_SOURCES = DefaultFilter(
    ignore_dirs=(*DefaultFilter.ignore_dirs, "_build", ".ipynb_checkpoints"),
    ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"\.mo$", r"\.tmp$"),
)


class Preview(ThreadingHTTPServer):
    """A server of the pages of the folder ``site``, which says what is wrong with them (``message``), else what to ``note`` of one."""

    def __init__(self, port: int, site: Path) -> None:
        self.site, self.message, self.changes, self.front = site, "", 0, PageInView()
        self.condition = threading.Condition()
        self.note: Callable[[PageInView], str] = lambda page: ""
        try:
            super().__init__((ADDRESS, port), Handler)
        except OSError as error:
            remedy = f"stop what uses it, or run: .venv/bin/press serve --port {port + 1}"
            raise PressError(f"port {port} cannot be used: {error.strerror}", remedy=remedy) from None

    def tell(self, message: str) -> None:
        """Set the ``message`` about what is wrong (empty for nothing), and have all open pages compared with the files."""
        with self.condition:
            self.changes, self.message = self.changes + 1, message
            self.condition.notify_all()

    def look_at(self, front: PageInView) -> None:
        """Note which page is in front."""
        self.front = front

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report an error, unless the browser has gone, as is usual when a page is left while it loads."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(SimpleHTTPRequestHandler):
    """Answer requests for files, for pages with a script added that listens to events, and for these events."""

    server: Preview

    def __init__(self, request: Any, client_address: Any, server: Preview) -> None:
        super().__init__(request, client_address, server, directory=str(server.site))

    def parse_request(self) -> bool:
        """Return whether the request can be answered: it is well-formed, and asks this machine by a name of its own."""
        if not super().parse_request():
            return False
        if re.sub(r":\d*$", "", self.headers.get("Host", ADDRESS)).lower() in _OWN_NAMES:
            return True
        explain = f"This preview answers to its own names alone: open http://{ADDRESS} or http://localhost, with the same port."
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST, explain=explain)
        return False

    def do_GET(self) -> None:
        """Answer a GET request."""
        address = urlsplit(self.path)
        if address.path == _EVENTS:
            self._send_events(parse_qs(address.query).get("page", []))
        elif address.path == _SCRIPT:
            self._send(press_path("make/live.js").read_bytes(), "text/javascript")
        elif content := self._page(address.path):
            self._send_page(content, version(content))
        else:
            super().do_GET()

    def _page(self, address: str) -> bytes:
        """Return the page at an ``address`` of this host.

        Empty where there is none, as it may be removed at any moment.
        """
        path = Path(self.translate_path(address))
        path = path / "index.html" if address.endswith("/") else path
        with suppress(OSError):
            return path.read_bytes() if path.suffix == ".html" else b""
        return b""

    def _send_page(self, page: bytes, known: str, code: int = HTTPStatus.OK) -> None:
        """Send ``page`` with the script, which loads it again when the version at its address is not the one ``known``."""
        text, end, rest = page.rpartition(b"</body>")
        script = f'<script src="{_SCRIPT}" data-version="{known}"></script>'.encode()
        self._send(b"".join((text, script, end, rest)), "text/html; charset=utf-8", code)

    def _send_events(self, addresses: list[str]) -> None:
        """Send which of the pages at ``addresses`` have changed, and what is wrong, until the browser goes.

        The first page is in front.
        """
        language, _, page = unquote(addresses[0] if addresses else "").strip("/").removesuffix(".html").partition("/")
        front = PageInView(language, page or "index")
        self.server.look_at(front)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        sent: dict[str, str] = {}
        seen = -1
        # Milliseconds after which a browser connects again when the connection is lost, as when press restarts.
        events = "retry: 1000\n\n"
        with suppress(OSError):
            while True:
                self.wfile.write((events or ":\n\n").encode())
                self.wfile.flush()
                with self.server.condition:
                    self.server.condition.wait_for(lambda: self.server.changes != seen, timeout=_BREATH)  # noqa: B023
                    seen = self.server.changes
                pages = {address: version(self._page(unquote(address))) for address in addresses}
                message, note = self.server.message, self.server.note(front)
                new: list[tuple[str, object]] = [
                    ("page", {"page": page, "version": now}) for page, now in pages.items() if sent.get(page) != now
                ]
                new += [("message", message)] if sent.get("") != message else []
                new += [("note", note)] if sent.get("note", "") != note else []
                sent |= {**pages, "": message, "note": note}
                events = "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in new)
        self.close_connection = True

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page where there is no such file, as a host of the site does."""
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        # Before the first build a page that listens as well.
        head = "<!doctype html><meta charset=utf-8><title>Not built yet</title>"
        body = f"<body><p>Not built yet.</p><pre>{escape(self.server.message)}</pre></body>"
        self._send_page(self._page(f"/{NOT_FOUND}") or f"{head}{body}".encode(), "", code)

    def _send(self, body: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Have browsers store nothing."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def version(page: bytes) -> str:
    """Return a digest of a page; empty where there is none."""
    return sha256(page).hexdigest()[:16] if page else ""


class _Service(Preview):
    """The server of a book, and the process that makes it: what is saved goes there, and what that says to pages and terminal."""

    def __init__(self, root: Path, port: int, say: Say, maker: Child) -> None:
        super().__init__(port, joined_folder(build_folder(root)))
        self.root, self.say, self.maker = root, say, maker
        self.note = lambda page: note_of_page(root, *page)
        self.is_shown, self.is_new, self.died = False, True, ""
        # A save before the watcher runs would be missed, so that the address is told only then.
        self.is_watching = threading.Event()

    def order(self, *, changed: bool) -> None:
        """Tell the maker which page is in front, and whether a source has ``changed``."""
        self.is_shown = self.is_shown and not changed
        with self.condition:
            self.maker.send(Order(self.front, changed))

    def look_at(self, front: PageInView) -> None:
        """Note which page is in front, and tell the maker."""
        if front != self.front:
            self.front = front
            self.order(changed=False)

    def listen(self) -> None:
        """Pass on what the maker says, until it ends."""
        try:
            while True:
                kind, content = self.maker.receive()
                # From the same keyboard as that of this process.
                if isinstance(content, KeyboardInterrupt):
                    return
                self.report(content if kind == "said" else BuildEnded(str(content)))
        except OSError:
            pass  # this process is leaving
        except ChildDiedError as error:
            self.died = str(error)

    def report(self, said: object) -> None:
        """Show or tell what the maker has said."""
        if isinstance(said, PagesReady):
            self.tell("")
            if not self.is_shown:
                self.say(f"shown at {time.strftime('%H:%M:%S')}; open pages reload by themselves")
            self.is_shown = True
        elif isinstance(said, BuildEnded):
            self.tell(said.message)
            self.say(f"not built: {said.message}" if said.message else "all pages made")
            self.is_shown = False
            if self.is_new:
                self.is_watching.wait()
                self.say(f"http://{ADDRESS}:{self.server_port}  (stop with Ctrl+C)")
            self.is_new = False
        else:
            self.say(str(said))

    def follow_changes(self) -> None:
        """Have the book made on each change."""
        self.order(changed=True)
        folders = [self.root]
        # Faults of the settings are reported by the first build.
        with suppress(PressError):
            folders += [path for path in extension_folders(self.root) if not path.is_relative_to(self.root)]
        # Without a change they are empty, now and then.
        for changes in watch(*folders, watch_filter=_SOURCES, yield_on_timeout=True, rust_timeout=_MOMENT, step=_STEP):
            self.is_watching.set()
            if self.died:
                raise PressError(f"what makes the book has ended: {self.died}", remedy="start `press serve` again")
            if changes:
                paths = sorted({shown_path(Path(path), self.root) for _, path in changes})
                self.say(f"saved at {time.strftime('%H:%M:%S')}: {listed(paths, 1)}")
                self.order(changed=True)


def serve_book(root: Path, port: int, say: Say) -> None:
    """Make the book at ``root``, serve it on ``port`` and make it again on each change until interrupted."""
    # Forked before there are threads, and before there are sockets, which it must not inherit.
    maker = Child(rebuild_on_orders, root)
    try:
        with _Service(root, port, say, maker) as service:
            for work in (service.listen, service.serve_forever):
                threading.Thread(target=work, daemon=True).start()
            try:
                service.follow_changes()
            except KeyboardInterrupt:
                return
            finally:
                service.shutdown()
    finally:
        maker.kill()
