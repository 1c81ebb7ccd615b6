"""Check the addresses that a book leans on: whether each stands in its table and, on demand, whether each still answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import urlsplit

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.checks.check import Fault
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.files import shown_path, write_whole
from press.core.jobs import Say
from press.core.settings import Settings
from press.data.accept import accept
from press.data.addresses import ADDRESSES, NO_HOST, NamedAddress, WebPage, named_addresses, pages_known
from press.data.sources import Sources
from press.edition.chapters import load_sources

_NO_HOST = re.compile(r"NameResolutionError|getaddrinfo|Name or service not known", re.IGNORECASE)
# What Sphinx tells of an answer that is an error begins with its status.
_STATUS = re.compile(r"\d{3}(?= )")


def addresses(sources: Sources) -> Iterator[Fault]:
    """Find addresses of tables, of their description and of works that the table `addresses` lacks, where a book has one."""
    if ADDRESSES not in sources.package.names:
        return
    table, known = shown_path(sources.package.file(ADDRESSES), sources.root), pages_known(sources)
    named: dict[str, NamedAddress] = {}
    for one in named_addresses(sources):
        named.setdefault(one.address, one)
    for address, first in named.items():
        if address not in known:
            message = f"{address} has no row in {table}; add one, with the day on which you read it"
            yield Fault(shown_path(first.file, sources.root), first.line or 1, message)


class Answer(NamedTuple):
    """The answer to a request: a status of HTTP or a word, and the address to which it led, if that is another."""

    answer: str
    final: str = ""


def ask(addresses: Iterable[str], settings: Settings, timeout: float = 20.0) -> Iterator[tuple[str, Answer]]:
    """Yield what each address answers, as Sphinx's linkcheck finds it; one at a time, in the name of the book."""
    # Slow to import, and of use for this alone.
    from sphinx.builders.linkcheck import Hyperlink, HyperlinkAvailabilityChecker  # noqa: PLC0415

    options = {
        "linkcheck_workers": 1,
        "linkcheck_timeout": timeout,
        "linkcheck_anchors": False,
        "linkcheck_allow_unauthorized": False,
        "linkcheck_report_timeouts_as_broken": False,
        "user_agent": f"{settings.slug} (checks its references) {settings.base_url}".strip(),
    }
    with TemporaryDirectory() as folder, docutils_namespace():
        app = Sphinx(folder, None, f"{folder}/out", folder, "dummy", options, status=None, warning=None)
        links = {}
        for address in addresses:
            # On what is no address the checker would wait for ever.
            with suppress(ValueError):
                urlsplit(address)
                links[address] = Hyperlink(address, "", "", 0)
        for result in HyperlinkAvailabilityChecker(app.config).check(links):
            if result.status in ("working", "redirected"):
                yield result.uri, Answer("200", result.message)
            else:
                status = _STATUS.match(result.message)
                word = NO_HOST if _NO_HOST.search(result.message) else result.status
                yield result.uri, Answer(status[0] if status else word)


def try_addresses(
    root: Path,
    today: dt.date,
    say: Say = print,
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> tuple[list[str], bool]:
    """Request every address in the table of the book at ``root`` and write down what each answered; without a network nothing is written.

    Return lines on what was found, and whether a page is gone or has moved since the last round.

    Asking takes minutes, in which others may work on the book; while something is written, this process is ``alone``.
    """
    sources = load_sources(root)
    if ADDRESSES not in sources.package.names:
        message = "this book has no table of addresses, in which to keep what they answer"
        raise PressError(message, remedy=f"describe a table '{ADDRESSES}', with a column 'address'")
    known, table, answers = pages_known(sources), sources.package.file(ADDRESSES), dict[str, Answer]()
    for address, answer in ask(known, sources.settings):
        say(f"{answer.answer:8} {address}")
        answers[address] = answer
    if not any(answer.answer.isdigit() for answer in answers.values()):
        remedy = "try again with a network"
        raise PressError(f"no host could be reached; {table.name} is as it was", remedy=remedy)
    with alone():
        day = today.isoformat()
        tried = {a: {"tried": day, "answer": answer, "final": final} for a, (answer, final) in answers.items()}
        _write(root, table, tried)
    pages = pages_known(load_sources(root))
    before = {address: known.get(address, WebPage(address)) for address in pages}
    news = [f"gone: {a}" for a, page in pages.items() if page.is_gone and not before[a].is_gone]
    news += [f"moved: {a} -> {p.final}" for a, p in pages.items() if p.has_moved and p.final != before[a].final]
    well = sum(page.answer.startswith("2") for page in pages.values())
    lines = [*news, f"{well} of {len(pages)} addresses answer"]
    if news:
        lines.append(
            "Readers are told of these pages. Name an archived copy in the column archived, where there is one."
        )
    return lines, bool(news)


def _write(root: Path, table: Path, cells: Mapping[str, Mapping[str, str]]) -> None:
    """Write ``cells``, by address and those columns that the table has, and accept it; all else in it stays as it is."""
    written = io.StringIO()
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(written, reader.fieldnames or (), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows({**row, **cells.get(row["address"], {})} for row in reader)
    write_whole(table, written.getvalue().encode())
    clear_caches()
    accept([table], root)
    clear_caches()
