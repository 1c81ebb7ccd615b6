"""Cut the typeface of the text from the package that has it for the PDF, into the small files that pages load.

Each ``@font-face`` of a style sheet with ``url(NAME.woff2)`` is one such file: it has the letters of its ``unicode-range``, in all weights from the
first to the second of its ``font-weight``.
"""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import fontpkg_noto_serif

_FACE = re.compile(r"@font-face\s*{(?P<rule>[^}]*url\((?P<name>[\w-]+\.woff2)\)[^}]*)}")
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
_WEIGHTS = re.compile(r"font-weight:\s*(\d+) (\d+)")
# What letters do to one another: distances, accents that are set on them, forms that a language wants.
_FEATURES = ["kern", "liga", "locl", "ccmp", "mark"]


def licence() -> str:
    """Return the licence of the typeface, which has to go with it."""
    return Path(fontpkg_noto_serif.ROOT, "LICENSE").read_text(encoding="utf-8")


def files(sheet: str) -> dict[str, bytes]:
    """Return the files that a style sheet asks for, by the names that it gives them."""
    return {face["name"]: _cut(face["rule"]) for face in _FACE.finditer(sheet)}


@cache
def _cut(rule: str) -> bytes:
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    font = TTFont(fontpkg_noto_serif.ROOT / "files" / "NotoSerif[wdth,wght].ttf", recalcTimestamp=False)
    spans = ((int(first, 16), int(last or first, 16)) for first, last in _RANGE.findall(rule))
    options = subset.Options(layout_features=_FEATURES, hinting=False, name_IDs=[1, 2], notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in spans for code in range(first, last + 1)])
    subsetter.subset(font)
    ((lightest, boldest),) = _WEIGHTS.findall(rule)
    font = instancer.instantiateVariableFont(font, {"wdth": 100, "wght": (int(lightest), int(boldest))})
    font.flavor = "woff2"
    made = BytesIO()
    font.save(made)
    return made.getvalue()
