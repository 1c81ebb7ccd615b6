"""Typst source to PDF, the earlier PDF kept until the new one is whole."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from sphinx.errors import SphinxError

from press.child_process import forbid_forking
from press.errors import PressError
from press.typst.finish import finished

STANDARDS = ("ua-1", "a-2a")
_PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+")


class TypstCompileError(PressError, SphinxError):
    """Typst refuses the book. Sphinx shows it as one message too."""

    category = "PDF error"

    def __init__(self, error: typst.TypstError, source: Path) -> None:
        #: What Typst says in full.
        self.diagnostic = str(getattr(error, "diagnostic", ""))
        found = _PLACE.search(self.diagnostic)
        file = Path(found["file"]).resolve() if found else source
        line = int(found["line"]) if found else None
        #: The document that the passage comes from, if it can be told.
        self.document = _document(source, line) if line and file == source.resolve() else ""
        hints = " ".join(str(hint) for hint in getattr(error, "hints", []))
        place = f", in {self.document}" if self.document else ""
        super().__init__(
            f"Typst cannot print the book{place}: {getattr(error, 'message', error)}",
            file=file,
            line=line,
            remedy=hints or "Look at that line of the generated source for the passage, and change it in the book.",
        )


def compile_pdf(
    source: Path,
    pdf: Path,
    *,
    font_folders: Sequence[Path],
    timestamp: int | None = None,
    standards: Sequence[str] = STANDARDS,
) -> list[str]:
    """Compiles the Typst file ``source`` (its folder is all that it may read) into ``pdf``; returns Typst's warnings.

    ``timestamp`` in seconds makes equal sources give equal bytes. Raises ``TypstCompileError`` and leaves ``pdf`` as
    it was if Typst refuses the source.
    """
    fonts = [str(folder) for folder in font_folders]
    make_compiler: Any = typst.Compiler  # its generic type cannot be named
    forbid_forking()
    compiler = make_compiler(source, root=source.parent, font_paths=fonts, ignore_system_fonts=True)
    try:
        content, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=list(standards), timestamp=timestamp
        )
    except typst.TypstError as error:
        raise TypstCompileError(error, source) from error
    write_whole(pdf, finished(content))
    return [str(getattr(warning, "message", warning)) for warning in warnings]


def timestamp_of_build() -> int | None:
    """``SOURCE_DATE_EPOCH`` in seconds, or ``None`` for the present moment."""
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(value) if value.isdigit() else None


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there in full or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)


def _document(source: Path, line: int) -> str:
    """The document that a line of the generated source comes from, as the comment over it says."""
    before = source.read_text(encoding="utf-8").splitlines()[:line]
    return next((text.removeprefix("// ") for text in reversed(before) if text.startswith("// ")), "")
