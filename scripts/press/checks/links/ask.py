"""Ask addresses whether they are still there: one request at a time to a host, with a pause between."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urldefrag

import requests
from urllib3.exceptions import LocationValueError

from press.data.addresses import NO_HOST, host_of

# Some servers refuse HEAD, or answer it otherwise than GET; what they say to GET counts.
_REFUSED_FROM = 400
_HOSTS = 6
# Errors of requests, the narrower ones first: two of them are connection errors as well.
_WHY: tuple[tuple[type[Exception], str], ...] = (
    (requests.exceptions.SSLError, "insecure"),
    (requests.exceptions.Timeout, "timeout"),
    (requests.exceptions.TooManyRedirects, "loop"),
    (requests.exceptions.ConnectionError, "refused"),
    (requests.exceptions.RequestException, "broken"),
    # A name of a host that is no name, which requests passes on as it comes.
    (LocationValueError, "broken"),
    (UnicodeError, "broken"),
)
_NO_HOST = re.compile(r"NameResolutionError|getaddrinfo|Name or service not known", re.IGNORECASE)


@dataclass(frozen=True)
class Manners:
    """The manners of requests: the ``name`` to give, seconds of ``pause`` between two requests to a host and to wait for an answer."""

    name: str
    pause: float = 2.0
    timeout: float = 20.0


@dataclass(frozen=True)
class Answer:
    """The answer to a request: a status of HTTP or a word, and the address to which it led, if that is another."""

    answer: str
    final: str = ""


def ask_all(addresses: Iterable[str], manners: Manners, report: Callable[[str, Answer], None]) -> dict[str, Answer]:
    """Return the answer of each address, and ``report`` each as it comes."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)

    def visit(pages: list[str]) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        with requests.Session() as session:
            # A connection that waits for the next request may be shut by then, which would look as if nobody was there.
            session.headers.update({"User-Agent": manners.name, "Connection": "close"})
            for address in pages:
                answers[address] = ask(session, address, manners.timeout)
                report(address, answers[address])
                time.sleep(manners.pause)
        return answers

    with ThreadPoolExecutor(_HOSTS) as pool:
        return {address: answer for found in pool.map(visit, by_host.values()) for address, answer in found.items()}


def ask(session: requests.Session, address: str, timeout: float) -> Answer:
    """Return what ``address`` answers to HEAD, or to GET where that is refused; of a page nothing is read."""
    try:
        response = session.head(address, allow_redirects=True, timeout=timeout)
        if response.status_code >= _REFUSED_FROM:
            response = session.get(address, timeout=timeout, stream=True)
            response.close()
    except tuple(kind for kind, _ in _WHY) as error:
        why = next(word for kind, word in _WHY if isinstance(error, kind))
        return Answer(NO_HOST if _NO_HOST.search(str(error)) else why)
    final = urldefrag(response.url).url
    return Answer(str(response.status_code), "" if final == urldefrag(address).url else final)
