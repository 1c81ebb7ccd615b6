"""Have the extensions of a book add to the registries of press, where there is no Sphinx run as well.

An extension is a Sphinx extension that the book names under ``extra_extensions`` or ``local_extensions`` of ``_config.yml``. Where it has a
function ``setup_press()``, this is called in every process that works on the book, before anything is looked up in a registry
(`press.core.registry`). Its ``setup(app)`` is Sphinx's alone.
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
from press.core.reading.yaml_file import load_yaml
from press.core.registry import drop_added
from press.core.settings import CONFIG, EXTENSION, extra_extensions, line_of, section

State = tuple[object, ...]
_SETUP = "setup_press"


class _Loaded:
    """The book whose extensions have registered last, in this process (None before the first), with their folders and modules."""

    state: State | None = None
    folders: tuple[str, ...] = ()
    modules: frozenset[str] = frozenset()


def load_extensions(root: Path) -> None:
    """Call ``setup_press`` of each extension of the book at ``root``, unless that was the last book and all its extensions are as they were.

    Raises PressError where an extension is not named as it should be or cannot be imported, or where two register the same name.
    """
    files = extension_files(root)
    state = (root.resolve(), file_state(root / CONFIG), *((path, file_state(path)) for path in files))
    if state == _Loaded.state:
        return
    if _Loaded.state is not None:
        drop_added()
        # What is remembered may rest on what another book has registered.
        clear_all_caches()
    _Loaded.state = ()
    _drop_modules(_Loaded.modules)
    _Loaded.modules = frozenset(map(str, files))
    _find_modules_in(extension_folders(root))
    for name in extension_names(root):
        _set_up(root, name)
    _Loaded.state = state


def extension_names(root: Path) -> list[str]:
    """Return the extensions that the book at ``root`` names, without press's own."""
    named = [*extra_extensions(root / CONFIG, _sphinx(root)), *_local(root)]
    return [name for name in dict.fromkeys(named) if name != EXTENSION]


def extension_folders(root: Path) -> list[Path]:
    """Return the folders in which extensions stand that are the book's own."""
    return list(dict.fromkeys(_local(root).values()))


def extension_files(root: Path) -> list[Path]:
    """Return what stands in the folders of ``local_extensions``, modules and all that they may read: these are sources of the book."""
    return [path for folder in extension_folders(root) for path in _files_in(folder, root.resolve())]


def forget_modules(root: Path) -> None:
    """Have what stands below ``root`` be imported anew, but press itself: who imports it is then seen to read it."""
    _drop_modules(
        file
        for module in list(sys.modules.values())
        if (file := _file_of(module)).startswith(f"{root}/") and not file.startswith(f"{sys.prefix}/")
    )


def _sphinx(root: Path) -> Mapping[str, Any]:
    path = root / CONFIG
    # A project of Sphinx has no such file.
    return section(path, load_yaml(path) if path.is_file() else {}, "sphinx")


def _local(root: Path) -> dict[str, Path]:
    """Return the extensions that stand in the book itself, with the folder of each."""
    named = section(root / CONFIG, _sphinx(root), "local_extensions")
    return {str(name): _folder(root, str(name), folder) for name, folder in named.items()}


def _folder(root: Path, name: str, folder: Any) -> Path:
    found = (root / str(folder)).resolve()
    if not isinstance(folder, str) or not found.is_dir():
        told = f"the extension {name} is to stand in the folder '{folder}', which is not there"
        raise _fault(root, name, told, f"write the path of its folder from that of {CONFIG}, as '{name}: extensions'")
    return found


def _files_in(folder: Path, root: Path) -> list[Path]:
    """Return the files below ``folder``; of one in which the book itself stands, modules and packages alone."""
    if not root.is_relative_to(folder):
        return _seen_below(folder)
    packages = (path.parent for path in sorted(folder.glob("*/__init__.py")))
    return [*sorted(folder.glob("*.py")), *(path for package in packages for path in _seen_below(package))]


def _seen_below(folder: Path) -> list[Path]:
    """Return the files below ``folder`` that are not hidden, as what editors and Git keep is."""
    found = files_below(folder)
    return [path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _find_modules_in(folders: Iterable[Path]) -> None:
    sys.path[:] = [path for path in sys.path if path not in _Loaded.folders]
    _Loaded.folders = tuple(map(str, folders))
    sys.path[:0] = _Loaded.folders
    importlib.invalidate_caches()


def _drop_modules(files: Iterable[str]) -> None:
    """Have the modules in ``files`` be imported anew: they may have changed, or be another book's of the same name."""
    dropped = set(files)
    for name, module in list(sys.modules.items()):
        if _file_of(module) in dropped and name.partition(".")[0] not in ("press", "__main__"):
            del sys.modules[name]


def _file_of(module: ModuleType) -> str:
    return getattr(module, "__file__", None) or ""


def _set_up(root: Path, name: str) -> None:
    """Have an extension register; one that does not, Sphinx alone imports."""
    try:
        setup = getattr(importlib.import_module(name), _SETUP, None) if _SETUP in _source(name) else None
        if setup:
            setup()
    except PressError as error:
        raise _fault(root, name, f"the extension {name}: {error.message}", error.remedy) from None
    except Exception as error:
        told = f"the extension {name} cannot be loaded: {type(error).__name__}: {error}"
        raise _fault(root, name, told, "correct its name, install its package, or correct the extension") from None


def _source(name: str) -> str:
    """Return the text of a module, without importing it; raise ModuleNotFoundError where there is none of that name."""
    spec = find_spec(name)
    if spec is None:
        raise ModuleNotFoundError(f"No module named '{name}'")
    return (spec.loader.get_source(name) or "") if isinstance(spec.loader, InspectLoader) else ""


def _fault(root: Path, name: str, told: str, remedy: str | None) -> PressError:
    path = root / CONFIG
    return PressError(told, file=path, line=line_of(path, name) or line_of(path, "extra_extensions"), remedy=remedy)
