"""Draw the marks of verdicts, one or many in rows, as SVG: the same forms on pages, covers and pictures, whatever typefaces there are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from press.audit.mark import MARK, tints
from press.audit.verdicts import OPEN

# The side of a mark, and the distance from one to the next.
SIDE, PITCH = 20, 24
# So many stand in a row at most, so that 51 make three whole ones.
COLUMNS = 17
_PAPER, _FAINT = "light-dark(#ffffff, #15181c)", "light-dark(#d9d6d0, #383e47)"
# The signs, drawn from the top left corner of a mark.
_SIGNS = {
    "confirmed": "m5 8h10m-10 4h10",
    "adds-up": "m10 5v10m-5-5h10",
    "wrong-year": "m4.5 10h11m-4.5-4.5 4.5 4.5-4.5 4.5",
    "wrong-name": "m5 8.5c3-3.5 7 2 10-1m-10 5.500c3-3.500 7 2 10-1",
    "contradicts-article": "m5 8h10m-10 4h10m-2.500-7.500-5 11",
    "contradicts-record": "m6 6 8 8m0-8-8 8",
    "not-checked": "m7 7.500c0-4.500 6-4 6-.5 0 2.200-3 2.300-3 5m0 2v1",
}


def mark_svg(code: str) -> str:
    """Return the mark of the verdict ``code`` by itself, which is not read aloud."""
    return svg_of(_marks(code, [(0, 0)]), SIDE, SIDE)


def drawn_strip(codes: Sequence[str], lit: Collection[int] | None = None) -> tuple[str, int, int]:
    """Draw the marks of ``codes`` in rows, those in the places ``lit`` alone if that is given and the others faint.

    Return the elements, their width and their height.
    """
    rows = -(-len(codes) // COLUMNS)
    columns = -(-len(codes) // rows)
    corners = [(PITCH * (place % columns), PITCH * (place // columns)) for place in range(len(codes))]
    shown = range(len(codes)) if lit is None else lit
    faint = "".join(f"M{x} {y}{_square(0)}" for place, (x, y) in enumerate(corners) if place not in shown)
    body = f'<path fill="{_FAINT}" d="{faint}"/>' if faint else ""
    for code in dict.fromkeys(codes):
        body += _marks(code, [corners[place] for place in shown if codes[place] == code])
    return body, PITCH * columns - (PITCH - SIDE), PITCH * rows - (PITCH - SIDE)


def svg_of(body: str, width: int, height: int) -> str:
    """Return elements as an SVG that is not read aloud."""
    return f'<svg viewBox="0 0 {width} {height}" aria-hidden="true">{body}</svg>'


def _marks(code: str, corners: Sequence[tuple[int, int]]) -> str:
    """Draw marks of one verdict: filled where a record has decided, a frame where it is open."""
    if not corners:
        return ""
    tint, is_open = tint_of(code), code in OPEN
    squares = "".join(f"M{x} {y}{_square(0.75 if is_open else 0)}" for x, y in corners)
    signs = "".join(f"M{x} {y}{_SIGNS.get(code, '')}" for x, y in corners)
    drawn = f'fill="none" stroke="{tint}" stroke-width="1.5"' if is_open else f'fill="{tint}"'
    stroke = f'fill="none" stroke="{tint if is_open else _PAPER}" stroke-width="2"'
    return f'<g><path {drawn} d="{squares}"/><path {stroke} d="{signs}"/></g>'


def _square(inset: float) -> str:
    side = SIDE - 2 * inset
    return f"m{inset:g} {inset:g}h{side:g}v{side:g}h-{side:g}z"


@cache
def tint_of(code: str) -> str:
    """Return the colours of the verdict ``code`` on light and dark pages."""
    return tints().get(f"{MARK}-{code}", tints()[MARK])
