"""Reads text that people edit; what cannot be read is told with file and line."""

from __future__ import annotations

from pathlib import Path

from press.errors import PressError


def read_utf8(path: Path) -> str:
    """The text of ``path`` without a byte order mark; a missing file or another encoding is a PressError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise PressError("the file is missing", file=path, remedy="restore it from version control") from None
    except UnicodeDecodeError as error:
        position = error.start - error.object.rfind(b"\n", 0, error.start)
        raise PressError(
            f"not UTF-8: found byte {error.object[error.start]:#04x} at position {position} of the line",
            file=path,
            line=error.object.count(b"\n", 0, error.start) + 1,
            remedy="save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')",
        ) from None
