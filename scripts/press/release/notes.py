"""Read the changes of a release, for its readers: the section of ``CHANGES.md`` on its version."""

from __future__ import annotations

import re
from pathlib import Path

from press.core.errors import PressError
from press.core.text import read_utf8

CHANGES_FILE = "CHANGES.md"


def changes_of(root: Path, version: str) -> str:
    """Return the text below the heading of ``CHANGES.md`` that begins with ``version``; empty where there is no such file.

    Raises PressError where the file has no such heading, or no text below it.
    """
    path = root / CHANGES_FILE
    if not path.is_file():
        return ""
    pieces = re.split(r"^## +(.+)$", read_utf8(path), flags=re.MULTILINE)
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        first = next(iter(heading.split()), "")
        if first.strip("[]:,").removeprefix("v") == version and text.strip():
            return text.strip()
    raise PressError(
        f"nothing is said of version {version or '(none is known)'}",
        file=path,
        remedy=f"write what has changed for readers below a heading '## {version or 'x.y.z'}', and commit it",
    )
