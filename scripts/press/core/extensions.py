"""Have the extensions of a book add to the registries of press, where there is no Sphinx run as well.

An extension is a Sphinx extension that the book names under ``extra_extensions`` or ``local_extensions`` of ``_config.yml``. Where it has a
function ``setup_press()``, this is called in every process that works on the book, before anything is looked up in a registry
(`press.core.registry`). Its ``setup(app)`` is Sphinx's alone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from press.core.digests import files_below
from press.core.errors import PressError
from press.core.files import file_state
from press.core.registry import drop_added
from press.core.settings import CONFIG, EXTENSION, line_of, load_yaml, section

State = tuple[object, ...]


class _Loaded:
    """The book whose extensions have registered last, in this process, and the folders in which they are found."""

    state: State = ()
    folders: tuple[str, ...] = ()


def load_extensions(root: Path) -> None:
    """Call ``setup_press`` of each extension of the book at ``root``, unless that was the last book and all its extensions are as they were.

    Raises PressError where an extension cannot be imported, or where two register the same name.
    """
    state = (root.resolve(), file_state(root / CONFIG), *((path, file_state(path)) for path in extension_files(root)))
    if state == _Loaded.state:
        return
    _Loaded.state = ()
    drop_added()
    _find_modules_in(_local(root).values())
    for name in extension_names(root):
        setup = getattr(_imported(root, name), "setup_press", None)
        if setup:
            setup()
    _Loaded.state = state


def extension_names(root: Path) -> list[str]:
    """Return the extensions that the book at ``root`` names, without press's own."""
    return [name for name in (*(_sphinx(root).get("extra_extensions") or ()), *_local(root)) if name != EXTENSION]


def extension_files(root: Path) -> list[Path]:
    """Return the modules in the folders of ``local_extensions``, which are sources of the book."""
    return [path for folder in sorted(set(_local(root).values())) for path in files_below(folder, "*.py")]


def _sphinx(root: Path) -> Mapping[str, Any]:
    return section(root / CONFIG, load_yaml(root / CONFIG), "sphinx")


def _local(root: Path) -> dict[str, Path]:
    """Return the extensions that stand in the book itself, with the folder of each."""
    named = section(root / CONFIG, _sphinx(root), "local_extensions")
    return {str(name): (root / str(folder)).resolve() for name, folder in named.items()}


def _find_modules_in(folders: Iterable[Path]) -> None:
    """Have the modules in ``folders`` be imported anew: they may have changed, or be another book's of the same name."""
    sys.path[:] = [path for path in sys.path if path not in _Loaded.folders]
    _Loaded.folders = tuple(dict.fromkeys(map(str, folders)))
    sys.path[:0] = _Loaded.folders
    importlib.invalidate_caches()
    names = {path.stem for folder in _Loaded.folders for path in Path(folder).iterdir()}
    for name in [name for name in sys.modules if name.partition(".")[0] in names]:
        del sys.modules[name]


def _imported(root: Path, name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise PressError(
            f"the extension {name} cannot be imported: {type(error).__name__}: {error}",
            file=root / CONFIG,
            line=line_of(root / CONFIG, name) or line_of(root / CONFIG, "extra_extensions"),
            remedy="correct its name, install its package, or correct the extension",
        ) from None
