"""Find the conflict markers that git leaves where two versions of a file could not be merged: no parser of the file expects them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import FileState, file_state, shown_path

REMEDY = "keep what is right of the two versions and remove the lines with marks (to show such a line, indent it)"
# Seven characters at the start of a line, then a space or its end. A line of equals signs also underlines a heading and a line of
# bars is a row of empty cells; within a conflict, whose beginning is reported, neither has to be.
_MARK = re.compile(r"^(?P<signs><{7}|>{7})(?: .*)?\r?$", re.MULTILINE)
_BEGIN, _END = "<<<<<<<", ">>>>>>>"


def check_merge_conflicts(files: Iterable[Path], root: Path) -> None:
    """Raise one PressError that lists every unresolved merge conflict in those of ``files`` that are text."""
    faults = [
        f"{shown_path(path, root)}:{line}: {fault}; {REMEDY}"
        for path in files
        for line, fault in _faults_of(path, file_state(path))
    ]
    if faults:
        raise PressError("\n".join(faults))


@cached_by_state
def _faults_of(path: Path, state: FileState) -> tuple[tuple[int, str], ...]:
    content = path.read_bytes() if state else b""
    # As git itself distinguishes binary files from text.
    return () if b"\0" in content else tuple(merge_faults(content.decode("utf-8-sig", errors="replace")))


def merge_faults(text: str) -> Iterator[tuple[int, str]]:
    """Yield line number and message for each unresolved merge conflict in ``text``."""
    if _BEGIN not in text and _END not in text:
        return
    begun: tuple[int, str] | None = None
    for match in _MARK.finditer(text):
        line, mark = text.count("\n", 0, match.start()) + 1, match[0].strip()
        if match["signs"] == _BEGIN:
            yield from [_begins(*begun)] if begun else []
            begun = (line, mark)
        elif begun:
            yield _begins(*begun, f" and ends in line {line}")
            begun = None
        else:
            yield line, f"an unfinished merge ends here, at '{mark}'"
    yield from [_begins(*begun)] if begun else []


def _begins(line: int, mark: str, end: str = "") -> tuple[int, str]:
    return line, f"an unfinished merge begins here, at '{mark}'{end}"
