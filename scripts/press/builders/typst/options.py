"""Check options whose value Typst would refuse, before anything is printed, and look up the sizes of papers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType

import typst
from sphinx.config import Config
from sphinx.errors import SphinxError

from press.core.children.processes import forbid_forking
from press.core.errors import PressError

_COLOUR = re.compile(r"#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_ROLES = ("serif", "sans", "mono")
#: Lists that may follow the contents: the kind of figure in Typst and the heading.
LISTS = {"figures": ("image", "Figures"), "tables": ("table", "Tables")}
_PAIR = 2
# Options whose entries are texts, and those whose entries may be pairs of texts.
_TEXTS = (
    "typst_keywords",
    "typst_exclude",
    "typst_front_matter",
    "typst_back_matter",
    "typst_font_paths",
    "typst_standards",
)
_PAIRS = ("typst_lists", "typst_imprint")
# What an entry may be that is no text; texts that Sphinx translates have a class of their own.
_NO_TEXTS = (int, float, date, list, tuple, dict, NoneType)
#: Left and right margin of the template together, in millimetres, in portrait and in landscape.
MARGINS, TURNED_MARGINS = 68.0, 40.0


class OptionError(PressError, SphinxError):
    """An unusable value in the configuration; as a ``SphinxError`` it is shown as one message, without a traceback."""

    category = "Configuration error"


def check_options(config: Config) -> None:
    """Raise ``OptionError`` for a value that has the type which its option takes, and that Typst or the template would refuse."""
    for message, remedy in _faults(config):
        raise OptionError(message, remedy=remedy)
    size(config.typst_paper)


def _faults(config: Config) -> Iterator[tuple[str, str]]:
    if not _COLOUR.fullmatch(config.typst_accent):
        yield f"typst_accent: {config.typst_accent!r} is no colour", 'Write it in hexadecimal, as in "#1f4e79".'
    for role, families in config.typst_fonts.items():
        if role not in _ROLES:
            yield f"typst_fonts: {role!r} is no kind of typeface", f"Name families for {', '.join(_ROLES)}."
        if not isinstance(families, (list, tuple)):
            yield f"typst_fonts: the families for {role!r} are no list", f"Write {role}: [{families}]."
    yield from _faults_of_entries(config)
    for entry in config.typst_lists:
        if (entry if isinstance(entry, str) else next(iter(entry), "")) not in LISTS:
            yield f"typst_lists: {entry!r} is no list", f"Name {' or '.join(LISTS)}, or a pair of one and its heading."
    forbid_forking()
    try:
        typst.Compiler(b"", ignore_system_fonts=True).compile(format="pdf", pdf_standards=list(config.typst_standards))
    except ValueError as error:
        yield f"typst_standards: {error}", "Write names that Typst knows, such as ua-1 or a-2a."
    except typst.TypstError:
        # Two standards that exclude each other, or a book that breaks one, are told when the book is compiled.
        return


def _faults_of_entries(config: Config) -> Iterator[tuple[str, str]]:
    """Yield the faults of entries of lists that are no texts, such as numbers and dates, as YAML reads them without quotation marks."""
    entries = [("typst_fonts", family) for families in config.typst_fonts.values() for family in families]
    entries += [("typst_author", author) for author in config.typst_author if not isinstance(config.typst_author, str)]
    entries += [(option, entry) for option in _TEXTS for entry in config[option]]
    for option in _PAIRS:
        for entry in config[option]:
            if not isinstance(entry, (list, tuple)):
                entries.append((option, entry))
            elif len(entry) == _PAIR:
                entries += [(option, part) for part in entry]
            else:
                yield f"{option}: {entry!r} is neither a text nor a pair", "Write a text, or a list of two texts."
    for option, entry in entries:
        if isinstance(entry, _NO_TEXTS):
            yield f"{option}: {entry!r} is no text", f'Put it in quotation marks: "{entry}".'


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
