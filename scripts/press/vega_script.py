"""Vega, Vega-Lite and Vega-Embed as one script of the site, loaded only when a reader wants a live chart."""

from __future__ import annotations

import hashlib
import os
import shutil
from importlib.metadata import version
from pathlib import Path

import vl_convert
from sphinx.application import Sphinx

from press.child_process import forbid_forking
from press.settings import Settings

# What the page's own script calls.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def setup_vega_script(app: Sphinx) -> None:
    """Register where the script stands: in the edition by itself, or beside it, for all editions of a site."""
    app.add_config_value("press_shared", "_static", "html", [str])


def vega_path(app: Sphinx) -> str:
    """The address of the script, relative to the edition; it changes with the versions inside."""
    return f"{app.config.press_shared}/{_name()}"


def _name() -> str:
    versions = version("vl-convert-python"), vl_convert.get_vega_version(), vl_convert.get_vega_embed_version()
    return f"vega-{hashlib.sha256('-'.join(versions).encode()).hexdigest()[:8]}.js"


def write_vega_script(settings: Settings, folder: Path) -> None:
    """Put the script into ``folder``, and remove older ones."""
    target = folder / _name()
    folder.mkdir(parents=True, exist_ok=True)
    for older in set(folder.glob("vega-*.js")) - {target}:
        older.unlink()
    if not target.is_file():
        shutil.copyfile(_made(settings.build / "press" / target.name), target)


def _made(path: Path) -> Path:
    """Making the script takes seconds, so it is kept. Editions are built side by side: none may find half of it."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        forbid_forking()
        # The names at the top of the bundle are its own: as globals they would meet those of other scripts.
        part.write_text(f"(() => {{{vl_convert.javascript_bundle(_SNIPPET)}}})();\n", encoding="utf-8")
        part.replace(path)
    return path
