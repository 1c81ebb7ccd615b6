"""Read the licences of installed packages from their metadata; none is guessed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from press.data.tables import UNKNOWN

_CLASSIFIER = "License :: "
# Longer values are the text of a licence, not its name.
_LONGEST = 100


def licence_of(package: str) -> str:
    """Return the licence of ``package`` as an SPDX expression or as its metadata name it; `UNKNOWN` where they do not."""
    try:
        about = distribution(package).metadata
    except PackageNotFoundError:
        return UNKNOWN
    if expression := about.get_all("License-Expression"):
        return str(expression[0])
    name = "".join(about.get_all("License") or []).strip()
    if name and len(name) < _LONGEST and "\n" not in name and name.upper() != "UNKNOWN":
        return name
    classified = [
        str(one).split(" :: ")[-1] for one in about.get_all("Classifier") or [] if one.startswith(_CLASSIFIER)
    ]
    return ", ".join(sorted(classified)) or UNKNOWN


def licence_text(package: str) -> str:
    """Return the licence texts that ``package`` contains; empty where there are none."""
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        return ""
    texts = [
        file
        for file in files
        if ".dist-info/" in file.as_posix() and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING"))
    ]
    contents = (Path(file.locate()).read_text(encoding="utf-8", errors="replace") for file in sorted(texts))
    return "\n\n".join(content.strip() for content in contents)
