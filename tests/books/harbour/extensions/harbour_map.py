"""A map as a kind of result: points that a notebook publishes as GeoJSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from press.api import ResultKind, extend

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def in_words(content: dict[str, Any], label: Callable[[str], str]) -> dict[str, Any]:
    """Return the points with names in words instead of codes."""
    points = [{**point, "properties": {"name": label(point["properties"]["name"])}} for point in content["features"]]
    return {**content, "features": points}


MAP = ResultKind("map", "application/geo+json", in_words, file_mark="-map")
KINDS = {MAP.name: MAP}


def setup_press() -> None:
    """Name the kind, and how chapters embed it."""
    extend("kind of result", "harbour_map:KINDS")
    extend("embed", "harbour_figure:EMBEDS")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register what pages show of a map."""
    from harbour_figure import depart_map, map_image, visit_map  # noqa: PLC0415  notebooks load this module, and need no Sphinx

    app.add_node(map_image, html=(visit_map, depart_map))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
