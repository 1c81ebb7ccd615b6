"""Build the whole book, unless none of its inputs has changed, which is found out with few imports."""

from __future__ import annotations

from pathlib import Path

from press.core.caches import clear_caches
from press.core.extensions import load_extensions
from press.core.files import put_back
from press.core.formats import Site, site_of
from press.core.jobs import Say
from press.core.project import make_writable
from press.core.settings import Settings, load_settings
from press.core.stamps import Inputs, describe_changes, files_in, read_stamp, stamp_file, write_stamp
from press.make.inputs import book_inputs
from press.make.lock import locked


def build_book(root: Path, say: Say, why: Say | None = None) -> Site:
    """Build the site in ``root/_build/site`` while holding the book's lock (`press.make.lock`).

    ``say`` is called with a line for each finished step, ``why`` with the reason for each. Raises PressError, and leaves the last
    site as it was, where anything is wrong; a warning of Sphinx is wrong, too.
    """
    with locked(root, say):
        return _build(root, say, why)


def _build(root: Path, say: Say, why: Say | None) -> Site:
    clear_caches()
    settings = load_settings(root)
    # Extensions may register formats of the book.
    load_extensions(root)
    make_writable(settings.build)
    put_back(settings.build / "site")
    stamp = stamp_file(settings, "site")
    before, inputs = read_stamp(stamp), book_inputs(settings)
    found = {**inputs, **_files(settings, before)}
    changed = describe_changes(before, found)
    if not changed:
        if found != before:  # only the dates of files differ, as after copying
            write_stamp(stamp, found)
        return site_of(settings)
    if why:
        why(f"the site: {changed}")
    from press.make.build import make_site  # noqa: PLC0415  slow to import

    site = make_site(settings, say, why)
    # Inputs from before the build override those from after it: what was edited meanwhile counts as changed.
    write_stamp(stamp, {**book_inputs(settings), **inputs, **_files(settings, None)})
    return site


def _files(settings: Settings, before: Inputs | None) -> Inputs:
    return files_in([(settings.build / "site", "*")], before)
