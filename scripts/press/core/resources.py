"""Find the files that come with press: stylesheets, scripts, templates, message catalogues."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def press_folder() -> Path:
    """Return the folder in which press is installed."""
    return Path(str(files("press")))


def press_path(path: str) -> Path:
    """Return the path of the file or folder ``path`` of press, wherever press is installed."""
    return press_folder() / path
