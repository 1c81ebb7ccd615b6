"""Neighbouring shapes of one look become one shape: the same picture in fewer elements and fewer letters.

Only shapes that stand apart are joined: nothing can then be seen of the order in which they were painted, so that it does not
matter whether they are filled, outlined or let see through. Even solid marks that overlap would change: where their edges
meet, what is painted twice is darker than what is painted once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

Point = tuple[float, float]
Box = tuple[float, float, float, float]

_SHAPE = re.compile(r"<(line|path)\b([^>]*)/>")
_RUN = re.compile(rf"(?:{_SHAPE.pattern}\s*){{2,}}")
_ATTRIBUTE = re.compile(r'\s([a-z][\w:-]*)="([^"]*)"')
# What may be said of several shapes at once. Ids, classes and names are of one shape alone.
_LOOK = {"fill", "fill-opacity", "opacity"} | {
    f"stroke{part}" for part in ("", "-dasharray", "-dashoffset", "-linecap", "-linejoin", "-opacity", "-width")
}
_PLACE = {"transform", "d", "x2", "y2"}
_MOVED = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")
_STEP = re.compile(r"([MLhvCAZ])([-\d.,]*)")
_NUMBERS = {"M": 2, "L": 2, "h": 1, "v": 1, "C": 6, "A": 7, "Z": 0}
# A group that says something of strokes says it for shapes that do not say it themselves.
_STROKED_GROUP = re.compile(r"<(?:g|svg)\b[^>]* stroke(?:-[a-z]+)?=")
_STROKE_WIDTH = re.compile(r' stroke-width="[^"]*"')
# How far a stroke reaches, in its own widths: a corner is at most four times as long as half of it.
_REACH = 2.0
# Shapes nearer than this may have a dot of the screen in common.
_APART = 1.0


@dataclass(frozen=True)
class _Shape:
    """A shape as it is written, its look, its path, and the box around it, stroke and all."""

    written: str
    look: str
    path: str
    box: Box


def joined(svg: str) -> str:
    """``svg`` with neighbouring shapes of one look as one path, and without widths of strokes that are not drawn."""
    if _STROKED_GROUP.search(svg):
        return svg
    svg = _SHAPE.sub(lambda shape: shape[0] if ' stroke="' in shape[0] else _STROKE_WIDTH.sub("", shape[0]), svg)
    return _RUN.sub(lambda run: "".join(_fewer(run[0])), svg)


def _fewer(run: str) -> Iterator[str]:
    """The shapes of ``run``, with those joined that can be one."""
    together: list[_Shape] = []
    for found in _SHAPE.finditer(run):
        shape = _shape(found[0], *found.groups())
        if together and not (shape and shape.look == together[0].look and _is_apart(shape, together)):
            yield _as_one(together)
            together = []
        if shape:
            together.append(shape)
        else:
            yield found[0]
    if together:
        yield _as_one(together)


def _as_one(shapes: list[_Shape]) -> str:
    if len(shapes) == 1:
        return shapes[0].written
    return f'<path d="{"".join(shape.path for shape in shapes)}"{shapes[0].look}/>'


def _is_apart(shape: _Shape, others: list[_Shape]) -> bool:
    left, top, right, bottom = (edge + _APART * sign for edge, sign in zip(shape.box, (-1, -1, 1, 1), strict=True))
    boxes = (other.box for other in others)
    return all(box[2] <= left or box[0] >= right or box[3] <= top or box[1] >= bottom for box in boxes)


def _shape(written: str, tag: str, text: str) -> _Shape | None:
    """The shape of an element; none if there is anything about it that another could not share."""
    said = dict(_ATTRIBUTE.findall(text))
    look = {name: value for name, value in said.items() if name not in _PLACE}
    moved = _MOVED.fullmatch(said.get("transform", "translate(0,0)"))
    # A pattern or a gradient may be as large as the shape that it fills.
    if moved is None or not _LOOK.issuperset(look) or any("url(" in value for value in look.values()):
        return None
    data = f"M0,0L{said.get('x2', 0)},{said.get('y2', 0)}" if tag == "line" else said.get("d", "")
    drawn = _drawn(data, (float(moved[1]), float(moved[2])))
    if drawn is None:
        return None
    path, (left, top, right, bottom) = drawn
    reach = _REACH * float(look.get("stroke-width", 1)) if "stroke" in look else 0.0
    box = (left - reach, top - reach, right + reach, bottom + reach)
    return _Shape(written, "".join(f' {name}="{value}"' for name, value in look.items()), path, box)


def _drawn(data: str, moved: Point) -> tuple[str, Box] | None:
    """The path ``data`` moved by ``moved``, its steps told from where the one before ended, and the box around it."""
    steps = [(kind, [float(number) for number in text.split(",") if number]) for kind, text in _STEP.findall(data)]
    is_known = not _STEP.sub("", data) and all(len(numbers) == _NUMBERS[kind] for kind, numbers in steps)
    if not (is_known and data.startswith("M")):
        return None
    # What stands at a place is told from there: marks of one kind are then written in the same letters.
    place = moved if moved != (0, 0) else (steps[0][1][0], steps[0][1][1])
    here = start = place
    mark, passed = "", list[Point]()
    for kind, numbers in steps:
        if kind == "Z":
            mark, here = f"{mark}z", start
            continue
        points = _points(kind, numbers, here, moved)
        passed += [*points, *(_around(here, points[0], numbers) if kind == "A" else ())]
        if mark or points[-1] != here:
            mark += _step(kind, numbers, here, points)
        here = points[-1]
        start = here if kind == "M" else start
    across, down = zip(*passed, strict=True)
    return f"M{_told([place])}{mark}", (min(across), min(down), max(across), max(down))


def _points(kind: str, numbers: list[float], here: Point, moved: Point) -> list[Point]:
    """The points that a step names; it ends in the last."""
    if kind in "hv":
        return [(here[0] + numbers[0], here[1]) if kind == "h" else (here[0], here[1] + numbers[0])]
    pairs = numbers[-2:] if kind == "A" else numbers
    return [(moved[0] + x, moved[1] + y) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _around(begin: Point, end: Point, numbers: list[float]) -> tuple[Point, Point]:
    """Two corners of a box that holds an arc, and the circle of each way that it may be bent."""
    chord = math.dist(begin, end) or 1
    radius = max(*numbers[:2], chord / 2)
    far = math.sqrt(radius**2 - (chord / 2) ** 2) / chord
    reach = radius + far * abs(begin[1] - end[1]), radius + far * abs(begin[0] - end[0])
    middle = (begin[0] + end[0]) / 2, (begin[1] + end[1]) / 2
    return (middle[0] - reach[0], middle[1] - reach[1]), (middle[0] + reach[0], middle[1] + reach[1])


def _step(kind: str, numbers: list[float], here: Point, points: list[Point]) -> str:
    """A step told from ``here``."""
    if kind in "hv":
        return f"{kind}{_short(numbers[0])}"
    across, down = points[0][0] - here[0], points[0][1] - here[1]
    if kind == "L" and 0 in (across, down):
        return f"v{_short(down)}" if across == 0 else f"h{_short(across)}"
    turned = [f"{_short(number)}," for number in numbers[:-2]] if kind == "A" else []
    return f"{kind.lower()}{''.join(turned)}{_told(points, here)}"


def _told(points: list[Point], origin: Point = (0, 0)) -> str:
    return ",".join(f"{_short(x - origin[0])},{_short(y - origin[1])}" for x, y in points)


def _short(number: float) -> str:
    return f"{round(number, 1) + 0:g}"
