"""The sizes of files that pages offer, written into the pages once the files are there."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

from press.language.catalogues import words
from press.language.quantities import spell_number

# Left by templates where the size of a file (its path within the site) will stand, and in what language.
_PLACE = re.compile(r'<span class="press-size" data-file="([^"]+)" data-language="([^"]+)"></span>')
_SIZE = re.compile(rb'<span class="press-size"[^>]*>[^<]*</span>')
_KILO, _MEGA = 1_000, 1_000_000


def write_sizes(site: Path) -> None:
    """Write the sizes into the pages of ``site``."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        sized = with_sizes(text, site)
        if sized != text:
            page.write_text(sized, encoding="utf-8")


def with_sizes(page: str, site: Path) -> str:
    """Return ``page`` with the sizes of the files that it offers of ``site``, as far as these are there."""

    def told(match: re.Match[str]) -> str:
        file = site / match[1]
        return f'<span class="press-size">({size_of(file, match[2])})</span>' if file.is_file() else match[0]

    return _PLACE.sub(told, page)


def without_sizes(page: bytes) -> bytes:
    """A page as it is whatever the sizes of the files are that it offers."""
    return _SIZE.sub(b"", page)


def size_of(path: Path, language: str) -> str:
    """``2.3 MB`` or ``127 kB`` in ``language``; CLDR's own Kazakh abbreviation mixes alphabets, so the words are ours."""
    size = path.stat().st_size
    unit, number = ("MB", round(Decimal(size) / _MEGA, 1)) if size >= _MEGA else ("kB", round(Decimal(size) / _KILO))
    return f"{spell_number(Decimal(number), language)}\u00a0{words(language)(unit)}"
