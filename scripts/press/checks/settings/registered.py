"""Know the settings that Sphinx, Jupyter Book and the extensions of a book register, with the types that their values may have."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.core.children.work import Job, Limits
from press.core.digests import build_cache, digest_of
from press.core.extensions import extension_files, extension_folders, extension_names
from press.core.jobs import run_jobs
from press.core.settings import EXTENSION, Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Names of types of Python by setting; where any value is right there are none.
Registered = Mapping[str, tuple[str, ...]]
_LONGEST = 120
# The setting that holds options of the theme, each of which is registered with a dot between.
THEME_OPTIONS = "html_theme_options"
# Options of Jupyter Book's own theme do nothing in that of press, and may stand in any book; what both have, ours decides.
_THEMES = ("sphinx_book_theme", "press")
# By what they were asked of, for as long as this process lives: it may look at many books with the same extensions.
_LOADED: dict[tuple[str, ...], Registered] = {}


def registered_settings(settings: Settings) -> Registered:
    """Return what stands under ``sphinx: config:`` by right; nothing where Sphinx cannot start, of which a build tells."""
    cache = build_cache(settings.build, "registered")
    files = [f"{path}\0{digest_of(path)}" for path in extension_files(settings.root)]
    question = (*extension_names(settings.root), *files)
    found: Registered = cache.get_or_compute(question, lambda: _load_once(settings.root, (cache.basis, *question)))
    if found:
        cache.save()
    return found


def _load_once(root: Path, question: tuple[str, ...]) -> Registered:
    if not _LOADED.get(question):  # nothing, where Sphinx could not start, which it may do the next time
        _LOADED[question] = _load(root)
    return _LOADED[question]


def _load(root: Path) -> Registered:
    """Start Sphinx in a child: extensions change what they like of the process that they are loaded into."""
    value = run_jobs([Job("settings", _start, (root,))], Limits(heartbeat_timeout=_LONGEST))["settings"].value
    return {name: tuple(types) for name, types in (value or {}).items()}


def _start(root: Path) -> dict[str, list[str]]:
    """Start Sphinx with the extensions of the book at ``root``, but with no setting of its, and stop once all are registered."""
    from jupyter_book.config import get_final_config  # noqa: PLC0415
    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.theming import HTMLThemeFactory  # noqa: PLC0415

    found: dict[str, list[str]] = {}

    class EnoughError(SphinxError):
        pass

    def note(app: Sphinx, config: Any) -> None:
        found.update({name: _types(option) for name, option in app.config.values.items()})
        for theme in _THEMES:
            options = HTMLThemeFactory(app).create(theme).get_options({})
            found.update({f"{THEME_OPTIONS}.{name}": _types_like(default) for name, default in options.items()})
        raise EnoughError

    sys.path[:0] = map(str, extension_folders(root))
    extensions = [EXTENSION, *extension_names(root)]
    given = {"bibtex_bibfiles": [], "sphinx": {"extra_extensions": extensions}}
    config, _ = get_final_config(user_yaml=given, cli_config={"latex_individualpages": False})
    stop = type(sys)("press_stops_here")
    stop.setup = lambda app: app.connect("config-inited", note, priority=0) and None  # type: ignore[attr-defined]
    sys.modules[stop.__name__] = stop
    config["extensions"].append(stop.__name__)
    with tempfile.TemporaryDirectory() as out, suppress(EnoughError):
        Sphinx(root, None, out, out, "dummy", confoverrides=config, status=None, warning=None)
    return found


def _types(option: Any) -> list[str]:
    """Return the types that Sphinx takes for a setting, as `sphinx.config.check_confval_types` has it."""
    kinds = option.valid_types
    if not isinstance(kinds, frozenset | set | list | tuple) or Any in kinds or callable(option.default):
        return []
    if option.default is None and not kinds:
        return []
    return sorted({kind.__name__ for kind in (*kinds, type(option.default)) if isinstance(kind, type)})


def _types_like(default: Any) -> list[str]:
    """Return the types of a theme option by its default, which is a text in the file of the theme; none where any may be right."""
    text = str(default)
    if text.lower() in ("true", "false"):
        return ["bool"]
    return ["int"] if text.isdecimal() else []
