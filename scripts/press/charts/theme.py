"""Apply the house theme to charts: font, colours, sizes, light axes, and a second visual cue beside each colour.

Notebooks use the colours of Okabe and Ito, which are distinguishable with any colour vision. Several of them are too
pale for lines on white, so charts are drawn in darker ones of the same hue; a page uses CSS variables, whose values for
dark backgrounds are in tokens.css.
"""

from __future__ import annotations

import copy
import json
import re
import textwrap
from itertools import cycle
from typing import Any

from press.charts.localise import all_rows, map_categories, views
from press.core.reading import load_yaml
from press.core.resources import press_path
from press.core.text import Json

_LOOK = load_yaml(press_path("charts/theme.yml"))
# Colours of main text, of secondary text, and of grid lines.
INK: str = _LOOK["ink"]
SOFT: str = _LOOK["soft"]
RULE: str = _LOOK["rule"]
# By the names of their CSS variables, colours in notebooks and on white.
SERIES: dict[str, list[str]] = _LOOK["series"]

_DRAWN = {written.lower(): drawn for written, drawn in SERIES.values()}
# A series in grey is not one of several.
_DRAWN_PALETTE = [drawn for name, (_, drawn) in SERIES.items() if name != "grey"] + [INK]
_ON_PAGE = {
    **{drawn.lower(): f"var(--press-{name})" for name, (_, drawn) in SERIES.items()},
    INK.lower(): "currentColor",
    SOFT.lower(): "var(--soft)",
    RULE.lower(): "var(--rule)",
}
# A colour, optionally with its alpha as two more digits.
_HEX = re.compile(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?\b")


def as_drawn(spec: Json) -> Json:
    """Return ``spec`` (Vega-Lite) with the colours for white backgrounds.

    Those within the text of a label are left alone.
    """
    text = re.sub(rf'"({_HEX.pattern})"', lambda match: f'"{_swapped(match[1], _DRAWN)}"', json.dumps(spec))
    return dict(json.loads(text))


def svg_on_page(svg: str) -> str:
    """Return a rendered SVG with CSS variables that follow the theme of the page."""
    return _HEX.sub(lambda match: _swapped(match[0], _ON_PAGE), svg)


def _swapped(colour: str, colours: dict[str, str]) -> str:
    solid, strength = colour[:7].lower(), colour[7:]
    if solid not in colours or not strength:
        return colours.get(colour.lower(), colour)
    swapped = colours[solid]
    if swapped.startswith("#"):
        return f"{swapped}{strength}"
    return f"color-mix(in srgb, {swapped} {round(int(strength, 16) / 2.55)}%, transparent)"


FONT: str = _LOOK["config"]["font"]
# Widths of both drawings of a chart, in pixels. They share one font size, so text is as large on a phone as on a desktop.
WIDE, NARROW = 600, 340
TYPE = 13
# Maximum line length of a category label, in characters; longer labels are wrapped between words.
_LABEL_LENGTH = {WIDE: 24, NARROW: 17}
_TITLE_LENGTH = {WIDE: 72, NARROW: 38}
_LEAST_VIEW = 190
# Opacities of the fills of bars of several colours, so that they are distinguishable in greyscale print: 100, 45, 8, 75 and 25 per cent.
_FILLS = ("", "73", "14", "bf", "40")
# Line height of labels, and the space between the labels of two rows, in pixels.
_LINE, _GAP = 15, 6
# Approximate width of a character of a label, and the width of the vertical axis, in pixels.
_LETTER, _BESIDE = 7.5, 45

# Channels that make many views of one.
_FACETS = {"row", "column", "facet"}


def themed(spec: Json, width: int = WIDE) -> Json:
    """Return ``spec`` with the house theme, for a drawing ``width`` pixels wide.

    The notebook's own config takes precedence.
    """

    def wrapped(value: Any) -> Any:
        return textwrap.fill(value, _LABEL_LENGTH[width], break_long_words=False) if isinstance(value, str) else value

    # The axes of a single view can be fitted into a given width.
    is_single = ("mark" in spec or "layer" in spec) and not _FACETS & {*spec.get("encoding", {})}
    result = map_categories(as_drawn(spec), wrapped)
    if is_single and "title" not in spec:
        _lift_title(result)
    for view in views(result):
        _wrap_titles(view, _TITLE_LENGTH[width])
        _fill_bars(view)
        if width == NARROW:
            _narrow(view)
    make_room(result, width)
    # Altair writes a default view size into every chart, which is no choice of the notebook's.
    config = {key: value for key, value in result.get("config", {}).items() if key != "view"}
    sized: Json = {}
    # The title of a single chart names what it measures, so it is lighter than that of a part of a chart.
    title: Json = {"color": INK, "fontWeight": 600}
    if is_single:
        sized = {"width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
        title = {"color": SOFT, "fontWeight": "normal", "offset": 10}
    house = {**_house(width), "title": {"anchor": "start", "fontSize": TYPE, **title}}
    return {**sized, **result, "config": {**house, **config}}


def mark_of(view: Json) -> Json:
    """Return the mark definition of a view; empty where the view has none of its own."""
    mark = view.get("mark", {})
    return {"type": mark} if isinstance(mark, str) else dict(mark)


def _wrap_titles(view: Json, length: int) -> None:
    """Wrap the titles of a view and its horizontal axis."""
    across = view.get("encoding", {}).get("x", {})
    for holder in (view, across, across.get("axis") or {}):
        title = holder.get("title")
        if isinstance(title, str) and len(title) > length:
            holder["title"] = textwrap.wrap(title, length, break_long_words=False)


def _lift_title(spec: Json) -> None:
    """Move the title of a quantitative axis, with its unit, above the drawing."""
    for channel in ("y", "x"):
        guides = [guide for view in views(spec) if (guide := view.get("encoding", {}).get(channel))]
        titled = [part for guide in guides for part in (guide.get("axis"), guide) if part and part.get("title")]
        if titled and any(guide.get("type") == "quantitative" for guide in guides):
            spec["title"] = titled[0]["title"]
            for part in titled:
                part["title"] = None
            return


def _fill_bars(view: Json) -> None:
    """Set the stroke of bars of several colours to these colours, and their fill to the same at different opacities."""
    colour = view.get("encoding", {}).get("color", {})
    scale = colour.get("scale") or {}
    domain = scale.get("domain") or colour.get("sort")
    if mark_of(view).get("type") != "bar" or colour.get("type") != "nominal" or not isinstance(domain, list):
        return
    colours = scale.get("range") or _DRAWN_PALETTE
    filled = [f"{stroke}{alpha}" for stroke, alpha in zip(colours, cycle(_FILLS), strict=False)]
    del view["encoding"]["color"]
    for channel, range_ in (("fill", filled), ("stroke", colours)):
        view["encoding"][channel] = {
            **copy.deepcopy(colour),
            "scale": {**scale, "domain": domain, "range": range_[: len(domain)]},
        }


def _narrow(view: Json) -> None:
    """Reduce the width of views with one of their own as much as that of the whole drawing.

    Set legends in one column.
    """
    if isinstance(view.get("width"), int | float):
        view["width"] = max(_LEAST_VIEW, view["width"] - (WIDE - NARROW))
    for definition in view.get("encoding", {}).values():
        if isinstance(definition, dict) and isinstance(definition.get("legend"), dict):
            definition["legend"]["columns"] = 1


def _house(width: int) -> Json:
    """Return the config of Vega-Lite; a narrow drawing has fewer ticks, and legends in one column."""
    house: Json = copy.deepcopy(_LOOK["config"])
    if width == NARROW:
        house["axisQuantitative"]["tickCount"] = 4
        house["legend"]["columns"] = 1
    return {**house, "mark": {"color": _DRAWN_PALETTE[0]}, "range": {"category": _DRAWN_PALETTE}}


def make_room(spec: Json, width: int) -> None:
    """Change heights and label angles of ``spec`` (wrapped, ``width`` pixels wide) so that category labels do not overlap."""
    rows = list(all_rows(spec))
    for view in views(spec):
        if isinstance(view.get("height"), int | float):
            # The layered view has the height, its layers have the axes.
            for names in (_categories(layer, "y", rows) for layer in (view, *view.get("layer", []))):
                most = max((name.count("\n") + 1 for name in names), default=0)
                view["height"] = max(view["height"], len(names) * (most * _LINE + _GAP))
        columns = _categories(view, "x", rows)
        if _LETTER * sum(len(name) + 1 for name in columns) > width - _BESIDE:
            across = view["encoding"]["x"]
            # The notebook removes an axis by setting it to None.
            if across.setdefault("axis", {}) is not None:
                across["axis"]["labelAngle"] = -90


def _categories(view: Json, channel: str, rows: list[Json]) -> list[str]:
    definition: Any = view.get("encoding", {}).get(channel, {})
    if definition.get("type") not in ("nominal", "ordinal") or "field" not in definition:
        return []
    values = (row.get(definition["field"]) for row in rows)
    return list(dict.fromkeys(str(value) for value in values if value is not None))
