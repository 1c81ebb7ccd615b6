"""One address answers with a status, or with a word for what came in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import requests
from web_server import Server, closed_port

from press.checks.links.ask import Answer, ask, session_of

TIMEOUT = 0.6


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with session_of("harbour (checks its references)") as session:
        yield session


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/", "200"),
        ("/404", "404"),
        ("/410", "410"),
        ("/403", "403"),
        ("/500", "500"),
        ("/429", "429"),
        ("/no-head", "200"),
        ("/round", "loop"),
        ("/broken", "refused"),
        ("/slow", "timeout"),
    ],
)
def test_an_address_answers_with_a_status_or_a_word(
    serve: Callable[[], Server], session: requests.Session, path: str, answer: str
) -> None:
    assert ask(session, serve().address + path, TIMEOUT) == Answer(answer)


def test_a_redirect_is_followed_and_told(serve: Callable[[], Server], session: requests.Session) -> None:
    at = serve().address
    assert ask(session, f"{at}/to/new", TIMEOUT) == Answer("200", f"{at}/new")
    assert ask(session, f"{at}/to/to/404", TIMEOUT) == Answer("404", f"{at}/404")


def test_a_fragment_is_no_redirect(serve: Callable[[], Server], session: requests.Session) -> None:
    assert ask(session, f"{serve().address}/page#part", TIMEOUT) == Answer("200")


def test_a_server_whose_certificate_is_not_signed_is_told(
    serve: Callable[..., Server], session: requests.Session
) -> None:
    assert ask(session, f"{serve(secured=True).address}/", TIMEOUT) == Answer("insecure")


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("http://nobody.invalid/a", "no-host"),
        ("http://[::1/", "broken"),
        ("http://" + "a" * 64 + ".example/", "broken"),
    ],
    ids=["no host", "no address", "a name longer than DNS allows"],
)
def test_an_address_that_nobody_can_ask_is_told_by_a_word(session: requests.Session, address: str, answer: str) -> None:
    assert ask(session, address, TIMEOUT) == Answer(answer)


def test_a_host_at_which_nobody_listens_is_told(session: requests.Session) -> None:
    assert ask(session, closed_port(), TIMEOUT) == Answer("refused")
