"""Render the pages shown in place of another: page not found, and no network."""

from __future__ import annotations

import base64
import mimetypes
from pathlib import Path
from urllib.parse import urlsplit

from press.core.settings import Edition, Settings
from press.language.catalogues import get_translation
from press.site.templates import template, with_policy

# Hosts look for the first by its name; the service worker (press.site.publish) shows the second.
NOT_FOUND, OFFLINE = "404.html", "offline.html"
MESSAGES = {
    NOT_FOUND: ("There is no such page", "The address may be mistyped, or the page may have moved."),
    OFFLINE: ("No network", "This page is not on your device yet. Pages that you have opened are."),
}


def message_page(settings: Settings, name: str) -> str:
    """Return the page ``name``. It is served at any depth, so its links contain the path of the site, where that is known."""
    editions = [_message(edition, *MESSAGES[name]) for edition in settings.editions]
    path = urlsplit(settings.base_url).path.rstrip("/") + "/" if settings.base_url else ""
    script = "" if path else template("message.js").render(languages=settings.languages)
    return with_policy("message.html", script, editions=editions, root=path, icon=_icon(settings.root / settings.icon))


def _icon(file: Path) -> str:
    """Return the picture in ``file`` as a data URL, as a page that is served at any depth cannot have a relative one; empty without a file."""
    kind = mimetypes.guess_type(file.name)[0] or "image/x-icon"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}" if file.is_file() else ""


def _message(edition: Edition, heading: str, text: str) -> dict[str, str]:
    translate = get_translation(edition.language)
    return {
        "language": edition.language,
        "title": edition.title,
        "heading": translate(heading),
        "text": translate(text),
        "contents": translate("To the first page"),
        "start": translate("All languages and files"),
    }
