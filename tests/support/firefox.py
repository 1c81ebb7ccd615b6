"""Firefox as it is installed, steered by its own protocol (Marionette): Playwright steers none but builds of its own and the newest."""

from __future__ import annotations

import json
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

# Less motion, as in Chromium; and a window may be as narrow as a phone.
_SETTINGS = {"ui.prefersReducedMotion": 1, "toolkit.legacyUserProfileCustomizations.stylesheets": True}
_NARROW = ":root, body { min-width: 0 !important; }"


class Firefox:
    """A running Firefox without a window on the screen."""

    def __init__(self, program: str) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        self._profile = tempfile.TemporaryDirectory(prefix="press-firefox-")
        settings = {"marionette.port": port, **_SETTINGS}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        profile = Path(self._profile.name)
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        (profile / "chrome").mkdir()
        (profile / "chrome" / "userChrome.css").write_text(_NARROW, encoding="utf-8")
        command = [program, "--marionette", "--headless", "--no-remote", "--profile", self._profile.name]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._connection = _connected(port)
        self._answers = self._connection.makefile("rb")
        self._read()
        self._ask("WebDriver:NewSession")

    def show(self, address: str, width: int) -> None:
        """Load a page in a window whose page is so wide."""
        self._ask("WebDriver:Navigate", url="about:blank")
        self._ask("WebDriver:SetWindowRect", width=width, height=900)
        self._ask("WebDriver:SetWindowRect", width=2 * width - self.run("return innerWidth"), height=900)
        self._ask("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """Return what the body of a function returns in the page, once it is there if it is a promise."""
        return self._ask("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def stop(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._connection.close()
        self._profile.cleanup()

    def _ask(self, command: str, **parameters: Any) -> Any:
        message = json.dumps([0, 1, command, parameters]).encode()
        self._connection.sendall(b"%d:%b" % (len(message), message))
        _, _, fault, answer = self._read()
        assert not fault, fault
        return answer

    def _read(self) -> Any:
        length = b""
        while (letter := self._answers.read(1)) != b":":
            assert letter, "Firefox has gone"
            length += letter
        return json.loads(self._answers.read(int(length)))


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + 60
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            assert time.monotonic() < end, "Firefox does not answer"
            time.sleep(0.1)
