"""Serve a book while it is being edited: watch its sources, have it rebuilt on each change, and serve the result."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from watchfiles import DefaultFilter, watch

from press.core.children.processes import ChildProcess
from press.core.errors import PressError
from press.core.extensions import extension_folders
from press.core.files import shown_path
from press.core.jobs import Say
from press.core.project import build_folder
from press.core.resources import press_folder
from press.core.text import listed
from press.make.follow import BuildEnded, Order, PagesReady, follow
from press.make.prepared import Front
from press.make.server import ADDRESS, ServerState, bind
from press.site.joined import joined_folder

_MOMENT = 500  # milliseconds between two checks whether to stop
_STEP = 20  # milliseconds without a change after which changes are reported together


class SourcesOnly(DefaultFilter):
    """A filter for watchfiles that ignores what the build itself writes."""

    ignore_dirs = (*DefaultFilter.ignore_dirs, "_build", ".ipynb_checkpoints")

    def __call__(self, change: Any, path: str) -> bool:
        """Return whether a change of ``path`` requires a build."""
        return super().__call__(change, path) and not path.endswith((".mo", ".tmp"))


def serve_book(root: Path, port: int, say: Say) -> None:
    """Build the book at ``root``, serve it on ``port`` and rebuild it on each change until interrupted."""
    # Forked before there are threads, and before there are sockets, which it must not inherit.
    maker = ChildProcess((follow, (root,)))
    try:
        _Service(root, port, say, maker).run()
    finally:
        maker.kill()


class _Service:
    """The HTTP server of a book, and the child process that builds it."""

    def __init__(self, root: Path, port: int, say: Say, maker: ChildProcess) -> None:
        self._root, self._say, self._maker = root, say, maker
        self._asking = threading.Lock()
        self._front, self._is_shown, self._is_leaving, self._died = Front(), False, False, ""
        self._saves = 0
        # Changes before the watcher runs would be missed, so the address is printed only after its start.
        self._is_watching = threading.Event()
        self._state = ServerState(joined_folder(build_folder(root)))
        self._server = bind(port, self._state, self._look_at)
        self._address = f"http://{ADDRESS}:{self._server.server_port}  (stop with Ctrl+C)"

    def run(self) -> None:
        """Serve until interrupted; raise PressError where the process that builds the book has ended."""
        threading.Thread(target=self._listen, daemon=True).start()
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self._order(changed=True)
        try:
            for changed in _changes(self._root):
                self._is_watching.set()
                if self._died:
                    raise PressError(f"what makes the book has ended: {self._died}", remedy="start `press serve` again")
                if any(Path(path).is_relative_to(press_folder()) for path in changed):
                    self._start_again()
                elif changed:
                    self._say_saved(changed)
                    self._order(changed=True)
        except KeyboardInterrupt:
            pass
        finally:
            self._is_leaving = True
            self._server.shutdown()

    def _order(self, *, changed: bool) -> None:
        # After a change, report again when the result is shown.
        self._is_shown = self._is_shown and not changed
        with self._asking:
            self._saves += changed
            self._maker.send(Order(self._front, changed, self._saves))

    def _look_at(self, address: str) -> None:
        """Set the page in front from its address: ``/kk/notebooks/survey.html``."""
        language, _, page = unquote(address).strip("/").removesuffix(".html").partition("/")
        front = Front(language, page or "index")
        if front != self._front:
            self._front = front
            self._order(changed=False)

    def _listen(self) -> None:
        """Handle the messages of the process that builds the book, until it ends."""
        try:
            while True:
                kind, content = self._maker.receive()
                if isinstance(content, KeyboardInterrupt):
                    # From the same keyboard as that of this process.
                    return
                self._take(content if kind == "said" else BuildEnded(str(content)))
        except (EOFError, OSError):
            if not self._is_leaving:
                self._died = self._maker.how_it_ended()

    def _take(self, said: object) -> None:
        if isinstance(said, PagesReady):
            self._state.tell("")
            # Pages of a build that was interrupted may be ready after a further save.
            if said.saves == self._saves:
                self._say_shown()
        elif isinstance(said, BuildEnded):
            self._state.tell(said.message)
            if said.message:
                self._say(f"not built: {said.message}")
            else:
                self._say("all made")
            self._is_shown = False
            self._say_address()
        else:
            self._say(str(said))

    def _say_address(self) -> None:
        """Print the address of the site, after the first build."""
        if self._address:
            self._is_watching.wait()
            self._say(self._address)
        self._address = ""

    def _say_saved(self, changed: set[str]) -> None:
        """Report which files were saved, before anything is made from them."""
        paths = sorted(shown_path(Path(path), self._root) for path in changed)
        self._say(f"saved at {time.strftime('%H:%M:%S')}: {listed(paths, 1)}")

    def _say_shown(self) -> None:
        """Report, once for each change, that it is shown."""
        if not self._is_shown:
            self._say(f"shown at {time.strftime('%H:%M:%S')}; open pages reload by themselves")
        self._is_shown = True

    def _start_again(self) -> None:
        """Replace this process by a new one with the present code of press; open pages reconnect.

        Report a syntax error in that code instead, if there is one.
        """
        try:
            _check_readable(press_folder())
        except PressError as error:
            self._take(BuildEnded(str(error)))
            return
        self._say("press itself has changed: starting again")
        self._is_leaving = True
        self._maker.kill()
        self._server.shutdown()
        self._server.server_close()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _changes(root: Path) -> Iterator[set[str]]:
    """Yield the sets of files that changed together, and an empty set at intervals."""
    folders = watched(root)
    for found in watch(*folders, watch_filter=SourcesOnly(), yield_on_timeout=True, rust_timeout=_MOMENT, step=_STEP):
        yield {path for _, path in found}


def _check_readable(folder: Path) -> None:
    """Raise PressError for a file in ``folder`` with a syntax error, such as one that was saved half written."""
    for path in sorted(folder.rglob("*.py")):
        try:
            compile(path.read_bytes(), path, "exec", dont_inherit=True)
        except SyntaxError as error:
            raise PressError(f"Python cannot read this: {error.msg}", file=path, line=error.lineno) from None


def watched(root: Path) -> list[Path]:
    """Return the folders of the book, of press, and of local extensions outside of the book."""
    # Faults of the settings are reported by the first build.
    with suppress(PressError):
        return [root, press_folder(), *(path for path in extension_folders(root) if not path.is_relative_to(root))]
    return [root, press_folder()]
