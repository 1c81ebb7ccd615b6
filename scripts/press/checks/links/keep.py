"""Try the addresses of a book and keep in their table what they answered."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from press.checks.links.ask import Answer, Manners, ask_all
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.files import write_whole
from press.core.settings import Settings
from press.data.accept import accept
from press.data.addresses import ADDRESSES, Page, pages_known
from press.edition.load import load_sources

_COLUMNS = ("tried", "answer", "final")


@dataclass(frozen=True)
class Tried:
    """The outcome of a round: each page as it is known now, and those that are ``gone`` or have ``moved`` since they were tried before."""

    pages: Mapping[str, Page]
    gone: list[Page] = field(default_factory=list)
    moved: list[Page] = field(default_factory=list)

    @property
    def news(self) -> list[Page]:
        """Return the pages that an editor has to look at: those gone, then those moved."""
        return [*self.gone, *self.moved]

    def not_had(self) -> list[Page]:
        """Return the pages of which nothing is known, as no server gave or refused them for good."""
        return [page for page in self.pages.values() if not (page.is_gone or page.answer.startswith("2"))]


def manners_of(settings: Settings) -> Manners:
    """Return how the addresses of a book are asked: in its own name, with its address where it has one."""
    return Manners(f"{settings.slug} (checks its references{f'; +{settings.base_url}' if settings.base_url else ''})")


def try_addresses(
    root: Path,
    manners: Manners,
    today: dt.date,
    report: Callable[[str, Answer], None] = lambda address, answer: None,
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Tried:
    """Request every address in the table of the book at ``root`` and write down what each answered; without a network nothing is written.

    Asking takes minutes, in which others may work on the book; while something is written, this process is ``alone``.
    """
    sources = load_sources(root)
    if ADDRESSES not in sources.package.names:
        message = "this book has no table of addresses, in which to keep what they answer"
        raise PressError(message, remedy=f"describe a table '{ADDRESSES}' in data/datapackage.json, see CONTRIBUTING")
    known, table = pages_known(sources), sources.package.file(ADDRESSES)
    answers = ask_all(known, manners, report)
    if not any(answer.answer.isdigit() for answer in answers.values()):
        remedy = "try again with a network"
        raise PressError(f"no host could be reached; {table.name} is as it was", remedy=remedy)
    with alone():
        _write(table, answers, today)
        clear_caches()
        sources = load_sources(root)
        accept([table], sources)
    clear_caches()
    pages = pages_known(load_sources(root))
    before = {address: known.get(address, Page(address)) for address in pages}
    return Tried(
        pages,
        [page for page in pages.values() if page.is_gone and not before[page.address].is_gone],
        [page for page in pages.values() if page.has_moved and page.final != before[page.address].final],
    )


def _write(table: Path, answers: Mapping[str, Answer], today: dt.date) -> None:
    """Write the answers into their columns; all else in the table stays as it is."""
    with table.open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    places = [head.index(column) for column in _COLUMNS]
    for row in rows:
        if answer := answers.get(row[head.index("address")]):
            for place, value in zip(places, (today.isoformat(), answer.answer, answer.final), strict=True):
                row[place] = value
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([head, *rows])
    write_whole(table, written.getvalue().encode())


def lines_on(tried: Tried) -> Iterator[str]:
    """Yield what was found, the news first, with what an editor does about it."""
    yield from (f"gone: {page.address}" for page in tried.gone)
    yield from (f"moved: {page.address} -> {page.final}" for page in tried.moved)
    yield from (f"not had ({page.answer}): {page.address}" for page in tried.not_had())
    well = sum(page.answer.startswith("2") for page in tried.pages.values())
    yield f"{well} of {len(tried.pages)} addresses answer"
    if tried.news:
        yield "Readers are told of pages that are gone or moved. Name an archived copy in the column archived, where there is one."
