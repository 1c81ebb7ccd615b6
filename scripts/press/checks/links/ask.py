"""Ask one address whether it is still there, and name what can come in the way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urldefrag

import requests
from urllib3.exceptions import LocationValueError

from press.data.addresses import NO_HOST

# Some servers refuse HEAD, or answer it otherwise than GET; what they say to GET counts.
_REFUSED_FROM = 400
_MOST_REDIRECTS = 8
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
REQUEST_ERRORS = tuple(kind for kind, _ in _WHY)
_NO_HOST = re.compile(r"NameResolutionError|getaddrinfo|Name or service not known", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """The answer to a request: a status of HTTP or a word, and the address to which it led, if that is another."""

    answer: str
    final: str = ""

    @property
    def is_status(self) -> bool:
        """Return whether a server answered at all."""
        return self.answer.isdigit()


def session_of(name: str) -> requests.Session:
    """Return a session that gives its ``name`` to those whom it asks."""
    session = requests.Session()
    session.max_redirects = _MOST_REDIRECTS
    # A connection that waits for the next request may be shut by then, which would look as if nobody was there.
    session.headers.update({"User-Agent": name, "Accept": "*/*", "Connection": "close"})
    return session


def ask(session: requests.Session, address: str, timeout: float) -> Answer:
    """Return what ``address`` answers to HEAD, or to GET where that is refused; of a page nothing is read."""
    try:
        with session.head(address, allow_redirects=True, timeout=timeout) as head:
            if head.status_code < _REFUSED_FROM:
                return _answer(address, head)
        with session.get(address, allow_redirects=True, timeout=timeout, stream=True) as got:
            return _answer(address, got)
    except REQUEST_ERRORS as error:
        return Answer(_why(error))


def _answer(address: str, response: requests.Response) -> Answer:
    final = urldefrag(response.url).url
    return Answer(str(response.status_code), "" if final == urldefrag(address).url else final)


def _why(error: Exception) -> str:
    if _NO_HOST.search(str(error)):
        return NO_HOST
    return next(word for kind, word in _WHY if isinstance(error, kind))
