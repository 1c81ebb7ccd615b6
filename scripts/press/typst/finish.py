"""The last touch on a PDF: no trace of soft hyphens that end no line, and all parts packed closely.

Typst keeps each soft hyphen of the source in the text of the letter before it. Who searches or copies a word would meet
it there, so it goes; a hyphen that is printed stays, and stays soft, so that readers join the parts of the word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pikepdf

_SOFT = "00AD"
#: A line of a table of letters: the code of a glyph and what it says, in hexadecimal.
_MEANING = re.compile(rb"^<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>$", re.MULTILINE)
#: Glyphs that say something else here than their font says: what they say, and how they are shown.
_SPAN = re.compile(rb"/Span<</ActualText<FEFF((?:[0-9A-F]{4})+)>>>BDC (.*?)\nEMC", re.DOTALL)
_SHOWN = re.compile(rb"/(f\d+) [^(\[]*\(((?:\\.|[^\\()])*)\)Tj$", re.DOTALL)

#: What the glyphs of each font say, by the name of the font on a page and the code of the glyph.
_Letters = Mapping[str, Mapping[str, str]]


def finished(content: bytes) -> bytes:
    """The PDF ``content`` from Typst as it is to be published; equal ones give equal bytes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        soft = [font for font in _fonts(pdf) if _clean_font(font)]
        if soft:
            for page in pdf.pages:
                _clean_page(page)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    found = {font.objgen: font for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    return [font for font in found.values() if "/ToUnicode" in font]


def _clean_font(font: Any) -> bool:
    """Takes soft hyphens from what letters say; tells whether there were any."""
    table = font.ToUnicode.read_bytes()
    clean = _MEANING.sub(lambda found: b"<%s> <%s>" % (found[1], _hard(found[2].decode()).encode()), table)
    if clean != table:
        font.ToUnicode.write(clean)
    return bool(clean != table)


def _hard(letters: str) -> str:
    """Text in hexadecimal without its soft hyphens, unless it is one."""
    kept = [letters[at : at + 4] for at in range(0, len(letters), 4) if letters[at : at + 4] != _SOFT]
    return "".join(kept) or letters


def _clean_page(page: Any) -> None:
    content = page.Contents.read_bytes()
    fonts = {
        name.removeprefix("/"): {
            code.decode(): said.decode() for code, said in _MEANING.findall(font.ToUnicode.read_bytes())
        }
        for name, font in page.resources.get("/Font", {}).items()
        if "/ToUnicode" in font
    }
    page.Contents.write(_SPAN.sub(lambda span: _clean_span(span, fonts), content))


def _clean_span(span: re.Match[bytes], fonts: _Letters) -> bytes:
    """The glyphs alone if their font says the same, otherwise with what they say."""
    said, shown = _hard(span[1].decode()), _SHOWN.search(span[2])
    if shown and fonts.get(shown[1].decode(), {}).get(_code(shown[2])) == said:
        return b" " + span[2] + b"\n"
    return b"/Span<</ActualText<FEFF%s>>>BDC %s\nEMC" % (said.encode(), span[2])


def _code(literal: bytes) -> str:
    """The bytes of a PDF string in hexadecimal."""
    return bytes(pikepdf.Object.parse(b"(" + literal + b")")).hex().upper()
