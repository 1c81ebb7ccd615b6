"""The fonts that pages are tried with, the same on every machine: narrow ones, as Arial is, and wide ones, as Verdana is."""

from __future__ import annotations

import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

FAMILIES = {"narrow": "Arimo", "wide": "DejaVu Sans"}
# Where what is too wide is all that can go wrong.
WIDE = pytest.mark.parametrize("browser", ["wide"], indirect=True)
# Where installed packages have these families, and DejaVu Sans Mono for programs.
_FOLDERS = {"fontpkg_arimo": "files", "matplotlib": "mpl-data/fonts/ttf"}
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}<cachedir>{cache}</cachedir>
{aliases}<match target="pattern"><edit name="family" mode="append_last"><string>{any}</string></edit></match>
</fontconfig>
"""


@cache
def fontconfig(width: str) -> str:
    """The path of a fontconfig file that knows these families alone; those of ``width`` are what a system has for its own words."""
    folder = Path(tempfile.mkdtemp(prefix="press-fonts-"))
    # Where a page asks for the font of the system Chromium asks for "sans", or for any font.
    names = dict.fromkeys(("sans", "sans-serif", "system-ui"), FAMILIES[width]) | {"monospace": "DejaVu Sans Mono"}
    folders = "".join(f"<dir>{package(name) / where}</dir>\n" for name, where in _FOLDERS.items())
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{family}</string></edit></match>\n'
        for asked, family in names.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        _CONFIG.format(folders=folders, cache=folder / "cache", aliases=aliases, any=FAMILIES[width]), encoding="utf-8"
    )
    return str(path)


def package(name: str) -> Path:
    """The folder of an installed package, which is not imported."""
    spec = find_spec(name)
    assert spec and spec.origin, f"{name} is one of the packages that tests need"
    return Path(spec.origin).parent
