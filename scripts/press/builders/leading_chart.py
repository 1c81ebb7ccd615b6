"""Find the chart that the settings name for the start page, the page that shows it, and its caption there."""

from __future__ import annotations

from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.charts.description import short_alt_text
from press.charts.draw import picture_file
from press.directives.embed import SHOWN_RESULTS
from press.edition.context import get_context
from press.notebooks.kinds import CHART
from press.notebooks.results import Result


class LeadingChart(NamedTuple):
    """A chart, the page that shows it (the first page of the edition if that does, empty where none does), and its caption there."""

    result: Result
    page: str
    caption: str


class LeadingPicture(NamedTuple):
    """A drawn chart: its path relative to the root of the book, its short alternative text, and its caption, which may be empty."""

    path: str
    alternative: str
    caption: str


def leading_chart(app: Sphinx) -> LeadingChart | None:
    """Return the leading chart, or ``None`` where the settings name none."""
    context = get_context(app)
    if not context.settings.start_picture:
        return None
    result = context.results.find(context.settings.start_picture, CHART)
    return LeadingChart(result, *_shown(app.env, result, app.config.root_doc))


def leading_picture(app: Sphinx) -> LeadingPicture | None:
    """Draw the leading chart for the first pages of a PDF or EPUB and return its picture; ``None`` where the settings name none."""
    found, context = leading_chart(app), get_context(app)
    if found is None:
        return None
    spec, stem = found.result.data[context.language], found.result.name.replace("/", "-")
    path = picture_file(spec, context.language, stem, context.pictures).relative_to(context.settings.root).as_posix()
    return LeadingPicture(path, short_alt_text(spec, found.caption, context.language, context.translate), found.caption)


def _shown(env: BuildEnvironment, result: Result, first: str) -> tuple[str, str]:
    """Return the page that shows the chart, the ``first`` page if that does, and its caption there; both empty where no page shows it."""
    found = {
        page: shown.caption
        for page, items in SHOWN_RESULTS.of(env).items()
        for shown in items
        if (shown.kind, shown.name) == (CHART.name, result.name)
    }
    page = min(found, key=lambda name: (name != first, name), default="")
    return page, found.get(page, "")
