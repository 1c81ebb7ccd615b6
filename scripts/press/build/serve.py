"""Shows the built site while it is being edited: builds on each change and has the browser reload."""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from press.build.book import build_book
from press.core.digests import press_folder
from press.core.errors import PressError
from press.core.extensions import extension_folders
from press.core.jobs import Residents
from press.core.project import build_folder
from press.site.offline import NOT_FOUND

Say = Callable[[str], None]
ADDRESS = "127.0.0.1"
_MOMENT = 500  # milliseconds
_POLL = "/_press/version"
_SCRIPT = "/_press/reload.js"
# Asks for the number of the build every second and reloads when it has grown. Only pages served from here carry it.
_RELOADER = b"""let seen;
setInterval(async () => {
  try {
    const now = await (await fetch("/_press/version")).text();
    if (seen && now !== seen) location.reload();
    seen = now;
  } catch {}
}, 1000);
"""
# Pages that are being edited are not kept for reading without a network.
_WORKER = re.compile(rb'<meta name="press-worker"[^>]*>')


class Version:
    """The number of finished builds."""

    def __init__(self) -> None:
        self.number = 0


class Handler(SimpleHTTPRequestHandler):
    """Serves files, the version, and each page with the reloader."""

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        self.version = version
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer the version, the reloader, a page that loads it, or any file."""
        if self.path == _POLL:
            self._send(str(self.version.number).encode(), "text/plain")
            return
        if self.path == _SCRIPT:
            self._send(_RELOADER, "text/javascript")
            return
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if page.suffix == ".html" and page.is_file():
            self._send(_with_reloader(page.read_bytes()), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where there is no such file, as a host of the site does."""
        page = Path(self.directory, NOT_FOUND)
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(page.read_bytes(), "text/html; charset=utf-8", code)
        else:
            super().send_error(code, message, explain)

    def _send(self, body: bytes, kind: str, code: int = HTTPStatus.OK) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


def _with_reloader(page: bytes) -> bytes:
    return _WORKER.sub(b"", page).replace(b"</body>", f'<script src="{_SCRIPT}" defer></script></body>'.encode())


class SourcesOnly(DefaultFilter):
    """Ignores what the build itself writes."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, "_build", ".ipynb_checkpoints")

    def __call__(self, change: Any, path: str) -> bool:
        """Whether a change to ``path`` asks for a build."""
        return super().__call__(change, path) and not path.endswith((".mo", ".tmp"))


def serve_book(root: Path, port: int, say: Say) -> None:
    """Build the book at ``root``, serve it on ``port`` and keep building until interrupted."""
    version = Version()
    site = build_folder(root) / "site"
    server = _bind(port, partial(Handler, directory=str(site), version=version))
    residents = Residents()
    _rebuild(root, version, residents, say)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address: str | None = f"http://{ADDRESS}:{server.server_port}  (stop with Ctrl+C)"
    try:
        # What is saved before it has begun to watch is not seen, so that the address is told after that.
        for changed in watch(*watched(root), watch_filter=SourcesOnly(), yield_on_timeout=True, rust_timeout=_MOMENT):
            if address:
                say(address)
                address = None
            if not changed:
                continue
            if any(Path(path).is_relative_to(press_folder()) for _, path in changed):
                residents.end()
                _start_again(server, say)
            _rebuild(root, version, residents, say)
    except KeyboardInterrupt:
        pass
    finally:
        residents.end()
        server.shutdown()


def watched(root: Path) -> list[Path]:
    """Return the folders of the book, of press, and of extensions that stand beside the book."""
    beside = [folder for folder in extension_folders(root) if not folder.is_relative_to(root)]
    return [root, press_folder(), *beside]


def _start_again(server: ThreadingHTTPServer, say: Say) -> None:
    """Become a new process, which has press as it is now; open pages go on asking it."""
    say("press itself has changed: starting again")
    server.shutdown()
    server.server_close()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _bind(port: int, handler: Callable[..., Handler]) -> ThreadingHTTPServer:
    try:
        return ThreadingHTTPServer((ADDRESS, port), handler)
    except OSError as error:
        raise PressError(
            f"port {port} cannot be used: {error.strerror}",
            remedy=f"stop what uses it, or run: .venv/bin/press serve --port {port + 1}",
        ) from None


def _rebuild(root: Path, version: Version, residents: Residents, say: Say) -> None:
    """Build; tell what is wrong and keep serving the last site where it fails."""

    def show() -> None:
        version.number += 1
        say(f"shown at {time.strftime('%H:%M:%S')}; open pages reload by themselves")

    try:
        build_book(root, say, shown=show, residents=residents)
        show()
    except PressError as error:
        say(f"not built: {error}")
