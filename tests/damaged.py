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
    return st.lists(_accident(), min_size=1, max_size=3).map(lambda accidents: _after(content, accidents))


Accident = Callable[[bytes], bytes]


def _after(content: bytes, accidents: list[Accident]) -> bytes:
    for accident in accidents:
        content = accident(content)
    return content


def _accident() -> st.SearchStrategy[Accident]:
    share = st.floats(0, 1, exclude_max=True)
    sign = st.one_of(st.sampled_from(SIGNS).map(str.encode), st.sampled_from(BYTES), st.binary(min_size=1, max_size=3))
    return st.one_of(
        st.builds(_put, share, sign),
        st.builds(_in_place_of_value, share, sign),
        st.builds(_cut, share, st.integers(1, 40)),
        st.builds(_end, share),
        st.builds(_with_line, share, share),
        st.builds(_without_line, share),
        st.sampled_from(("utf-16", "utf-8-sig", "cp1251")).map(_saved_as),
    )


def _put(share: float, sign: bytes) -> Accident:
    return lambda content: content[: _at(share, content)] + sign + content[_at(share, content) :]


def _in_place_of_value(share: float, sign: bytes) -> Accident:
    def change(content: bytes) -> bytes:
        found = list(_VALUE.finditer(content))
        if not found:
            return content
        begin, end = found[int(share * len(found))].span()
        return content[:begin] + sign + content[end:]

    return change


def _cut(share: float, size: int) -> Accident:
    return lambda content: content[: _at(share, content)] + content[_at(share, content) + size :]


def _end(share: float) -> Accident:
    return lambda content: content[: _at(share, content)]


def _with_line(share: float, other: float) -> Accident:
    """A line stands in the file once more, elsewhere."""

    def change(content: bytes) -> bytes:
        lines = content.split(b"\n")
        lines.insert(_at(share, lines), lines[_at(other, lines)])
        return b"\n".join(lines)

    return change


def _without_line(share: float) -> Accident:
    def change(content: bytes) -> bytes:
        lines = content.split(b"\n")
        del lines[_at(share, lines)]
        return b"\n".join(lines)

    return change


def _saved_as(encoding: str) -> Accident:
    return lambda content: content.decode("utf-8", errors="replace").encode(encoding, errors="replace")


def _at(share: float, whole: bytes | list[bytes]) -> int:
    return int(share * len(whole))
