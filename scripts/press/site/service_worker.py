"""Write the service worker, which knows every file of a release of the site."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from press.core.outputs import WORKER
from press.core.resources import press_path

_TEMPLATE = press_path("builders/html/templates") / WORKER
# Hexadecimal digits of a checksum, enough to distinguish the files of two releases.
_DIGITS = 16


def write_service_worker(site: Path, slug: str) -> Path:
    """Write the service worker of the finished ``site`` as its last file; ``slug`` names its caches on a shared host."""
    files = precache_entries(site)
    release = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:_DIGITS]
    values = {"release": f"{slug}-{release}", "files": files, "prefix": f"{slug}-"}
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{{ {name} }}}}", json.dumps(value, ensure_ascii=False))
    path = site / WORKER
    path.write_text(text, encoding="utf-8")
    return path


def precache_entries(site: Path) -> dict[str, str]:
    """Return the first digits of the SHA-256 of each file of ``site``, by its path."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
        for path in files
        if path.name != WORKER
    }
