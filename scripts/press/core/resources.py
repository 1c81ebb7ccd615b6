"""Find the files that come with press: stylesheets, scripts, templates, message catalogues."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from string import Template


def press_folder() -> Path:
    """Return the folder in which press is installed."""
    return Path(str(files("press")))


def press_path(path: str) -> Path:
    """Return the path of the file or folder ``path`` of press, wherever press is installed."""
    return press_folder() / path


def style_sheet(path: Path) -> str:
    """Return a style sheet of press with the colours of ``colours.json`` beside its folder for ``$name``."""
    colours, text = path.parents[1] / "colours.json", path.read_text(encoding="utf-8")
    # What else has a dollar, such as [class$="-up"], is left alone.
    return Template(text).safe_substitute(json.loads(colours.read_text("utf-8"))) if colours.is_file() else text
