"""Make the site from the joined editions, with the service worker that knows all its files, and replace the former one atomically."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from press.builders.html.languages import write_sitemap
from press.core.files import link, swap
from press.core.formats import WORKER, Site, site_of
from press.core.resources import press_path
from press.core.settings import Settings
from press.site.joined import index_pages, join_all, joined_folder

_WORKER_TEMPLATE = press_path("builders/html/templates") / WORKER
# Hexadecimal digits of a checksum, enough to distinguish the files of two releases.
_DIGITS = 16


def publish(settings: Settings) -> Site:
    """Assemble the site beside the last one, then swap them, so that no unfinished site is ever served."""
    index_pages(settings)
    join_all(settings)
    site = settings.build / "site"
    new = site.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(joined_folder(settings.build), new, copy_function=lambda one, other: link(Path(one), Path(other)))
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_service_worker(new, settings.slug)
    swap(new, site)
    return site_of(settings)


def write_service_worker(site: Path, slug: str) -> None:
    """Write the service worker of the finished ``site`` as its last file; ``slug`` names its caches on a shared host."""
    paths = sorted(path for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    files = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
        for path in paths
        if path.name != WORKER
    }
    release = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:_DIGITS]
    values = {"release": f"{slug}-{release}", "files": files, "prefix": f"{slug}-"}
    text = _WORKER_TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{{ {name} }}}}", json.dumps(value, ensure_ascii=False))
    (site / WORKER).write_text(text, encoding="utf-8")
