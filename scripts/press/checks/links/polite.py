"""Ask many addresses without being a burden: one request a host at a time, with a pause, and nothing that its robots.txt forbids."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import requests

from press.checks.links.ask import REQUEST_ERRORS, Answer, ask, session_of
from press.data.addresses import NO_HOST, host_of

ROBOTS = "robots"
_MOST_OF_ROBOTS = 500_000


@dataclass(frozen=True)
class Manners:
    """The manners of requests: the ``name`` to give, seconds of ``pause`` between two requests to a host and to wait for an answer, hosts at a time."""

    name: str
    pause: float = 2.0
    timeout: float = 20.0
    hosts: int = 6
    # Where as many hosts have failed to answer and none has answered, there is no network.
    enough: int = 8


class NoNetworkError(Exception):
    """No host could be reached at all."""


def ask_all(addresses: Iterable[str], manners: Manners, report: Callable[[str, Answer], None]) -> dict[str, Answer]:
    """Return the answer of each address and ``report`` each as it comes; raise NoNetworkError where no host can be reached."""
    by_host: dict[str, list[str]] = {}
    for address in addresses:
        by_host.setdefault(host_of(address), []).append(address)
    visits = _Round(manners, report)
    with ThreadPoolExecutor(manners.hosts) as pool:
        for found in pool.map(visits.visit, by_host.values()):
            visits.found.update(found)
    if visits.found and not any(answer.is_status for answer in visits.found.values()):
        raise NoNetworkError
    return visits.found


class _Round:
    """One round of visits, which ends early where nobody answers."""

    def __init__(self, manners: Manners, report: Callable[[str, Answer], None]) -> None:
        self.manners, self.report = manners, report
        self.found: dict[str, Answer] = {}
        self.silent, self.answered = 0, Event()

    def visit(self, addresses: list[str]) -> dict[str, Answer]:
        """Request the addresses of one host, one after another."""
        if self.silent >= self.manners.enough and not self.answered.is_set():
            return {}
        with session_of(self.manners.name) as session:
            answers = dict(self._ask_each(session, addresses))
        if any(answer.is_status for answer in answers.values()):
            self.answered.set()
        else:
            self.silent += 1
        return answers

    def _ask_each(self, session: requests.Session, addresses: list[str]) -> Iterator[tuple[str, Answer]]:
        rules = {}
        for number, address in enumerate(addresses):
            origin = _origin(address)
            if origin not in rules:
                rules[origin] = _robots(session, origin, self.manners)
            answer = self._answer(session, address, rules[origin])
            self.report(address, answer)
            yield address, answer
            if answer.answer in (NO_HOST, "refused", "timeout") and number == 0:
                # A host that is not there is not asked for each of its pages.
                yield from ((other, answer) for other in addresses[1:])
                return

    def _answer(self, session: requests.Session, address: str, rules: RobotFileParser) -> Answer:
        if not rules.can_fetch(self.manners.name, address):
            return Answer(ROBOTS)
        time.sleep(max(self.manners.pause, min(float(rules.crawl_delay(self.manners.name) or 0), 30)))
        return ask(session, address, self.manners.timeout)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _robots(session: requests.Session, origin: str, manners: Manners) -> RobotFileParser:
    """Return the rules of a host; where it has none, or they cannot be had, all is allowed."""
    rules = RobotFileParser()
    lines: list[str] = []
    try:
        with session.get(f"{origin}/robots.txt", timeout=manners.timeout, stream=True) as response:
            if response.ok:
                lines = next(response.iter_content(_MOST_OF_ROBOTS), b"").decode("utf-8", "replace").splitlines()
    except REQUEST_ERRORS:
        lines = []
    rules.parse(lines)
    return rules
