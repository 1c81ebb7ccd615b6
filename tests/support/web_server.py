"""A server of the web that has all kinds of addresses, for tests that ask for them."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple


class Handler(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    asking: list[str]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        """Note who asks, and answer."""
        self.asking.append(self.headers["User-Agent"])
        if self.path.startswith("/to/"):
            return self._send(301, self.path.removeprefix("/to"))
        if self.path == "/round":
            return self._send(302, "/round")
        if self.path == "/slow":
            time.sleep(1.2)
        if self.path == "/broken":
            self.wfile.write(b"this is no HTTP\r\n\r\n")
            return None
        if self.path == "/no-head":
            return self._send(405 if self.command == "HEAD" else 200)
        return self._send(int(self.path[1:]) if self.path[1:].isdigit() else 200)

    def _send(self, status: int, to: str = "") -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Server(NamedTuple):
    """A server that runs, by its address, and the names of those who asked it."""

    address: str
    asking: list[str]
    running: ThreadingHTTPServer

    def close(self) -> None:
        """Stop the server."""
        self.running.shutdown()
        self.running.server_close()


def start_server(certificate: ssl.SSLContext | None = None) -> Server:
    """Start a server on a port of its own, which may have a certificate."""
    asking: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"asking": asking}))
    if certificate:
        server.socket = certificate.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    return Server(f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}", asking, server)


def own_certificate(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody has signed but its owner."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1"
    subprocess.run([*command.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def closed_port() -> str:
    """An address at which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
