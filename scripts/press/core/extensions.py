"""Load the extensions of a book so that they can add to the registries of press, in processes without Sphinx as well.

An extension is a Sphinx extension that the book names under ``extra_extensions`` or ``local_extensions`` of ``_config.yml``. Its
function ``setup_press()``, if it has one, is called in every process that works on the book, before anything is looked up in a registry
(`press.core.registry`). Its ``setup(app)`` is called by Sphinx alone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from importlib.abc import InspectLoader
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from press.core.caches import clear_all_caches
from press.core.digests import files_below
from press.core.errors import PressError
from press.core.files import file_state
from press.core.reading.yaml_file import line_of, load_yaml, section
from press.core.registry import drop_added
from press.core.settings import CONFIG, EXTENSION, extra_extensions

State = tuple[object, ...]
_SETUP = "setup_press"


class _Loaded:
    """The book whose extensions this process has loaded last (``state`` is None before the first), with their folders and module files."""

    state: State | None = None
    folders: tuple[str, ...] = ()
    modules: frozenset[str] = frozenset()


def load_extensions(root: Path) -> None:
    """Call ``setup_press`` of each extension of the book at ``root``, unless they are loaded already and unchanged.

    Raises PressError where an extension is misnamed or cannot be imported, or where two register the same name.
    """
    files = extension_files(root)
    state = (root.resolve(), file_state(root / CONFIG), *((path, file_state(path)) for path in files))
    if state == _Loaded.state:
        return
    if _Loaded.state is not None:
        drop_added()
        # Cached values may depend on what another book has registered.
        clear_all_caches()
    _Loaded.state = ()
    _drop_modules(_Loaded.modules)
    _Loaded.modules = frozenset(map(str, files))
    _find_modules_in(extension_folders(root))
    for name in extension_names(root):
        _set_up(root, name)
    _Loaded.state = state


def extension_names(root: Path) -> list[str]:
    """Return the names of the extensions that the book at ``root`` lists, without press's own."""
    named = [*extra_extensions(root / CONFIG, _sphinx(root)), *_local(root)]
    return [name for name in dict.fromkeys(named) if name != EXTENSION]


def extension_folders(root: Path) -> list[Path]:
    """Return the folders of the extensions that are part of the book itself."""
    return list(dict.fromkeys(_local(root).values()))


def extension_files(root: Path) -> list[Path]:
    """Return all files in the folders of ``local_extensions``, modules and whatever these may read: they are sources of the book."""
    return [path for folder in extension_folders(root) for path in _files_in(folder, root.resolve())]


def forget_modules(root: Path) -> None:
    """Drop the modules of files below ``root``, except press itself, from ``sys.modules``.

    They are then imported anew, so that `press.core.tracking` records which notebook reads them.
    """
    _drop_modules(
        file
        for module in list(sys.modules.values())
        if (file := _file_of(module)).startswith(f"{root}/") and not file.startswith(f"{sys.prefix}/")
    )


def _sphinx(root: Path) -> Mapping[str, Any]:
    path = root / CONFIG
    # A plain Sphinx project has no such file.
    return section(path, load_yaml(path) if path.is_file() else {}, "sphinx")


def _local(root: Path) -> dict[str, Path]:
    """Return the extensions under ``local_extensions``, with the folder of each."""
    named = section(root / CONFIG, _sphinx(root), "local_extensions")
    return {str(name): _folder(root, str(name), folder) for name, folder in named.items()}


def _folder(root: Path, name: str, folder: Any) -> Path:
    found = (root / str(folder)).resolve()
    if not isinstance(folder, str) or not found.is_dir():
        message = f"the extension {name} is to stand in the folder '{folder}', which is not there"
        remedy = f"write the path of its folder from that of {CONFIG}, as '{name}: extensions'"
        raise _fault(root, name, message, remedy)
    return found


def _files_in(folder: Path, root: Path) -> list[Path]:
    """Return the files below ``folder``; where the book itself is below it, only the modules and packages in it."""
    if not root.is_relative_to(folder):
        return _seen_below(folder)
    packages = (path.parent for path in sorted(folder.glob("*/__init__.py")))
    return [*sorted(folder.glob("*.py")), *(path for package in packages for path in _seen_below(package))]


def _seen_below(folder: Path) -> list[Path]:
    """Return the files below ``folder`` that are not hidden, as those of editors and Git are."""
    found = files_below(folder)
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _find_modules_in(folders: Iterable[Path]) -> None:
    sys.path[:] = [path for path in sys.path if path not in _Loaded.folders]
    _Loaded.folders = tuple(map(str, folders))
    sys.path[:0] = _Loaded.folders
    importlib.invalidate_caches()


def _drop_modules(files: Iterable[str]) -> None:
    """Drop the modules in ``files`` from ``sys.modules``: they may have changed, or belong to another book."""
    dropped = set(files)
    for name, module in list(sys.modules.items()):
        if _file_of(module) in dropped and name.partition(".")[0] not in ("press", "__main__"):
            del sys.modules[name]


def _file_of(module: ModuleType) -> str:
    return getattr(module, "__file__", None) or ""


def _set_up(root: Path, name: str) -> None:
    """Call ``setup_press`` of an extension; do not import one that has none, as Sphinx alone needs it."""
    try:
        setup = getattr(importlib.import_module(name), _SETUP, None) if _SETUP in _source(name) else None
        if setup:
            setup()
    except PressError as error:
        raise _fault(root, name, f"the extension {name}: {error.message}", error.remedy) from None
    except Exception as error:
        message = f"the extension {name} cannot be loaded: {type(error).__name__}: {error}"
        raise _fault(root, name, message, "correct its name, install its package, or correct the extension") from None


def _source(name: str) -> str:
    """Return the source of a module without importing it; raise ModuleNotFoundError where there is none of that name."""
    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named '{name}'")
    return (spec.loader.get_source(name) or "") if isinstance(spec.loader, InspectLoader) else ""


def _fault(root: Path, name: str, message: str, remedy: str | None) -> PressError:
    path = root / CONFIG
    return PressError(message, file=path, line=line_of(path, name) or line_of(path, "extra_extensions"), remedy=remedy)
