"""Write the pages that stand for another one, no such page and no network, and the worker that knows every file of a release of the site."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from press.core.outputs import WORKER
from press.core.resources import press_path
from press.core.settings import Edition, Settings
from press.language.catalogues import words
from press.site.templates import rendered

_TEMPLATE = press_path("builders/html/templates") / WORKER
# Hexadecimal digits of a checksum that tell the files of two releases apart.
_DIGITS = 16
# Servers look for the first by its name; the worker of press.site.offline shows the second.
NOT_FOUND, OFFLINE = "404.html", "offline.html"
_TEXTS = {
    NOT_FOUND: ("There is no such page", "The address may be mistyped, or the page may have moved."),
    OFFLINE: ("No network", "This page is not kept on your device yet. The pages that you have opened are."),
}


def write_worker(site: Path, slug: str) -> Path:
    """Write the worker of the finished ``site``, the last of its files; ``slug`` names its caches on a shared host."""
    files = checksums(site)
    release = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:_DIGITS]
    values = {"release": f"{slug}-{release}", "files": files, "prefix": f"{slug}-"}
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{{ {name} }}}}", json.dumps(value, ensure_ascii=False))
    path = site / WORKER
    path.write_text(text, encoding="utf-8")
    return path


def checksums(site: Path) -> dict[str, str]:
    """The first digits of the SHA-256 of each file of ``site``, by its path."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS]
        for path in files
        if path.name != WORKER
    }


def write_message_pages(settings: Settings, site: Path) -> None:
    """Write both pages into ``site``, which has the editions already."""
    icon = _icon(settings.root / settings.icon)
    for name in _TEXTS:
        (site / name).write_text(message_page(settings, name, icon), encoding="utf-8")


def _icon(file: Path) -> str:
    """The picture in ``file`` as an address that holds all of it: a page that is shown at any depth cannot name a file."""
    kind = mimetypes.guess_type(file.name)[0] or "image/x-icon"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}" if file.is_file() else ""


def message_page(settings: Settings, name: str, icon: str = "") -> str:
    """The page ``name``. A server shows it at any depth, so links need the path of the site, where that is known."""
    editions = [_message(edition, *_TEXTS[name]) for edition in settings.editions]
    path = urlsplit(settings.base_url).path.rstrip("/") + "/" if settings.base_url else ""
    return rendered("message.html", editions=editions, root=path, icon=icon)


def _message(edition: Edition, heading: str, text: str) -> dict[str, str]:
    word = words(edition.language)
    return {
        "language": edition.language,
        "title": edition.title,
        "heading": word(heading),
        "text": word(text),
        "contents": word("To the first page"),
        "start": word("All languages and files"),
    }
