"""Check the addresses that a book relies on: whether each is in its table and, on demand, whether each still answers."""

from __future__ import annotations

import csv
import datetime as dt
import io
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.checks.check import Fault
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.files import shown_path, write_whole
from press.core.formats import checked_doctrees
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
    reported = {*known}
    for address, file, line in named_addresses(sources):
        if address not in reported:
            reported.add(address)
            message = f"{address} has no row in {table}; add one, with the day on which you read it"
            yield Fault(shown_path(file, sources.root), line or 1, message)


def ask(addresses: Iterable[str], settings: Settings, timeout: float = 20.0) -> Iterator[WebPage]:
    """Yield each address with what it answers, as Sphinx's linkcheck finds it; one at a time, in the name of the book."""
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
                yield WebPage(result.uri, answer="200", final=result.message)
            else:
                status = _STATUS.match(result.message)
                word = NO_HOST if _NO_HOST.search(result.message) else result.status
                yield WebPage(result.uri, answer=status[0] if status else word)


def chapter_addresses(settings: Settings) -> Iterator[NamedAddress]:
    """Yield the addresses outside of the site to which the documents of all editions lead, as they were read last."""
    for language in settings.languages:
        for path in sorted(checked_doctrees(settings, language).rglob("*.doctree")):
            for reference in pickle.loads(path.read_bytes()).findall(nodes.reference):
                address, (file, line) = str(reference.get("refuri")), get_source_line(reference)
                is_own = settings.base_url and address.startswith(settings.base_url)
                if address.startswith(("http://", "https://")) and file and Path(file).is_file() and not is_own:
                    yield NamedAddress(address, Path(file), line)


def try_addresses(
    root: Path,
    today: dt.date,
    say: Say = print,
    alone: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> tuple[list[str], bool]:
    """Request every address in the chapters and the table of the book at ``root``, and write into the table what each there answered.

    Return lines on what was found, and whether a page of a chapter is gone, or one of the table is gone or has moved since the last
    round. Raises PressError, and writes nothing, without a network.

    Asking takes minutes, in which others may work on the book; while something is written, this process is ``alone``.
    """
    sources = load_sources(root)
    known, places = pages_known(sources), dict[str, str]()
    for address, file, line in chapter_addresses(sources.settings):
        if address not in known:
            places.setdefault(address, f" ({shown_path(file, root)}:{line})")
    pages = dict[str, WebPage]()
    for page in ask((*known, *places), sources.settings):
        say(f"{page.answer:8} {page.address}")
        pages[page.address] = page
    if pages and not any(page.answer.isdigit() for page in pages.values()):
        raise PressError("no host could be reached; nothing was written", remedy="try again with a network")
    if known:
        with alone():
            _write(root, sources.package.file(ADDRESSES), pages, today)
    gone = [a for a, page in pages.items() if page.is_gone and not known.get(a, WebPage(a)).is_gone]
    moved = [a for a, page in pages.items() if page.has_moved and page.final != known.get(a, WebPage(a)).final]
    lines = [f"gone: {a}{places.get(a, '')}" for a in gone]
    lines += [f"moved: {a} -> {pages[a].final}{places.get(a, '')}" for a in moved]
    lines.append(f"{sum(page.answer.startswith('2') for page in pages.values())} of {len(pages)} addresses answer")
    if gone or moved:
        advice = "Correct those of chapters there. Readers are told of those in the table: name an archived copy in its column archived"
        lines.append(f"{advice}, where there is one.")
    return lines, bool(gone) or not known.keys().isdisjoint(moved)


def _write(root: Path, table: Path, pages: Mapping[str, WebPage], today: dt.date) -> None:
    """Write what ``pages`` answered ``today`` into those columns that the table has, and accept it; all else in it stays as it is."""
    written = io.StringIO()
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        writer = csv.DictWriter(written, reader.fieldnames or (), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        for row in reader:
            if page := pages.get(row["address"]):
                row |= {"tried": today.isoformat(), "answer": page.answer, "final": page.final}
            writer.writerow(row)
    write_whole(table, written.getvalue().encode())
    clear_caches()
    accept([table], root)
    clear_caches()
