"""Tell settings of a book as Sphinx's registry of configuration values, the theme and the checks have them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sphinx.config import Config

from press.builders.html.theme import THEME_FOLDER
from press.checks.front_matter import KEYS
from press.core.settings import ENVIRONMENT, HANDED_DOWN
from press.core.text import read_utf8
from press.docs.markup import table

_HEAD = ["setting", "type", "default", "what it says"]
_TYPES = {"str": "text", "bool": "true or false", "int": "number", "list": "list", "tuple": "list", "dict": "mapping"}
# An option of the theme with the comment above it, which describes it.
_OPTION = re.compile(r'^# (.+)\n(\w+) = "(.*)"$', re.MULTILINE)


def press_settings(config: Config) -> dict[str, Any]:
    """Return the options of ``config`` that press has registered, by name; all have a description, which those of Sphinx lack."""
    return {
        name: option
        for name, option in config._options.items()
        if option.description or name.startswith(("press_", "typst_"))
    }


def theme_options() -> dict[str, tuple[str, str]]:
    """Return default and description of the options of the theme, by name."""
    options = read_utf8(THEME_FOLDER / "theme.toml").partition("[options]")[2]
    return {name: (default, text) for text, name, default in _OPTION.findall(options)}


def settings_page(config: Config) -> Iterator[str]:
    """Yield the parts of the page of settings."""
    known = press_settings(config)
    own = {name: option for name, option in known.items() if not option.description.startswith(HANDED_DOWN)}
    yield "# Settings"
    yield (
        "They stand in `_config.yml` under `sphinx: config:`. Sphinx, Jupyter Book, MyST and other extensions have settings of their own; "
        "`press check settings` knows them all."
    )
    yield "## The book"
    yield _table({name: option for name, option in own.items() if name.startswith("press_")})
    yield "## The printed edition"
    yield "Of any project of Sphinx that loads `press.typst` ([how](../typst.md))."
    yield _table({name: option for name, option in own.items() if name.startswith("typst_")})
    yield "## The EPUB"
    yield _table({name: option for name, option in own.items() if not name.startswith(("press_", "typst_"))})
    yield "## The pages"
    yield "Options of the theme, under `html_theme_options`; some have names in Jupyter Book's own settings (`html:`) as well."
    yield table(
        ["option", "default", "what it says"],
        ((f"`{name}`", f"`{default}`" if default else "", text) for name, (default, text) in theme_options().items()),
    )
    yield "## The front matter of a chapter"
    yield "The same in all languages. MyST has keys of its own."
    yield table(
        ["front matter", "what it says"],
        ((f"`{name}: {json.dumps(key.value).strip(chr(34))}`", key.description) for name, key in KEYS.items()),
    )
    yield "## What press sets itself"
    yield "Values by which a build tells a run of Sphinx what it is a part of. A book leaves them alone."
    yield _table({name: option for name, option in known.items() if name not in own})
    yield "## The environment"
    yield "What the machine knows rather than the book."
    yield table(["variable", "what it says"], ((f"`{name}`", text) for name, text in ENVIRONMENT.items()))


def _table(options: dict[str, Any]) -> str:
    return table(_HEAD, (_row(name, option) for name, option in options.items()))


def _row(name: str, option: Any) -> list[str]:
    kinds = {_TYPES[kind.__name__] for kind in option.valid_types}
    default = "" if option.default in ("", None, [], {}) else f"`{json.dumps(option.default)}`"
    return [f"`{name}`", ", ".join(sorted(kinds)), default, option.description]
