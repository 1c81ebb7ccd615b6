"""Serve a book on this machine while it is edited: watch its sources, have it made again, and reload open pages."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.locks import Condition
from tornado.netutil import bind_sockets
from tornado.web import Application, ErrorHandler, RequestHandler, StaticFileHandler
from watchfiles import DefaultFilter, awatch

from press.checks.in_step import note_of_page
from press.core.errors import PressError
from press.core.extensions import extension_folders
from press.core.files import shown_path
from press.core.jobs import Child, ChildDiedError, Say
from press.core.project import build_folder
from press.core.resources import press_path
from press.core.text import listed
from press.make.editions import PAPER, PageInView, printed_folder
from press.make.rebuild import BuildEnded, Order, PagesReady, rebuild_on_orders
from press.site.join import joined_folder
from press.site.root_pages import NOT_FOUND

ADDRESS = "127.0.0.1"
# The names of this machine: under any other, a page of somebody else could read drafts by having its name lead here (DNS rebinding).
_OWN_NAMES = r"(127\.0\.0\.1|localhost|\[::1\])"
# Seconds after which something is sent on an idle connection, to find out whether the browser is gone.
_BREATH = timedelta(seconds=10)
_MOMENT = 500  # milliseconds between two checks whether to stop
_STEP = 20  # milliseconds without a change after which changes are reported together


# What the build itself writes is no source.
_SOURCES = DefaultFilter(
    ignore_dirs=(*DefaultFilter.ignore_dirs, "_build", ".ipynb_checkpoints"),
    ignore_entity_patterns=(*DefaultFilter.ignore_entity_patterns, r"\.mo$", r"\.tmp$"),
)


class Preview:
    """The pages of the book at ``root``, and the process that makes them: what is saved goes there, and what that says to pages and terminal."""

    def __init__(self, root: Path, say: Say, maker: Child) -> None:
        self.root, self.say, self.maker = root, say, maker
        build = build_folder(root)
        self.site, self.printed = joined_folder(build).resolve(), printed_folder(build).resolve()
        self.message, self.front = "", PageInView()
        self.changed, self.is_new, self.died = Condition(), True, ""

    def listen(self, port: int) -> None:
        """Answer requests to ``port``, or for 0 to any that is free."""
        # Requests by other names get no more than the code of their status.
        refusing: Any = {"default_handler_class": ErrorHandler, "default_handler_args": {"status_code": 421}}
        application = Application(preview=self, log_function=lambda handler: None, **refusing)
        pages: list[Any] = [
            ("/_press/events", Events),
            (r"/_press/(live\.js)", StaticFileHandler, {"path": press_path("make")}),
            (f"/({PAPER}/.*)", Files, {"path": self.printed, "default_filename": "index.html"}),
            ("/(.*)", Files, {"path": self.site, "default_filename": "index.html"}),
        ]
        application.add_handlers(_OWN_NAMES, pages)
        try:
            (socket,) = bind_sockets(port, ADDRESS)
        except OSError as error:
            remedy = f"stop what uses it, or run: .venv/bin/press serve --port {port + 1}"
            raise PressError(f"port {port} cannot be used: {error.strerror}", remedy=remedy) from None
        HTTPServer(application).add_socket(socket)
        self.port = socket.getsockname()[1]

    def tell(self, message: str) -> None:
        """Set the ``message`` about what is wrong (empty for nothing), and have all open pages compared with the files."""
        self.message = message
        self.changed.notify_all()

    def page(self, address: str) -> bytes:
        """Return the page at an ``address`` of this host.

        Empty where there is none, as it may be removed at any moment.
        """
        name = (f"{address}index.html" if address.endswith("/") or not address else address).lstrip("/")
        folder = self.printed if name.startswith(f"{PAPER}/") else self.site
        with suppress(OSError, ValueError):
            path = (folder / name).resolve()
            return path.read_bytes() if path.suffix == ".html" and path.is_relative_to(folder) else b""
        return b""

    def order(self, *, changed: bool) -> None:
        """Tell the maker which page is in front, and whether a source has ``changed``."""
        self.maker.send(Order(self.front, changed))

    def look_at(self, front: PageInView) -> None:
        """Note which page is in front, and tell the maker."""
        if front != self.front:
            self.front = front
            self.order(changed=False)

    def hear(self, loop: asyncio.AbstractEventLoop) -> None:
        """Pass on what the maker says, until it ends, or this process."""
        with suppress(OSError, RuntimeError):
            try:
                while True:
                    kind, content = self.maker.receive()
                    loop.call_soon_threadsafe(self.report, content if kind == "said" else BuildEnded(str(content)))
            except ChildDiedError as error:
                self.died = str(error)

    def report(self, said: object) -> None:
        """Show or tell what the maker has said."""
        if isinstance(said, PagesReady):
            self.tell("")
        elif isinstance(said, BuildEnded):
            self.tell(said.message)
            self.say(f"not built: {said.message}" if said.message else "all pages made")
            if self.is_new:
                self.say(f"http://{ADDRESS}:{self.port}  (stop with Ctrl+C)")
            self.is_new = False
        else:
            self.say(str(said))

    async def serve(self, port: int) -> None:
        """Serve the book on ``port``, and have it made on each change."""
        self.listen(port)
        self.order(changed=True)
        # Not every system can wait for a pipe beside sockets.
        threading.Thread(target=self.hear, args=[asyncio.get_running_loop()], daemon=True).start()
        folders = [self.root]
        # Faults of the settings are reported by the first build.
        with suppress(PressError):
            folders += [path for path in extension_folders(self.root) if not path.is_relative_to(self.root)]
        # Without a change they are empty, now and then.
        watched = awatch(*folders, watch_filter=_SOURCES, yield_on_timeout=True, rust_timeout=_MOMENT, step=_STEP)
        async for changes in watched:
            if self.died:
                raise PressError(f"what makes the book has ended: {self.died}", remedy="start `press serve` again")
            if changes:
                paths = sorted({shown_path(Path(path), self.root) for _, path in changes})
                self.say(f"saved at {time.strftime('%H:%M:%S')}: {listed(paths, 1)}")
                self.order(changed=True)


class Files(StaticFileHandler):
    """Answer requests for files; pages have a script added that listens to events."""

    async def get(self, path: str, include_body: bool = True) -> None:
        """Answer with a page, or any other file."""
        if page := self.settings["preview"].page(path):
            self._send_page(page, version(page))
        else:
            await super().get(path, include_body)

    def set_extra_headers(self, path: str) -> None:
        """Have browsers store nothing."""
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """Have none, as nothing is stored."""

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Send the site's own page where there is no such file, as a host of the site does."""
        if status_code != HTTPStatus.NOT_FOUND:
            super().write_error(status_code, **kwargs)
            return
        preview: Preview = self.settings["preview"]
        # Before the first build a page that listens as well.
        head = "<!doctype html><meta charset=utf-8><title>Not built yet</title>"
        body = f"<body><p>Not built yet.</p><pre>{escape(preview.message)}</pre></body>"
        self._send_page(preview.page(NOT_FOUND) or f"{head}{body}".encode(), "")

    def _send_page(self, page: bytes, known: str) -> None:
        """Send ``page`` with the script, which loads it again when the version at its address is not the one ``known``."""
        text, end, rest = page.rpartition(b"</body>")
        script = f'<script src="/_press/live.js" data-version="{known}"></script>'.encode()
        self.set_extra_headers("")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(b"".join((text, script, end, rest)))


class Events(RequestHandler):
    """Tell a page which of the pages at the addresses that it names have changed, and what is wrong, until the browser goes."""

    async def get(self) -> None:
        """Send events. The first page is in front."""
        preview: Preview = self.settings["preview"]
        addresses, sent = self.get_query_arguments("page"), {"note": ""}
        address = unquote(addresses[0] if addresses else "").strip("/").removeprefix(f"{PAPER}/").removesuffix(".html")
        language, _, page = address.partition("/")
        front = PageInView(language, page or "index")
        preview.look_at(front)
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        # Milliseconds after which a browser connects again when the connection is lost, as when press restarts.
        events = "retry: 1000\n\n"
        with suppress(StreamClosedError, asyncio.CancelledError):
            while True:
                changed = preview.changed.wait(timeout=_BREATH)
                pages = {address: version(preview.page(unquote(address))) for address in addresses}
                said = {"message": preview.message, "note": note_of_page(preview.root, *front)}
                new: list[tuple[str, object]] = [
                    ("page", {"page": page, "version": now}) for page, now in pages.items() if sent.get(page) != now
                ]
                new += [(kind, words) for kind, words in said.items() if sent.get(kind) != words]
                sent = {**pages, **said}
                events += "".join(f"event: {name}\ndata: {json.dumps(data)}\n\n" for name, data in new)
                self.write(events or ":\n\n")
                await self.flush()
                await changed
                events = ""


def version(page: bytes) -> str:
    """Return a digest of a page; empty where there is none."""
    return sha256(page).hexdigest()[:16] if page else ""


def serve_book(root: Path, port: int, say: Say, *, is_printed: bool = False) -> None:
    """Make the book at ``root``, serve it on ``port`` and make it again on each change until interrupted.

    If it ``is_printed``, there are also the pages of its PDFs, at ``/paper/`` and the language.
    """
    # Forked before there are threads, and before there are sockets, which it must not inherit.
    maker = Child(rebuild_on_orders, root, is_printed)
    try:
        with suppress(KeyboardInterrupt):
            asyncio.run(Preview(root, say, maker).serve(port))
    finally:
        maker.kill()
