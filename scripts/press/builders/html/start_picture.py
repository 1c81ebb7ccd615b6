"""Draw the picture of the start page in the language of an edition: the chart that the book names for it.

The edition stores it when its pages are built; the start page is made when the editions are joined.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx

from press.builders.leading_chart import leading_chart
from press.charts.description import alt_text
from press.charts.draw import picture_file
from press.charts.svg import page_svg
from press.charts.theme import NARROW
from press.core.files import write_whole
from press.core.settings import Settings
from press.directives.chart import chart_id
from press.edition.chapters import address
from press.edition.context import format_of, get_context


class StartPicture(NamedTuple):
    """A drawing as SVG, with the caption and the address (within the edition) of the chart in a chapter."""

    svg: str = ""
    caption: str = ""
    href: str = ""


def setup_start_picture(app: Sphinx) -> None:
    """Connect the listener that stores the picture of an edition at the end of its build."""
    app.connect("build-finished", _store_picture)


def read_start_picture(settings: Settings, language: str) -> StartPicture:
    """Return the picture that the edition in ``language`` has stored; an empty one where the book names none."""
    path = _file(settings, language)
    if not settings.start_picture or not path.is_file():
        return StartPicture()
    return StartPicture(*json.loads(path.read_text(encoding="utf-8")))


def _file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / "start-picture.json"


def _store_picture(app: Sphinx, exception: Exception | None) -> None:
    settings = get_context(app).settings
    if exception is None and settings.start_picture and app.config.press_siblings and format_of(app.builder).is_site:
        text = json.dumps(start_picture(app), ensure_ascii=False)
        write_whole(_file(settings, get_context(app).language), text.encode())


def start_picture(app: Sphinx) -> StartPicture:
    """Return the drawing for narrow columns with its full text alternative, as no table beside it gives the values."""
    found, context = leading_chart(app), get_context(app)
    if found is None:
        return StartPicture()
    result, page, caption = found
    language, spec, stem = context.language, result.data[context.language], result.name.replace("/", "-")
    drawn = picture_file(spec, language, f"{stem}-narrow", context.pictures, NARROW).read_text(encoding="utf-8")
    svg = page_svg(drawn, "picture", f"picture-{language}", alt_text(spec, caption, language, context.translate))
    return StartPicture(svg, caption, f"{address(page, context.settings)}.html#{chart_id(result)}" if page else "")
