"""Pictures of dots made of SVG. Typst draws them, as it reads each font once and not once for each letter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_noto_sans
import typst

from press.child_process import forbid_forking
from press.fingerprint import fingerprint, press_fingerprint

_DOTS = 96  # to an inch, as CSS has them
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def png_from_svg(svg: str, scale: float = 1) -> bytes:
    """``svg``, which tells its width and height, as a PNG picture of ``scale`` dots for each of its pixels."""
    png: bytes = _compiler().compile(_PAGE, format="png", ppi=scale * _DOTS, sys_inputs={"svg": svg})
    return png


@cache
def _compiler() -> Any:
    forbid_forking()
    fonts = typst.Fonts(include_embedded_fonts=False, font_paths=[str(fontpkg_noto_sans.ROOT / "files")])
    make: Any = typst.Compiler  # its generic type cannot be named
    return make(font_paths=fonts)


def kept_png(folder: Path, name: str, svg: str, draw: Callable[[], bytes]) -> bytes:
    """The picture of dots that ``draw`` makes of ``svg``, kept in ``folder`` until ``svg`` or press changes."""
    path = folder / f"{name}-{fingerprint([], press_fingerprint(), svg)[:8]}.png"
    if not path.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(draw())
    return path.read_bytes()
