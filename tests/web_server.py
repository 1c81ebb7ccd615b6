"""A server of the web that has all kinds of addresses, for tests that ask for them."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Seen:
    """What a server was asked: method, path, name of who asked, and when."""

    asked: list[tuple[str, str, str, float]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0


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
        # Others would be seen that come meanwhile; who got an answer may ask again at once.
        time.sleep(0.02)
        seen.at_once -= 1
        self._tell(self.path)

    def _tell(self, path: str) -> None:
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
    """A server that runs, by its address, and what it was asked."""

    address: str
    seen: Seen
    running: ThreadingHTTPServer

    def close(self) -> None:
        """Stop the server."""
        self.running.shutdown()
        self.running.server_close()


def start_server(certificate: ssl.SSLContext | None = None) -> Server:
    """Start a server on a port of its own, which may have a certificate."""
    seen = Seen()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"seen": seen}))
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    return Server(f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}", seen, server)


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
        "-subj",
        "/CN=127.0.0.1",
    ]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
