"""A small book that is followed, as `press serve` has it, without a server; and what a build from nothing makes of the same sources."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from press.core.errors import PressError
from press.core.formats import PAGES
from press.core.jobs import Child, Job, run_jobs
from press.core.settings import load_settings
from press.data.accept import accept
from press.make.editions import PageInView, make_edition
from press.make.rebuild import BuildEnded, Order, rebuild_on_orders
from press.site.join import join_edition
from support.small_books import append, load_book, share_kept, take_kept


def add_chapter(root: Path) -> None:
    """Add a chapter to which no other leads."""
    for language in ("en", "ru"):
        (root / "book" / language / "plain.md").write_text("# Sun\n\nIt shines.\n", encoding="utf-8")
    append(root / "_toc.yml", "      - file: book/en/plain\n")


def another_row(root: Path, days: int) -> None:
    """Another number of days in the south, and its file accepted."""
    table = root / "data" / "rain.csv"
    table.write_text(re.sub(r"south,\d+", f"south,{days}", table.read_text(encoding="utf-8")), encoding="utf-8")
    accept([table], root)


class Followed:
    """The process that makes the book at ``root``; ``front`` is the page that somebody looks at."""

    def __init__(self, root: Path, front: PageInView) -> None:
        self.root, self.front = root, front
        self.process = Child(rebuild_on_orders, root)

    def order(self, *, changed: bool = True) -> None:
        """Tell it that something has changed, or only which page is in front."""
        assert self.process.send(Order(self.front, changed))

    def until_ended(self) -> list[object]:
        """What it says until all is made, or known to be wrong."""
        said: list[object] = []
        while not said or not isinstance(said[-1], BuildEnded):
            kind, content = self.process.receive()
            assert kind == "said", content
            said.append(content)
        return said

    def make(self) -> str:
        """Have what has changed made; what is wrong."""
        self.order()
        ended = self.until_ended()[-1]
        assert isinstance(ended, BuildEnded)
        return ended.message


@contextmanager
def followed(root: Path, language: str, page: str) -> Iterator[Followed]:
    """The book at ``root``, followed and made, while somebody looks at a page."""
    process = Followed(root, PageInView(language, page))
    try:
        assert process.make() == ""
        yield process
    finally:
        process.process.kill()


def served_pages(root: Path) -> dict[str, bytes]:
    """The pages that are served, and what they load, by their paths; without what the book as a whole has."""
    folder = root / "_build" / "press" / "joined"
    files = [path for tag in load_settings(root).languages for path in (folder / tag).rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if "pagefind" not in path.parts}


def pages_from_nothing(root: Path, languages: tuple[str, ...], scratch: Path) -> dict[str, bytes]:
    """The same from a build of the pages in a copy of the book in ``scratch``, of which nothing but the notebooks was made before.

    It has the drawings of small books, whose names tell what is drawn, and draws what is new.
    """
    share_kept(root)
    copy = Path(shutil.copytree(root, scratch / root.name, ignore=shutil.ignore_patterns("press", "site")))
    take_kept(copy)
    book = load_book(copy)
    jobs = [Job(language, make_edition, (book, language, "1700000000", PAGES)) for language in languages]
    outcomes = run_jobs(jobs)
    share_kept(copy)
    for outcome in outcomes.values():
        if outcome.error:
            raise PressError(str(outcome.error))
    for language in languages:
        join_edition(book.sources.settings, language)
    return served_pages(copy)
