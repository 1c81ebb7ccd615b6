"""Builds the whole book, unless nothing that it is made from has changed, which is found out with few imports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from press.build_lock import locked
from press.caches import forget
from press.folders import listing
from press.inputs import book_inputs, changes, read_stamp, stamp_file, write_stamp
from press.outputs import Site, site_of
from press.project import make_writable
from press.settings import load_settings

if TYPE_CHECKING:
    from press.children import Residents

Say = Callable[[str], None]
_FILES = "the files of the site"


def build_book(
    root: Path,
    say: Say,
    why: Say | None = None,
    shown: Callable[[], None] | None = None,
    residents: Residents | None = None,
) -> Site:
    """Build everything below ``root/_build/site``, alone (`press.build_lock`); ``say`` gets a line for each finished step, ``why`` one with the reason for each.

    Who is in a hurry gives ``shown``: it is called when the site has its new pages, before the PDFs and EPUBs are made anew.
    Who builds again and again gives ``residents``, in which processes wait that know the editions from the time before.
    Raises PressError, and leaves the last site as it was, where anything is wrong: a warning of Sphinx counts as wrong.
    """
    with locked(root, say):
        return _build(root, say, why, shown, residents)


def _build(
    root: Path, say: Say, why: Say | None, shown: Callable[[], None] | None, residents: Residents | None
) -> Site:
    forget()
    settings = load_settings(root)
    make_writable(settings.build)
    stamp = stamp_file(settings, "site")
    inputs = book_inputs(settings)
    changed = changes(read_stamp(stamp), {**inputs, _FILES: listing(settings.build / "site", dated=True)})
    if not changed:
        return site_of(settings)
    if why:
        why(f"the site: {changed}")
    from press.workshop import make_site  # noqa: PLC0415  imports all that makes books

    site = make_site(settings, say, why, shown, residents)
    # What was changed in the meantime counts as changed.
    write_stamp(stamp, {**book_inputs(settings), **inputs, _FILES: listing(settings.build / "site", dated=True)})
    return site


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
