"""Room for the labels of categories: tall enough rows for labels of several lines, turned labels where columns are narrow."""

from __future__ import annotations

from typing import Any

from press.localise import views
from press.publish_format import Json

# Height of a line of a label, and what is left free between the labels of two rows.
_LINE, _GAP = 14, 6
# About the width of a letter of a label, and what the vertical axis takes beside the columns.
_LETTER, _BESIDE = 7, 60
_MOST_LINES = 6


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
