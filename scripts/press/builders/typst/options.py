"""Check options whose value Typst would refuse, before anything is printed, and look up the sizes of papers."""

from __future__ import annotations

import json
import re
from functools import cache

import typst
from sphinx.config import Config
from sphinx.errors import SphinxError

from press.core.children.processes import forbid_forking
from press.core.errors import PressError

_COLOUR = re.compile(r"#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_ROLES = ("serif", "sans", "mono")
#: Left and right margin of the template together, in millimetres, in portrait and in landscape.
MARGINS, TURNED_MARGINS = 68.0, 40.0


class OptionError(PressError, SphinxError):
    """An unusable value in the configuration; as a ``SphinxError`` it is shown as one message, without a traceback."""

    category = "Configuration error"


def check_options(config: Config) -> None:
    """Raise ``OptionError`` if ``typst_accent`` is no colour in hexadecimal or ``typst_fonts`` has an unknown role."""
    if not _COLOUR.fullmatch(config.typst_accent):
        raise OptionError(
            f"typst_accent: {config.typst_accent!r} is no colour", remedy='Write it in hexadecimal, as in "#1f4e79".'
        )
    unknown = [role for role in config.typst_fonts if role not in _ROLES]
    if unknown:
        raise OptionError(
            f"typst_fonts: {unknown[0]!r} is no kind of typeface", remedy=f"Name families for {', '.join(_ROLES)}."
        )


@cache
def size(paper: str) -> tuple[float, float]:
    """Return width and height of ``paper`` in millimetres; raise ``OptionError`` if Typst does not know it."""
    source = f"#set page(paper: {json.dumps(paper)})\n#context [#metadata((page.width.mm(), page.height.mm()))<size>]"
    forbid_forking()
    compiler = typst.Compiler(source.encode(), ignore_system_fonts=True)
    try:
        found = compiler.query("<size>", field="value", one=True)
    except RuntimeError:
        raise OptionError(
            f"typst_paper: {paper!r} is no paper that Typst knows",
            remedy="Write a name such as a4, a5, iso-b5 or us-letter.",
        ) from None
    width, height = json.loads(found)
    return float(width), float(height)


def measures(paper: str) -> tuple[float, float]:
    """Return the length of a line of text on ``paper`` in millimetres, in portrait and in landscape."""
    width, height = size(paper)
    return width - MARGINS, height - TURNED_MARGINS
