"""Many addresses are asked without being a burden to those who answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from web_server import Server, closed_port

from press.checks.links.polite import Manners, NoNetworkError, ask_all

MANNERS = Manners("harbour (checks its references)", pause=0.0, timeout=0.6)


def asked(addresses: list[str], manners: Manners = MANNERS) -> dict[str, tuple[str, str]]:
    answers = ask_all(addresses, manners, lambda address, answer: None)
    return {address: (answer.answer, answer.final) for address, answer in answers.items()}


def test_a_host_that_is_not_there_is_asked_once_and_not_for_each_of_its_pages(serve: Callable[[], Server]) -> None:
    here, gone, closed = serve().address, "http://nobody.invalid", closed_port()
    found = asked([f"{here}/", f"{gone}/a", f"{gone}/b", f"{closed}/a", f"{closed}/b"])
    assert {address: answer for address, (answer, _) in found.items() if here not in address} == {
        f"{gone}/a": "no-host",
        f"{gone}/b": "no-host",
        f"{closed}/a": "refused",
        f"{closed}/b": "refused",
    }


def test_a_host_gets_one_request_at_a_time_with_a_pause_between_by_one_who_says_who_he_is(
    serve: Callable[[], Server],
) -> None:
    server = serve()
    asked([f"{server.address}/{number}" for number in (200, 201, 202)], replace(MANNERS, pause=0.1))
    times = [when for _, path, _, when in server.seen.asked if path != "/robots.txt"]
    assert server.seen.most_at_once == 1
    assert all(later - earlier >= 0.1 for earlier, later in pairwise(times))
    assert {name for _, _, name, _ in server.seen.asked} == {"harbour (checks its references)"}
    assert [method for method, *_ in server.seen.asked] == ["GET", "HEAD", "HEAD", "HEAD"]


def test_what_robots_txt_forbids_is_not_asked(serve: Callable[[], Server]) -> None:
    server = serve()
    server.seen.robots = "User-agent: *\nDisallow: /private\n"
    found = asked([f"{server.address}/private/a", f"{server.address}/open"])
    assert [answer for answer, _ in found.values()] == ["robots", "200"]
    assert [path for _, path, *_ in server.seen.asked] == ["/robots.txt", "/open"]


def test_where_no_host_can_be_reached_there_is_no_network() -> None:
    with pytest.raises(NoNetworkError):
        asked([f"{closed_port()}/{number}" for number in range(3)])
