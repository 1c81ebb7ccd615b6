"""Build the whole book, unless none of its inputs has changed, which is found out with few imports."""

from __future__ import annotations

from collections import ChainMap
from pathlib import Path

from press.core.caches import clear_caches
from press.core.digests import FILES, Inputs, files_in, read_stamp, stamp_file, write_stamp
from press.core.extensions import load_extensions
from press.core.files import put_back, remove
from press.core.formats import FORMATS, PAGES
from press.core.jobs import Say
from press.core.project import locked
from press.core.settings import Settings, load_settings
from press.make.inputs import common_inputs, text_inputs, with_formats


def build_book(root: Path, say: Say, *, only_pages: bool = False) -> Path:
    """Build the site while holding the book's lock, with ``only_pages`` without PDFs and EPUBs; return its folder.

    ``say`` is called with a line for each finished step. Raises PressError, and leaves the last
    site as it was, where anything is wrong; a warning of Sphinx is wrong, too.
    """
    with locked(root, say):
        return _build(root, say, only_pages=only_pages)


def _build(root: Path, say: Say, *, only_pages: bool) -> Path:
    clear_caches()
    settings = load_settings(root)
    # They add languages, checks, formats and kinds of results.
    load_extensions(root)
    builders = [PAGES] if only_pages else [*FORMATS]
    site = settings.build / "site"
    put_back(site)
    stamp = stamp_file(settings, "site")
    before, inputs = read_stamp(stamp), _inputs(settings)
    present = {**with_formats(inputs, builders, before), **files_in(site)}
    if present == before:
        return site
    if before and site.is_dir() and before.get(FILES) != present[FILES]:
        # What was lost or altered there may be so in the editions as well.
        for language in settings.languages:
            remove(settings.build / "press" / language)
    from press.make.build import make_site  # noqa: PLC0415  slow to import

    make_site(settings, say, builders)
    # Inputs from before the build override those from after it: what was edited meanwhile counts as changed.
    inputs = with_formats({**_inputs(settings), **inputs}, builders)
    write_stamp(stamp, {**inputs, **files_in(site)})
    return site


def _inputs(settings: Settings) -> Inputs:
    return dict(ChainMap(common_inputs(settings), *text_inputs(settings).values()))
