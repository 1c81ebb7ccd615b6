"""Render the templates of pages that belong to no edition, each with its Content Security Policy."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from press.builders.html.assets import bundled
from press.builders.html.policy import policy_tag
from press.core.resources import press_path

# The colours of all pages, and the styles of these pages alone.
_STYLES = ("builders/html/styles/first/tokens.css", "builders/html/templates/outside.css")


def with_policy(name: str, script: str, **values: Any) -> str:
    """Return the page from the template ``name`` with ``values`` and a ``script`` of its own; its policy allows these alone."""
    mode = bundled().first_script
    style = "".join(press_path(file).read_text(encoding="utf-8") for file in _STYLES)
    parts = {"mode": Markup(mode), "style": Markup(style), "script": Markup(script)}
    return template(name).render(policy=policy_tag(filter(None, [mode, script]), [style]), **parts, **values)


def template(name: str) -> Template:
    """Return the template ``name``."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    folder = press_path("builders/html/templates")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
