"""The sizes of papers, as Typst knows them."""

from __future__ import annotations

import json
from functools import cache

import typst

from press.child_process import forbid_forking
from press.typst.options import OptionError

#: Left and right margin of the template together, in millimetres.
MARGINS = 68.0


@cache
def size(paper: str) -> tuple[float, float]:
    """Width and height of ``paper`` in millimetres; an error in plain words if Typst does not know it."""
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
    """How long a line of text is on ``paper``, upright and turned, in millimetres."""
    width, height = size(paper)
    return width - MARGINS, height - MARGINS
