"""Files as accidents leave them, for property tests: nearly right, and not quite."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import strategies as st

# What stands in files that came from elsewhere, were cut, or merged.
SIGNS = ("\0", "\ufeff", "\u2028", "\x1f", "\r", "\t", "\\", "\U0001f4da", "NaN", "2023-02-30", "null", "no", "0777", "12:30:45", "²", "<<: 1", "{}", "[]", '""', "'", '"', "`", "```", ":::", "::::{note}", "[", "](", "![", "<", "<!--", "</script>", "$$", "|", "*", "{{", "}}", "{number}`", "{number}`x digits=²`", "(x)=", "---", "===", "#", "%", ",", ";", ":", "=", "@", "@article{", 'msgid "x"', 'msgstr[0] "x"', "#~ msgid", "<<<<<<< HEAD", "../../x")  # fmt: skip
BYTES = (b"\xff", b"\xed\xa0\x80", b"\xc3", b"\xfe\xff", b"\0")
_VALUE = re.compile(rb"(?<=[:=,] )[^\n,]+|(?<=,)[^,\n]+|[\w-]+")


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """Return what gives ``content`` after one to three accidents."""
    sign = st.one_of(st.sampled_from(SIGNS).map(str.encode), st.sampled_from(BYTES), st.binary(min_size=1, max_size=3))
    where = st.floats(0, 1, exclude_max=True)
    accident = st.tuples(st.sampled_from((put, instead_of_value, cut, end, line_twice, saved_anew)), where, sign)
    return st.lists(accident, min_size=1, max_size=3).map(lambda accidents: _after(content, accidents))


Accident = Callable[[bytes, int, bytes], bytes]


def _after(content: bytes, accidents: list[tuple[Accident, float, bytes]]) -> bytes:
    for happen, share, sign in accidents:
        content = happen(content, int(share * len(content)), sign)
    return content


def put(content: bytes, at: int, sign: bytes) -> bytes:
    return content[:at] + sign + content[at:]


def instead_of_value(content: bytes, at: int, sign: bytes) -> bytes:
    found = _VALUE.search(content, at)
    return content[: found.start()] + sign + content[found.end() :] if found else content


def cut(content: bytes, at: int, sign: bytes) -> bytes:
    return content[:at] + content[at + 10 * len(sign) :]


def end(content: bytes, at: int, sign: bytes) -> bytes:
    return content[:at]


def line_twice(content: bytes, at: int, sign: bytes) -> bytes:
    """A line stands in the file once more, at its end."""
    lines = content.split(b"\n")
    return b"\n".join([*lines, lines[content.count(b"\n", 0, at)]])


def saved_anew(content: bytes, at: int, sign: bytes) -> bytes:
    """Saved in another encoding, which follows from the place."""
    return content.decode("utf-8", "replace").encode(("utf-16", "utf-8-sig", "cp1251")[at % 3], "replace")
