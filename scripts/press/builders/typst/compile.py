"""Compile Typst source to PDF, remove soft hyphens from its text, and keep the earlier PDF until the new one is whole.

Nothing here needs Sphinx, so that a process of its own can compile what the builder has written.

Typst stores each soft hyphen of the source in the text of the letter before it, where it would disturb search and copying, so it
is removed. A hyphen that is printed stays, and stays soft, so that readers join the parts of the word.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import typst

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.jobs import forbid_forking

_PLACE = re.compile(r"┌─ ([^\n]+?):(\d+):\d+")
#: Comments of the source: the file of the document that follows, and the line in it of the block that follows.
DOCUMENT, LINE = "// ", "//:"
#: The letters for which Typst refuses a book, as an archivable PDF may have none without a glyph.
_LETTERS = re.compile(r'error: .*?(?:the text|codepoint) `"(.+?)"`')
#: What Typst says of an SVG with HTML in it, in our words.
_FOREIGN = (
    "the PDF shows this picture without what is HTML in it (foreignObject), often its words; "
    "export it with its words as text of SVG, or as PNG"
)
_SOFT = b"00AD"
#: In hexadecimal, the text of a glyph in a ``ToUnicode`` CMap, and that of glyphs whose text differs from it (``ActualText``).
_MEANING = re.compile(rb"(?<=> <)(?:[0-9A-F]{4})+(?=>$)", re.MULTILINE)
_SPAN = re.compile(rb"(?<=/ActualText<FEFF)(?:[0-9A-F]{4})+(?=>)")


class CompileWarning(NamedTuple):
    """A warning of the kind ``typst.<subtype>``, and its ``place`` in a document as ``file:line``, empty if it is unknown."""

    message: str
    subtype: str
    place: str


def compile_pdf(source: Path, font_folders: Sequence[Path], standards: Sequence[str]) -> list[CompileWarning]:
    """Compile the Typst file ``source``, which may read only its own folder, to a PDF beside it.

    Return what is to be warned of.

    With ``SOURCE_DATE_EPOCH`` equal sources give equal bytes. Raises ``PressError`` and leaves the PDF as it was if Typst refuses the
    source. A book that lacks nothing but glyphs is compiled without ``standards``.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        content, warnings = _compiler(source, font_folders).compile_with_warnings(
            format="pdf", pdf_standards=list(standards), timestamp=int(epoch) if epoch.isdigit() else None
        )
    except typst.TypstError as error:
        diagnostic = str(getattr(error, "diagnostic", ""))
        if standards and (letters := sorted(set(_LETTERS.findall(diagnostic)))):
            _, document, line = _place(diagnostic, source)
            message = f"no typeface of the PDF has {', '.join(letters)}, so it keeps to no standard; add a family that has them to typst_fonts, and its folder to typst_font_paths"
            place = f"{document}:{line or 1}" if document else ""
            return [CompileWarning(message, "letter", place), *compile_pdf(source, font_folders, [])]
        raise _refused(error, source) from None
    write_whole(source.with_suffix(".pdf"), without_soft_hyphens(content))
    return [_told(warning, source) for warning in warnings]


def page_pictures(source: Path, font_folders: Sequence[Path]) -> list[bytes]:
    """Return the pages of the Typst file ``source`` as SVG; a process that has them once lays out only what changes.

    Raises PressError if Typst refuses the source.
    """
    try:
        pages = _compiler(source, font_folders).compile(format="svg")
    except typst.TypstError as error:
        raise _refused(error, source) from None
    # One alone is no list.
    return pages if isinstance(pages, list) else [pages]


def _compiler(source: Path, font_folders: Sequence[Path]) -> Any:
    forbid_forking()
    make: Any = typst.Compiler  # its generic type cannot be named
    return make(source, root=source.parent, font_paths=list(map(str, font_folders)), ignore_system_fonts=True)


def _refused(error: typst.TypstError, source: Path) -> PressError:
    generated, document, line = _place(str(getattr(error, "diagnostic", "")), source)
    message = f"Typst cannot print the book: {getattr(error, 'message', error)}"
    remedy = " ".join([f"change that passage, in the generated source {generated or source}", *error.hints])
    return PressError(message, file=document or None, line=line, remedy=remedy)


def _told(warning: Any, source: Path) -> CompileWarning:
    _, document, line = _place(warning.diagnostic, source)
    place = f"{document}:{line or 1}" if document else ""
    if "foreign object" in warning.message:
        return CompileWarning(_FOREIGN, "foreign", place)
    return CompileWarning(f"Typst: {warning.message}", "compile", place)


def _place(diagnostic: str, source: Path) -> tuple[str, str, int | None]:
    """Return the place in a generated file that a diagnostic names, then the document and the line that it was made from.

    The comments above the place name them.
    """
    places = [(Path(file).resolve(), int(line)) for file, line in _PLACE.findall(diagnostic)]
    if not places:
        return "", "", None
    # After a place in the template follows that of its call.
    file, line = next((place for place in places if place[0] == source.resolve()), places[0])
    of_document, lines = None, source.read_text(encoding="utf-8").splitlines()
    # A picture that is broken is named alone: it was made for what shows it first.
    shown = next((place for place, text in enumerate(lines, 1) if f'/{file.name}"' in text), 0)
    for text in reversed(lines[: line if file == source.resolve() else shown]):
        if text.startswith(DOCUMENT):
            return f"{file}:{line}", text.removeprefix(DOCUMENT), of_document
        if text.startswith(LINE) and of_document is None:
            of_document = int(text.removeprefix(LINE))
    return f"{file}:{line}", "", None


def without_soft_hyphens(content: bytes) -> bytes:
    """Return the PDF ``content`` from Typst as it is published, without soft hyphens in its text.

    Equal input gives equal bytes.
    """
    out = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        of_pages = [font for page in pdf.pages for font in page.resources.get("/Font", {}).values()]
        fonts = {font.objgen: font.ToUnicode for font in of_pages if "/ToUnicode" in font}
        had_some = [_clean(table, _MEANING) for table in fonts.values()]
        if any(had_some):
            for page in pdf.pages:
                _clean(page.Contents, _SPAN)
        if "/MarkInfo" in pdf.Root:
            # Without what Typst says by the way, that nothing is suspect, which poppler cannot read.
            pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _clean(stream: Any, texts: re.Pattern[bytes]) -> bool:
    """Remove soft hyphens from ``texts`` in a stream, unless one is nothing else; return whether there were any."""

    def clean(text: re.Match[bytes]) -> bytes:
        letters = (text[0][at : at + 4] for at in range(0, len(text[0]), 4))
        return b"".join(letter for letter in letters if letter != _SOFT) or text[0]

    before = stream.read_bytes()
    if (after := texts.sub(clean, before)) != before:
        stream.write(after)
    return bool(after != before)
