"""One style sheet and one script for the whole site, out of the many that the pages of the editions name."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from press.builders.html.tags import Tag
from press.core.files import short_hash

FOLDER = "assets"
_IMPORT = re.compile(r"@import\s+(?:url\()?[\"']?([^\"')]+)[\"']?\)?\s*;")
_URL = re.compile(r"url\(\s*([\"']?)([^\"')]+)\1\s*\)")
_FILE = re.compile(r"url\(\"(file:[^\"]+)\"\)")
# A script that asks for its own address, or that marks itself otherwise than as deferred, has to stay a file.
_ALONE = re.compile(r"\bcurrentScript\b|\bimport\.meta\b")
_OURS = "press-"


def local_file(folder: Path, address: str) -> Path | None:
    """The file that a page in ``folder`` means by ``address``; None for an address of another host or without a path."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    return Path(os.path.normpath(folder / unquote(parts.path)))


def is_sheet(tag: Tag) -> bool:
    """Whether ``tag`` loads a style sheet for all media."""
    return tag.name == "link" and tag.attributes.get("rel") == "stylesheet" and "media" not in tag.attributes


def is_icon(tag: Tag) -> bool:
    """Whether ``tag`` names the picture that stands for the site."""
    return tag.name == "link" and "icon" in tag.attributes.get("rel", "").split()


def is_part(tag: Tag, file: Path, read: Callable[[Path], str]) -> bool:
    """Whether ``tag`` loads a script that can be one part of a larger one; ``read`` gives the text of a file."""
    if tag.name != "script" or set(tag.attributes) != {"src", "defer"} or not file.name.startswith(_OURS):
        return False
    return not _ALONE.search(read(file))


def merged_order(sequences: Iterable[Sequence[str]]) -> list[str]:
    """All items of ``sequences``, each once, so that each sequence keeps its order as far as they agree."""
    order: list[str] = []
    for sequence in sequences:
        at = 0
        for item in sequence:
            if item not in order:
                order.insert(at, item)
            at = order.index(item) + 1
    return order


def whole_sheet(file: Path) -> str:
    """The text of a style sheet with what it imports; pictures are named by their places on this machine."""
    text = file.read_text(encoding="utf-8-sig")
    text = _IMPORT.sub(lambda match: whole_sheet((file.parent / match[1]).resolve()), text)
    return _URL.sub(lambda match: _absolute(match, file), text)


def _absolute(match: re.Match[str], sheet: Path) -> str:
    found = None if match[2].startswith("#") else local_file(sheet.parent, match[2])
    return match[0] if found is None or not found.is_file() else f'url("{found.as_uri()}")'


def with_files(sheet: str, folder: Path, at: Path | None = None) -> str:
    """``sheet`` with addresses of files of this machine, for use in the folder ``at``: the files are copied into ``folder``."""
    return _FILE.sub(lambda match: f'url("{_copied(match[1], folder, at or folder)}")', sheet)


def _copied(address: str, folder: Path, at: Path) -> str:
    return address_from(at, copy_hashed(Path(unquote(urlsplit(address).path)), folder))


def copy_hashed(file: Path, folder: Path) -> Path:
    """Copy ``file`` into ``folder`` under a name that changes with it; return the copy."""
    copy = folder / f"{file.stem}.{short_hash(file.read_bytes())}{file.suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, copy)
    return copy


def address_from(folder: Path, file: Path) -> str:
    """The address of ``file`` for what is in ``folder``."""
    return os.path.relpath(file, folder).replace(os.sep, "/")


# Milliseconds after which the parts of the script let the browser do what a reader waits for, before the next part.
_SLICE = 8
_RUN = """(function run(){const end=performance.now()+%d;
while(parts.length){try{parts.shift()()}catch(error){console.error(error)}if(performance.now()>end){setTimeout(run);return}}})()
"""


def without_comments(script: str) -> str:
    """``script`` without lines that are nothing but comment, and without indents: a fifth of it, when it is packed.

    A script that is not written in such lines is left as it is: what looks like a comment in a text of several lines may be none.
    """
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count("`") % 2 for line in lines):
        return script
    kept: list[str] = []
    within = False
    for line in lines:
        begins = line.startswith("/*") and not within
        ends = "*/" in (line[2:] if begins else line)
        if (begins or within) and ends and not line.endswith("*/"):
            return script
        if line and not (begins or within or line.startswith("//")):
            kept.append(line)
        within = (begins or within) and not ends
    return "\n".join(kept)


def joined_scripts(texts: Iterable[str]) -> str:
    """Scripts as one, each with names of its own; one that fails tells so and leaves the others alone."""
    parts = ",".join(f"()=>{{\n{without_comments(text)}\n}}" for text in texts)
    return f"(()=>{{const parts=[{parts}];\n{_RUN % _SLICE}}})()\n"


def write_hashed(folder: Path, suffix: str, text: str, stem: str = "site") -> str:
    """Write ``text`` into ``folder`` under a name that changes with it; return the name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{stem}.{short_hash(text.encode())}{suffix}"
    (folder / name).write_text(text, encoding="utf-8")
    return name
