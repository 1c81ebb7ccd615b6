"""The templates of the pages that belong to no edition."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from press.builders.html.assets import bundled
from press.core.resources import press_path


def rendered(name: str, **values: Any) -> str:
    """Return the page that the template ``name`` makes of ``values``."""
    return _environment().get_template(name).render(mode=Markup(bundled().first_script), **values)


@cache
def _environment() -> Environment:
    folder = press_path("builders/html/templates")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
