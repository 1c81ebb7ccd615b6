"""Give charts the house look: font, colours, sizes, quiet axes, and a second cue beside each colour."""

from __future__ import annotations

import copy
import textwrap
from itertools import cycle
from typing import Any

from press.charts.localise import map_categories, views
from press.charts.palette import INK, PALETTE, RULE, SOFT, as_drawn, with_strength
from press.core.text import Json

FONT = "Noto Sans"
# Total widths of the two pictures of a chart. Their text is of one size, and so as large on a phone as on a desk.
WIDE, NARROW = 600, 340
TYPE = 13
# Longest line of a category's label; longer ones are broken between words.
_LABEL_LENGTH = {WIDE: 24, NARROW: 17}
_TITLE_LENGTH = {WIDE: 72, NARROW: 38}
# Longest label of a narrow legend that stays in one line.
_LEGEND_LENGTH = 30
_LEAST_VIEW = 190
# Bars of several colours: full, half, and little more than outlines, so that grey print tells them apart.
_FILLS = (100, 45, 8, 75, 25)
# Height of a line of a label, and what is left free between the labels of two rows.
_LINE, _GAP = 15, 6
# About the width of a letter of a label, and what the vertical axis takes beside the columns.
_LETTER, _BESIDE = 7.5, 45
_MOST_LINES = 6


def themed(spec: Json, width: int = WIDE) -> Json:
    """``spec`` with the house look, for a picture of ``width``; the notebook's own config wins."""
    label = _LABEL_LENGTH[width]
    result = map_categories(as_drawn(spec), lambda value: _wrap(value, label))
    _lift_title(result)
    for view in views(result):
        _wrap_titles(view, _TITLE_LENGTH[width])
        _outline_band(view)
        _fill_bars(view)
        if width == NARROW:
            _narrow(view)
    make_room(result, width)
    # Altair puts a default size into every chart, which is no choice of the notebook's.
    own = {key: value for key, value in result.get("config", {}).items() if key != "view"}
    sized = {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}} if is_single(spec) else {}
    house = {**_house(width), "title": _title(is_single(spec))}
    return {**sized, **result, "config": {**house, **own}}


def is_single(spec: Json) -> bool:
    """Whether a chart is one view, whose axes can be fitted into a given width."""
    return "mark" in spec or "layer" in spec


def mark_of(view: Json) -> Json:
    """The mark of a view with its properties; empty where the view has none of its own."""
    mark = view.get("mark", {})
    return {"type": mark} if isinstance(mark, str) else dict(mark)


def _wrap(value: Any, length: int) -> Any:
    return textwrap.fill(value, length, break_long_words=False) if isinstance(value, str) else value


def _wrap_titles(view: Json, length: int) -> None:
    """Titles of views and horizontal axes on several lines."""
    holders = [view, view.get("encoding", {}).get("x", {})]
    for holder in [*holders, *(x["axis"] for x in holders[1:] if isinstance(x.get("axis"), dict))]:
        title = holder.get("title")
        if isinstance(title, str) and len(title) > length:
            holder["title"] = textwrap.wrap(title, length, break_long_words=False)


def _lift_title(spec: Json) -> None:
    """What is measured, and in what unit, stands over the drawing instead of along its axis, unless the chart has a title."""
    if not is_single(spec) or "title" in spec:
        return
    for channel in ("y", "x"):
        guides = [guide for view in views(spec) if (guide := view.get("encoding", {}).get(channel))]
        titled = [part for guide in guides for part in (guide.get("axis"), guide) if part and part.get("title")]
        if titled and any(guide.get("type") == "quantitative" for guide in guides):
            spec["title"] = titled[0]["title"]
            for part in titled:
                part["title"] = None
            return


def _outline_band(view: Json) -> None:
    """A band that lets see through it gets an edge that can be seen."""
    mark = mark_of(view)
    if mark.get("type") == "area" and "opacity" in mark and "stroke" not in mark:
        mark["fillOpacity"] = mark.pop("opacity")
        view["mark"] = {**mark, "opacity": 1, "stroke": mark.get("color", PALETTE[0]), "strokeWidth": 0.7}


def _fill_bars(view: Json) -> None:
    """Bars of several colours get outlines of these colours, and fillings of different strength."""
    colour = view.get("encoding", {}).get("color", {})
    scale = colour.get("scale") or {}
    domain = scale.get("domain") or colour.get("sort")
    if mark_of(view).get("type") != "bar" or colour.get("type") != "nominal" or not isinstance(domain, list):
        return
    colours = scale.get("range") or _drawn_palette()
    filled = [with_strength(one, strength) for one, strength in zip(colours, cycle(_FILLS), strict=False)]
    del view["encoding"]["color"]
    for channel, range_ in (("fill", filled), ("stroke", colours)):
        view["encoding"][channel] = {
            **copy.deepcopy(colour),
            "scale": {**scale, "domain": domain, "range": range_[: len(domain)]},
        }


def _drawn_palette() -> list[str]:
    drawn: list[str] = as_drawn({"colours": PALETTE})["colours"]
    return drawn


def _narrow(view: Json) -> None:
    """Views of a width of their own lose what the whole picture loses; legends stand in one column."""
    if isinstance(view.get("width"), int | float):
        view["width"] = max(_LEAST_VIEW, view["width"] - (WIDE - NARROW))
    for definition in view.get("encoding", {}).values():
        if isinstance(definition, dict) and isinstance(definition.get("legend"), dict):
            definition["legend"]["columns"] = 1
            if max(map(len, map(str, (definition.get("scale") or {}).get("domain", []))), default=0) > _LEGEND_LENGTH:
                definition["legend"]["labelExpr"] = "split(datum.label, '\\n')"


def _house(width: int) -> Json:
    sizes = {"labelFontSize": TYPE, "titleFontSize": TYPE}
    words = {**sizes, "labelColor": INK, "titleColor": SOFT, "titleFontWeight": "normal"}
    axis = {"labelColor": SOFT, "titleLimit": 0, "titlePadding": 10, "gridColor": RULE, "tickColor": RULE}
    discrete = {"labelExpr": "split(datum.label, '\\n')", "labelLimit": 0, "ticks": False, "labelPadding": 6}
    legend = {**words, "labelLimit": 260, "orient": "top", "symbolType": "square"}
    drawn = _drawn_palette()
    return {
        "font": FONT,
        "background": "transparent",
        # Readers' own fonts may run wider than the one that the labels were measured with.
        "padding": {"left": 4, "right": 8, "top": 5, "bottom": 5},
        "aria": False,
        "view": {"stroke": None},
        "axis": {**words, **axis, "domainColor": RULE},
        "axisQuantitative": {
            "tickCount": 6 if width == WIDE else 4,
            "domain": False,
            "ticks": False,
            "labelPadding": 6,
        },
        "axisDiscrete": {**discrete, "labelColor": INK},
        "axisYDiscrete": {**centred(), "domain": False},
        "axisTemporal": {"labelSeparation": 4},
        "legend": legend if width == WIDE else {**legend, "columns": 1},
        "header": words,
        "mark": {"color": drawn[0]},
        "rule": {"color": INK},
        "text": {"color": INK, "fontSize": TYPE},
        "range": {"category": drawn},
    }


def _title(is_single: bool) -> Json:
    """Over a chart stands what it measures, as its caption says what it shows; over a part of one, what the part is."""
    look = {"color": SOFT, "fontWeight": "normal", "offset": 10} if is_single else {"color": INK, "fontWeight": 600}
    return {"anchor": "start", "fontSize": TYPE, **look}


def make_room(spec: Json, width: int) -> None:
    """Change ``spec`` (wrapped, for a picture of ``width``) so that the labels of its categories do not overlap."""
    rows = [row for dataset in spec.get("datasets", {}).values() for row in dataset]
    for view in views(spec):
        if isinstance(view.get("height"), int | float):
            # The view around layers has the height, the layers have the axes.
            needed = (_row_height(_categories(one, "y", rows)) for one in (view, *view.get("layer", [])))
            view["height"] = max(view["height"], *needed)
        columns = _categories(view, "x", rows)
        if _LETTER * sum(len(name) + 1 for name in columns) > width - _BESIDE:
            across = view["encoding"]["x"]
            # An axis of None is one that the notebook does not want.
            if across.setdefault("axis", {}) is not None:
                across["axis"]["labelAngle"] = -90


def centred() -> Json:
    """What an axis of rows needs for labels of several lines to stand in the middle of their row, not to hang from it."""
    lines = range(2, _MOST_LINES + 1)
    tests = [{"test": f"length(split(datum.label, '\\n')) == {n}", "value": -_LINE * (n - 1) / 2} for n in lines]
    return {"labelOffset": {"condition": tests, "value": 0}}


def _categories(view: Json, channel: str, rows: list[Json]) -> list[str]:
    definition: Any = view.get("encoding", {}).get(channel, {})
    if definition.get("type") not in ("nominal", "ordinal") or "field" not in definition:
        return []
    found = (row.get(definition["field"]) for row in rows)
    return list(dict.fromkeys(str(value) for value in found if value is not None))


def _row_height(names: list[str]) -> int:
    """The height of a view whose rows are called ``names``."""
    most = max((name.count("\n") + 1 for name in names), default=0)
    return len(names) * (most * _LINE + _GAP)
