"""One address answers with a status, or with a word for what came in the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
import requests
from web_server import Server, closed_port

from press.checks.links.ask import Answer, Manners, ask, ask_all

TIMEOUT = 0.6


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
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


def test_a_host_gets_one_request_at_a_time_with_a_pause_between_by_one_who_says_who_he_is(
    serve: Callable[[], Server],
) -> None:
    server, manners = serve(), Manners("harbour (checks its references)", pause=0.1, timeout=TIMEOUT)
    ask_all([f"{server.address}/{number}" for number in (200, 201, 202)], manners, lambda address, answer: None)
    times = [when for *_, when in server.seen.asked]
    assert server.seen.most_at_once == 1
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
    assert {name for _, _, name, _ in server.seen.asked} == {manners.name}
    assert [method for method, *_ in server.seen.asked] == ["HEAD", "HEAD", "HEAD"]
