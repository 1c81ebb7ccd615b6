"""Make the site from the joined editions, and replace the former one atomically."""

from __future__ import annotations

import shutil
from pathlib import Path

from press.builders.html.hreflang import write_sitemap
from press.core.files import link, swap
from press.core.outputs import Site, site_of
from press.core.settings import Settings
from press.site.joined import index_pages, join_all, joined_folder
from press.site.service_worker import write_service_worker


def publish(settings: Settings) -> Site:
    """Assemble the site beside the last one, then swap them, so that no unfinished site is ever served."""
    index_pages(settings)
    join_all(settings)
    site = settings.build / "site"
    new = site.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(joined_folder(settings.build), new, copy_function=_link)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_service_worker(new, settings.slug)
    swap(new, site)
    return site_of(settings)


def _link(source: str, target: str) -> None:
    link(Path(source), Path(target))
