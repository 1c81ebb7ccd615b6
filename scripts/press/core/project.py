"""Find a book on disk and its build folder."""

from __future__ import annotations

import errno
import tomllib
from pathlib import Path

from press.core.caches import cached_per_build
from press.core.errors import PressError, machine_fault
from press.core.text import read_utf8

MARKER = "_config.yml"
# Errors that no other folder on the same disk, and no permission, would avoid.
_NO_MATTER_WHERE = (errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.EIO)


def build_folder(root: Path) -> Path:
    """Return the folder for all that is made from the book at ``root``."""
    return root / "_build"


def make_writable(folder: Path) -> None:
    """Create ``folder`` where it is missing; raise PressError where nothing can be written into it."""
    try:
        folder.mkdir(exist_ok=True)
        (folder / "writable").touch()
        (folder / "writable").unlink()
    except OSError as error:
        raise unwritable(folder, error) from None


def unwritable(folder: Path, error: OSError) -> PressError:
    """Return the error for a ``folder`` in which writing failed with ``error``."""
    if error.errno in _NO_MATTER_WHERE and (fault := machine_fault(error)):
        return fault
    remedy = "make the folder writable for you, or remove it if it is a file"
    return PressError(f"nothing can be written here: {error.strerror}", file=folder, remedy=remedy)


def find_root(start: Path | None = None) -> Path:
    """Return the nearest folder at or above ``start`` (by default the working directory) that holds ``_config.yml``.

    Raises PressError where there is none.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / MARKER).is_file():
            return folder
    message = f"no book here: neither this folder nor any above it holds {MARKER}"
    raise PressError(message, file=here, remedy="work inside the folder of the book")


@cached_per_build
def project_version(root: Path) -> str:
    """Return the version in the ``pyproject.toml`` of the book at ``root``; empty where there is none.

    Raises PressError where the file cannot be read.
    """
    path = root / "pyproject.toml"
    if not path.is_file():
        return ""
    try:
        project = tomllib.loads(read_utf8(path)).get("project")
    except tomllib.TOMLDecodeError as error:
        raise PressError(f"the file cannot be read: {error}", file=path, remedy="correct the line named") from None
    return str(project.get("version", "")) if isinstance(project, dict) else ""
