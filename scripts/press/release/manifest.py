"""Write and read the manifest of a release: what it was made from, and the checksums of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.text import read_utf8
from press.release.archives import Content, check_name

MANIFEST_FILE = "manifest.json"
# The version of the manifest's format; a press that knows only older ones reports an error.
FORM = 1


@dataclass(frozen=True)
class Manifest:
    """The inputs of a release, and its files.

    ``date`` is the time of the commit in UTC, ``dictated`` the value of SOURCE_DATE_EPOCH if that was set,
    ``lock`` the SHA-256 of requirements.txt, ``press`` the version of press and the SHA-256 of its files, ``tools`` the
    versions of its dependencies, ``files`` the files of the release but this one, ``site`` those of the site. Unknown values are empty.
    """

    book: str
    version: str
    commit: str
    date: str
    dictated: str
    address: str
    lock: str
    press: Mapping[str, str]
    tools: Mapping[str, str]
    files: Mapping[str, Content]
    site: Mapping[str, Content]


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write ``manifest`` into ``folder``; the same manifest always gives the same bytes."""
    lists = {name: _entries(getattr(manifest, name)) for name in ("files", "site")}
    text = json.dumps({"form": FORM, **asdict(manifest), **lists}, ensure_ascii=False, indent=1)
    write_whole(folder / MANIFEST_FILE, f"{text}\n".encode())


def read_manifest(path: Path) -> Manifest:
    """Return the manifest in the file at ``path``; raise PressError where it is missing or malformed."""
    if not path.is_file():
        raise PressError(
            "there is no such file", file=path, remedy=f"name the folder of a release, which holds its {MANIFEST_FILE}"
        )
    try:
        content = json.loads(read_utf8(path))
    except (ValueError, RecursionError) as error:
        raise _wrong(path, f"it is not JSON: {error}") from None
    form = content.pop("form", None) if isinstance(content, dict) else None
    if form != FORM:
        raise _wrong(
            path, f"its form is {form}, and this press reads form {FORM}" if form else "it is no manifest of a release"
        )
    try:
        values = {name: _checked(path, name, content.pop(name)) for name in Manifest.__annotations__}
    except KeyError as error:
        raise _wrong(path, f"it does not say its {error.args[0]}") from None
    if content:
        raise _wrong(path, f"it says '{next(iter(content))}', which no manifest does")
    return Manifest(**values)


def _entries(files: Mapping[str, Content]) -> dict[str, dict[str, Any]]:
    return {path: content._asdict() for path, content in sorted(files.items())}


def _checked(path: Path, name: str, value: Any) -> Any:
    if name in ("files", "site"):
        if not isinstance(value, dict):
            raise _wrong(path, f"its {name} are no list of files")
        return {file: _content(path, file, about) for file, about in value.items()}
    if name in ("press", "tools"):
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            raise _wrong(path, f"its {name} are not names with versions")
    elif not isinstance(value, str):
        raise _wrong(path, f"its {name} is no text")
    return value


def _content(path: Path, file: str, about: Any) -> Content:
    check_name(path, file)
    if not isinstance(about, dict) or set(about) != set(Content._fields):
        raise _wrong(path, f"of '{file}' it does not say sha256 and size")
    if not isinstance(about["sha256"], str) or not isinstance(about["size"], int):
        raise _wrong(path, f"what it says of '{file}' is no checksum or no size")
    return Content(**about)


def _wrong(path: Path, what: str) -> PressError:
    return PressError(what, file=path, remedy=f"take {MANIFEST_FILE} anew from where the release was published")
