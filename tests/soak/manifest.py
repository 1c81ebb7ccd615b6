"""Read a site as its readers do, without press: which files it has, by digest, and whether it is whole."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

# Digests of files by their paths.
Manifest = dict[str, str]
_known: dict[tuple[int, int, int, int, int], str] = {}


def manifest(site: Path) -> Manifest | None:
    """Return the files of ``site`` as they are at one moment; None where there is no site.

    A server looks up one file after another. Here all are looked up in the folder that stood there at first; where another has
    taken its place meanwhile, that is looked at instead.
    """
    while True:
        try:
            folder = os.open(site, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            return None
        try:
            found, gone = dict[str, str](), ""
            try:
                for parent, _, names, here in os.fwalk(".", dir_fd=folder):
                    for name in names:
                        found[os.path.normpath(f"{parent}/{name}")] = _digest(name, here)
            except FileNotFoundError as error:
                gone = str(error.filename)
            if _is_still(site, folder):
                return found if not gone else {**found, gone: "gone while it was looked at"}
        finally:
            os.close(folder)


def _is_still(site: Path, folder: int) -> bool:
    try:
        return os.path.samestat(site.stat(), os.fstat(folder))
    except FileNotFoundError:
        return False


def _digest(name: str, folder: int) -> str:
    status = os.stat(name, dir_fd=folder)
    key = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
    if key not in _known:
        with open(name, "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=folder)) as file:
            _known[key] = hashlib.sha256(file.read()).hexdigest()
    return _known[key]


def difference(one: Manifest, other: Manifest) -> str:
    """Return in what two sites differ, a few files of it; empty where they are the same."""
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    return ", ".join(f"{name} {_how(name, one, other)}" for name in names[:5]) + (
        f" and {len(names) - 5} more" if len(names) > 5 else ""
    )


def _how(name: str, one: Manifest, other: Manifest) -> str:
    return "is missing" if name not in one else "is too many" if name not in other else "differs"


def faults(site: Path) -> list[str]:
    """Return what is not whole in ``site``: files that are cut off, and links within it that lead nowhere."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    found = [f"{name}: {fault}" for name, content in files.items() if (fault := _cut_off(name, content))]
    for name, content in files.items():
        if name.endswith(".html"):
            found += [
                f"{name}: {link} leads nowhere" for link in _links(name, content.decode()) if not _is_there(link, files)
            ]
    return found


# What each kind of file has to begin and end with.
_FRAMES = {
    ".html": (b"<!", b"</html>"),
    ".pdf": (b"%PDF-", b"%%EOF"),
    ".png": (b"\x89PNG", b"IEND\xaeB`\x82"),
    ".svg": (b"<", b"</svg>"),
}
# What reads each other kind, and raises an error where it is cut off.
_READERS: dict[str, Callable[[bytes], object]] = {
    ".json": json.loads,
    **dict.fromkeys((".epub", ".zip"), lambda content: zipfile.ZipFile(BytesIO(content)).testzip()),
    **dict.fromkeys((".pf_index", ".pf_fragment", ".pf_meta", ".pagefind"), gzip.decompress),
}


def _cut_off(name: str, content: bytes) -> str:
    kind = PurePosixPath(name).suffix
    begin, end = _FRAMES.get(kind, (b"", b""))
    if not content.startswith(begin) or not content.rstrip().endswith(end):
        return "it is cut off"
    try:
        damaged = _READERS.get(kind, len)(content)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return (
        f"{damaged} in it is damaged"
        if isinstance(damaged, str)
        else ""
        if content or name == ".nojekyll"
        else "it is empty"
    )


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in what an element links to."""
        for name, value in attrs:
            if value and name in ("href", "src", "data-src"):
                self.found.add(value)


def _links(page: str, text: str) -> Iterator[str]:
    """Yield the paths within the site that ``page`` links to or loads."""
    parser = _Links()
    parser.feed(text)
    for link in sorted(parser.found):
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc and parts.path:
            path = unquote(parts.path)
            yield os.path.normpath(path.lstrip("/") if path.startswith("/") else PurePosixPath(page).parent / path)


def _is_there(path: str, files: dict[str, bytes]) -> bool:
    return path in files or os.path.normpath(f"{path}/index.html") in files
