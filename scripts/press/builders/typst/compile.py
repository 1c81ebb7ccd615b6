"""Compile Typst source to PDF, remove soft hyphens from its text, and keep the earlier PDF until the new one is whole.

Typst stores each soft hyphen of the source in the text of the letter before it, where it would disturb search and copying, so it
is removed. A hyphen that is printed stays, and stays soft, so that readers join the parts of the word.

An archivable PDF (PDF/A) may have no letter without a glyph, and Typst refuses a book that has one: its diagnostic names them.
Letters that none of the available typefaces has are printed as their code points.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst
from sphinx.errors import SphinxError

from press.builders.typst.escape import code_points, string
from press.core.errors import PressError
from press.core.files import write_whole
from press.core.jobs import forbid_forking

_QUOTED = re.compile(r'error: .*?(?:the text|codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Invisible characters, of which no code is printed: variation selectors, the zero-width joiner, the byte order mark.
_UNSEEN = "\ufe0e\ufe0f\u200d\ufeff"


def missing_letters(diagnostic: str) -> set[str]:
    """Return the letters, each with the marks that it bears, for which Typst has refused a book."""
    found = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _QUOTED.findall(diagnostic)}
    # A digit or Latin letter is named with a mark that it bears, sometimes alone; every typeface has it.
    return {text for text in found if not text.isascii()}


def with_codes(source: str, letters: Iterable[str]) -> str:
    """Return ``source`` after the show rule of the template that prints ``letters`` as their codes, if there are any."""
    longest_first = sorted(letters, key=len, reverse=True)
    if not longest_first:
        return source
    pattern = "|".join("".join(f"\\U{ord(letter):08X}" for letter in each) for each in longest_first)
    codes = {each: "".join(map(_code, each)) for each in longest_first}
    table = ", ".join(f"{code_points(each)}: {string(code)}" for each, code in codes.items())
    return f"#show: in-codes.with({string(pattern)}, ({table}))\n{source}"


def _code(letter: str) -> str:
    return letter if letter.isascii() else "" if letter in _UNSEEN else f"[U+{ord(letter):04X}]"


def named(letters: Iterable[str]) -> str:
    """Return the letters that can be seen, each with its code point: ``伟 (U+4F1F)``."""
    seen = sorted({letter for each in letters for letter in each if _code(letter).startswith("[U")})
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in seen)


STANDARDS = ("ua-1", "a-2a")
_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+")
_SOFT = "00AD"
#: A line of a ``ToUnicode`` CMap: the code of a glyph and its text, in hexadecimal.
_MEANING = re.compile(rb"^<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>$", re.MULTILINE)
#: Glyphs whose text differs from that of their font (``ActualText``): the text, and the operators that show them.
_SPAN = re.compile(rb"/Span<</ActualText<FEFF((?:[0-9A-F]{4})+)>>>BDC (.*?)\nEMC", re.DOTALL)
_SHOWN = re.compile(rb"/(f\d+) [^(\[]*\(((?:\\.|[^\\()])*)\)Tj$", re.DOTALL)


class TypstCompileError(PressError, SphinxError):
    """The refusal of a book by Typst; as a ``SphinxError`` it is shown as one message, without a traceback."""

    category = "PDF error"

    def __init__(self, error: typst.TypstError, source: Path) -> None:
        #: The full diagnostic of Typst.
        self.diagnostic = str(getattr(error, "diagnostic", ""))
        #: The document that the passage comes from, as the comment above it says; empty if it is unknown.
        self.document = ""
        file, line = source, None
        if found := _PLACE.search(self.diagnostic):
            file, line = Path(found["file"]).resolve(), int(found["line"])
        if line and file == source.resolve():
            before = reversed(source.read_text(encoding="utf-8").splitlines()[:line])
            self.document = next((text.removeprefix("// ") for text in before if text.startswith("// ")), "")
        hints = " ".join(str(hint) for hint in getattr(error, "hints", []))
        place = f", in {self.document}" if self.document else ""
        super().__init__(
            f"Typst cannot print the book{place}: {getattr(error, 'message', error)}",
            file=file,
            line=line,
            remedy=hints or "Look at that line of the generated source for the passage, and change it in the book.",
        )


def compile_pdf(source: Path, font_folders: Sequence[Path], standards: Sequence[str]) -> list[str]:
    """Compile the Typst file ``source``, which may read only its own folder, to a PDF beside it; return Typst's warnings.

    With ``SOURCE_DATE_EPOCH`` equal sources give equal bytes. Raises ``TypstCompileError`` and leaves the PDF as it was if Typst
    refuses the source.
    """
    make: Any = typst.Compiler  # its generic type cannot be named
    forbid_forking()
    compiler = make(source, root=source.parent, font_paths=list(map(str, font_folders)), ignore_system_fonts=True)
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=list(standards), timestamp=int(epoch) if epoch.isdigit() else None
        )
    except typst.TypstError as error:
        raise TypstCompileError(error, source) from error
    write_whole(source.with_suffix(".pdf"), without_soft_hyphens(content))
    return [str(getattr(warning, "message", warning)) for warning in warnings]


def without_soft_hyphens(content: bytes) -> bytes:
    """Return the PDF ``content`` from Typst as it is published, without soft hyphens in its text; equal input gives equal bytes."""
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        by_page = [list(page.resources.get("/Font", {}).items()) for page in pdf.pages]
        fonts = {font.objgen: font for named in by_page for _, font in named if "/ToUnicode" in font}
        soft = [font for font in fonts.values() if _clean_font(font)]
        if soft:
            # The text of each glyph, by its code, of each font.
            texts = {
                number: {code.decode(): text.decode() for code, text in _MEANING.findall(font.ToUnicode.read_bytes())}
                for number, font in fonts.items()
            }
            for page, named in zip(pdf.pages, by_page, strict=True):
                own = {name.removeprefix("/"): texts.get(font.objgen, {}) for name, font in named}
                page.Contents.write(_SPAN.sub(partial(_clean_span, own), page.Contents.read_bytes()))
        if "/MarkInfo" in pdf.Root:
            # Without what Typst says by the way, that nothing is suspect, which poppler cannot read.
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _clean_span(fonts: Mapping[str, Mapping[str, str]], span: re.Match[bytes]) -> bytes:
    """Return the glyphs alone if their font has the same text for them, otherwise with their ``ActualText``."""
    text, shown = _clean_text(span[1].decode()), _SHOWN.search(span[2])
    if shown:
        code = bytes(pikepdf.Object.parse(b"(" + shown[2] + b")")).hex().upper()
        if fonts.get(shown[1].decode(), {}).get(code) == text:
            return b" " + span[2] + b"\n"
    return b"/Span<</ActualText<FEFF%s>>>BDC %s\nEMC" % (text.encode(), span[2])


def _clean_font(font: Any) -> bool:
    """Remove soft hyphens from the ``ToUnicode`` CMap of a font; return whether there were any."""
    table = font.ToUnicode.read_bytes()
    clean = _MEANING.sub(lambda found: b"<%s> <%s>" % (found[1], _clean_text(found[2].decode()).encode()), table)
    if clean != table:
        font.ToUnicode.write(clean)
    return bool(clean != table)


def _clean_text(letters: str) -> str:
    """Return text in hexadecimal without its soft hyphens, unless it is nothing else."""
    if _SOFT not in letters:
        return letters
    others = [letters[at : at + 4] for at in range(0, len(letters), 4) if letters[at : at + 4] != _SOFT]
    return "".join(others) or letters
