"""Read the lock file of a book, the ``requirements.txt`` that uv writes, with the exact versions of all packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name, canonicalize_version

from press.core.errors import PressError
from press.core.text import read_utf8

LOCK_FILE = "requirements.txt"
_HASH = re.compile(r"--hash=sha256:(?P<hash>[0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """A pinned package: its environment ``marker`` (empty for everywhere), the SHA-256 of its files, and the packages that require it."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def applies(self) -> bool:
        """Return whether the marker is true for this machine and Python."""
        return not self.marker or Marker(self.marker).evaluate()


def read_lock(root: Path) -> list[Pin]:
    """Return the packages in the lock file of the book at ``root``; empty where it has none.

    Raises PressError for a line that cannot be read.
    """
    path = root / LOCK_FILE
    return [_pin(path, line, entry) for line, entry in _entries(path)] if path.is_file() else []


def _entries(path: Path) -> list[tuple[int, list[str]]]:
    """Return the lines of each entry, with the number of the first."""
    entries: list[tuple[int, list[str]]] = []
    for number, line in enumerate(read_utf8(path).splitlines(), start=1):
        if line[:1].strip() and not line.startswith(("#", "-")):
            entries.append((number, [line]))
        elif entries and line[:1].isspace():
            entries[-1][1].append(line)
    return entries


def _pin(path: Path, line: int, entry: list[str]) -> Pin:
    try:
        wanted = Requirement(entry[0].split(" --hash")[0].rstrip("\\ "))
    except InvalidRequirement as error:
        raise _unreadable(path, line, str(error).splitlines()[0]) from None
    exact = [one.version for one in wanted.specifier if one.operator == "=="]
    if len(exact) != 1:
        raise _unreadable(path, line, f"{wanted.name} has no one version, as name==1.2.3 has")
    # "# via altair" on one line, or a line for each below "# via".
    comments = [text for text in map(str.strip, entry[1:]) if text.startswith("#")]
    wanting = [text.lstrip("# ").removeprefix("via").strip() for text in comments]
    return Pin(
        name=canonicalize_name(wanted.name),
        version=exact[0],
        marker=str(wanted.marker or ""),
        hashes=tuple(match["hash"] for match in _HASH.finditer("\n".join(entry))),
        wanted_by=tuple(canonicalize_name(re.sub(r"\W*\(.*", "", text)) for text in wanting if text),
    )


def _unreadable(path: Path, line: int, what: str) -> PressError:
    return PressError(f"the lock cannot be read: {what}", file=path, line=line, remedy="write it anew: make lock")


def not_as_locked(pins: list[Pin]) -> list[str]:
    """Return, in plain words, which installed packages differ from the lock file."""
    found = ((pin, installed_version(pin.name)) for pin in pins if pin.applies)
    # A package may write its version in another way than uv does: 2024.08.30 for 2024.8.30.
    return [
        f"{pin.name} {now or 'is not installed'} instead of {pin.version}"
        for pin, now in found
        if canonicalize_version(now) != canonicalize_version(pin.version)
    ]


def installed_version(name: str) -> str:
    """Return the installed version of the package ``name``; empty where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
