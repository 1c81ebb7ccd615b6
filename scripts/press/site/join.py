"""Join and finish the pages of all editions, and put the site of these and the files that hold whole editions in place in one move."""

from __future__ import annotations

import shutil
from pathlib import Path

from press.builders.html.alternates import write_sitemap
from press.builders.html.file_sizes import write_sizes
from press.builders.html.search_index import make_indexes, place_indexes
from press.core.caches import Kept
from press.core.digests import press_fingerprint
from press.core.files import is_copy, share, swap
from press.core.formats import PAGES
from press.core.outputs import SHARED, Site, edition_output, shared_output, site_of
from press.core.settings import Settings
from press.site.block_parity import prove_blocks
from press.site.finish import finish_site
from press.site.offline import write_message_pages, write_worker
from press.site.start_page import start_page

# Left by Sphinx for its own use, and its own search; readers need none of it.
_SPHINX_SEARCH = ("search.html", "searchindex.js", "searchtools.js", "language_data.js")
NOT_PUBLISHED = (".buildinfo*", "objects.inv", "reports", "*webpack-macros.html", "locales", "*.map", *_SPHINX_SEARCH)


def join_pages(settings: Settings) -> None:
    """Join the pages, and index them."""
    finish_pages(settings)
    index_pages(settings)


def pages_folder(settings: Settings) -> Path:
    """Where the finished pages are, without the files of the other formats that they offer."""
    return settings.build / "press" / "pages"


def index_cache(settings: Settings) -> Path:
    """Where the search indexes are kept from one build to the next."""
    return settings.build / "press" / "search"


def finish_pages(settings: Settings) -> None:
    """Join the pages beside those of the last time, then swap them. Raises PressError where the editions have not the same blocks."""
    prove_blocks(settings)
    folder = pages_folder(settings)
    new = folder.with_name("pages.new")
    shutil.rmtree(new, ignore_errors=True)

    def place(source: str, target: str) -> None:
        last = folder / Path(target).relative_to(new)
        if is_copy(last, Path(source)):
            share(last, Path(target))
        else:
            shutil.copy2(source, target)

    for language in settings.languages:
        ignored = shutil.ignore_patterns(*NOT_PUBLISHED)
        pages = edition_output(settings, language, PAGES)
        shutil.copytree(pages, new / language, ignore=ignored, copy_function=place)
    shutil.copytree(shared_output(settings), new / SHARED, copy_function=place)
    write_root(settings, new)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    kept = Kept(settings.build / "press" / "pages.pickle", press_fingerprint())
    finish_site(new, kept)
    kept.save()
    swap(new, folder)


def write_root(settings: Settings, site: Path) -> None:
    """Write the pages of ``site`` that belong to no edition; the editions are there already."""
    (site / "index.html").write_text(start_page(settings), encoding="utf-8")
    write_message_pages(settings, site)


def index_pages(settings: Settings) -> None:
    """Make the search indexes of the pages of all editions."""
    outputs = {language: edition_output(settings, language, PAGES) for language in settings.languages}
    make_indexes(outputs, index_cache(settings))


def join_site(settings: Settings) -> Site:
    """Assemble the site beside the last one, then swap them, so that no half-made site is ever seen."""
    site = settings.build / "site"
    new = site.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(pages_folder(settings), new, copy_function=_share)
    for file in site_of(settings).files:
        (new / file.path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(file.made, new / file.path)
    write_sizes(new)
    place_indexes(index_cache(settings), new, settings.languages)
    write_worker(new, settings.slug)
    swap(new, site)
    return site_of(settings)


def _share(source: str, target: str) -> None:
    share(Path(source), Path(target))
