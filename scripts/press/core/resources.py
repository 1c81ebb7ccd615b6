"""Find the files that press brings along: styles, scripts, templates, catalogues."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def press_path(path: str) -> Path:
    """Return where the file or folder ``path`` of press stands, wherever press itself was installed."""
    return Path(str(files("press").joinpath(path)))
