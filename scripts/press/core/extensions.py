"""Load the extensions of a book so that they can add to the registries of press, in processes without Sphinx as well.

An extension is a Sphinx extension that the book names under ``extra_extensions`` or ``local_extensions`` of ``_config.yml``. Its
function ``setup_press()``, if it has one, is called in every process that works on the book, before anything is looked up in a registry
(`press.core.registry`). Its ``setup(app)`` is called by Sphinx alone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press.core.caches import clear_all_caches
from press.core.digests import files_below
from press.core.errors import PressError
from press.core.files import FileState, file_state
from press.core.reading import line_of, names_in, section
from press.core.registry import drop_added
from press.core.settings import CONFIG, EXTENSION, sphinx_section

# The settings with the extensions that this process has loaded last, with their state then.
_LOADED: dict[Path, FileState] = {}


def load_extensions(root: Path) -> None:
    """Call ``setup_press`` of each extension of the book at ``root``, once for the same settings.

    Raises PressError where an extension is misnamed or cannot be imported.
    """
    config = (root / CONFIG).resolve()
    if _LOADED.get(config) == file_state(config):
        return
    unload_extensions()
    sys.path[:0] = [str(folder) for folder in extension_folders(root) if str(folder) not in sys.path]
    named = [*names_in(root / CONFIG, sphinx_section(root), "extra_extensions", or_one=True), *_local(root)]
    for name in (name for name in dict.fromkeys(named) if name != EXTENSION):
        try:
            if not (spec := find_spec(name)):
                raise ModuleNotFoundError(f"No module named '{name}'")
            # One that has no such function is not imported, as Sphinx alone needs it.
            if str(spec.origin).endswith(".py") and "def setup_press(" in Path(str(spec.origin)).read_text("utf-8"):
                importlib.import_module(name).setup_press()
        except Exception as error:
            message = f"the extension {name} cannot be loaded: {type(error).__name__}: {error}"
            line = line_of(config, name) or line_of(config, "extra_extensions")
            remedy = "correct its name, install its package, or correct the extension"
            raise PressError(message, file=root / CONFIG, line=line, remedy=remedy) from None
    _LOADED[config] = file_state(config)


def unload_extensions() -> None:
    """Remove what the extensions of the last book have added, and cached values, which may depend on it."""
    if _LOADED:
        drop_added()
        clear_all_caches()
        _LOADED.clear()


def book_at_work() -> Path | None:
    """Return the folder of the book that this process works on, whose extensions it has loaded.

    None where it works on none.
    """
    return next((config.parent for config in _LOADED), None)


def extension_folders(root: Path) -> list[Path]:
    """Return the folders of the extensions that are part of the book itself."""
    return list(dict.fromkeys((root / str(folder)).resolve() for folder in _local(root).values()))


def extension_files(root: Path) -> list[Path]:
    """Return the modules in the folders of ``local_extensions``, and all files of packages there: they are sources of the book."""
    folders = extension_folders(root)
    packages = (path.parent for folder in folders for path in sorted(folder.glob("*/__init__.py")))
    modules = (path for folder in folders for path in sorted(folder.glob("*.py")))
    return [*modules, *(path for package in packages for path in files_below(package))]


def forget_modules(root: Path) -> None:
    """Drop the modules of files below ``root``, except press itself, from ``sys.modules``.

    They are then imported anew, so that `press.core.tracking` records which notebook reads them.
    """
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        is_own = file.startswith(f"{root}/") and not file.startswith(f"{sys.prefix}/")
        if is_own and name.partition(".")[0] not in ("press", "__main__"):
            del sys.modules[name]


def _local(root: Path) -> Mapping[str, Any]:
    return section(root / CONFIG, sphinx_section(root), "local_extensions")
