"""Makes a site of the finished pages, the PDFs and the EPUBs, and puts it in place in one move."""

from __future__ import annotations

import shutil
from pathlib import Path

from press.file_sizes import write_sizes
from press.folders import share, swap
from press.joined_pages import index_cache, pages_folder
from press.offline import write_worker
from press.outputs import Site, book_files, site_of
from press.search_index import place_indexes
from press.settings import Settings


def join_site(settings: Settings) -> Site:
    """Assemble the site beside the last one, then swap them, so that no half-made site is ever seen."""
    site = settings.build / "site"
    new = site.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(pages_folder(settings), new, copy_function=_share)
    for language in settings.languages:
        for path, made in book_files(settings, language).items():
            (new / path).parent.mkdir(exist_ok=True)
            shutil.copy2(made, new / path)
    write_sizes(new)
    place_indexes(index_cache(settings), new, settings.languages)
    write_worker(new, settings.slug)
    swap(new, site)
    return site_of(settings)


def _share(source: str, target: str) -> None:
    share(Path(source), Path(target))
