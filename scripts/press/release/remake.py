"""Make the release of a commit in a clean copy of it, with the press of that commit if it is in the same repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from press.core.errors import PressError
from press.core.jobs import Say
from press.core.last_change import EPOCH_VARIABLE
from press.core.project import build_folder, make_writable
from press.core.resources import press_folder
from press.core.settings import BASE_URL_VARIABLE, COMMIT_VARIABLE
from press.core.text import listed
from press.release.repository import Repository, plain_environment
from press.release.requirements import not_as_locked, read_lock

# The prefix of the folders with copies, in the build folder.
_WORK = "release-"
_MOST = 5


@dataclass(frozen=True)
class Recipe:
    """The inputs of a release: the commit, and the date and the address of the site if the environment sets them."""

    commit: str
    dictated: str = ""
    address: str = ""


def recipe_here(repository: Repository) -> Recipe:
    """Return the recipe for a release of the last commit, with what the environment sets."""
    dictated, address = (os.environ.get(name, "") for name in (EPOCH_VARIABLE, BASE_URL_VARIABLE))
    return Recipe(repository.head(), dictated, address)


def remake(repository: Repository, recipe: Recipe, dist: Path, say: Say) -> None:
    """Make the release of ``recipe`` in the new folder ``dist``.

    Raises PressError where the installed packages are not those of its lock file, or the book cannot be built.
    """
    build = build_folder(repository.root)
    make_writable(build)
    for left in build.glob(f"{_WORK}*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    # A unique name, as processes of a killed run may go on for a while.
    with tempfile.TemporaryDirectory(prefix=_WORK, dir=build, ignore_cleanup_errors=True) as work:
        copy, made = Path(work, "copy"), Path(work, "dist")
        root = repository.check_out(recipe.commit, copy)
        if different := not_as_locked(read_lock(root)):
            raise _other_packages(different)
        _run(root, made, _environment(repository, recipe, copy), say)
        shutil.move(made, dist)


def _run(root: Path, dist: Path, environment: Mapping[str, str], say: Say) -> None:
    # -P: modules in the working directory are not to be imported.
    command = [sys.executable, "-P", "-m", "press.release.pack", str(root), str(dist)]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as wrong:
        child = subprocess.Popen(
            command,
            cwd=root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=wrong,
            encoding="utf-8",
            errors="replace",
        )
        try:
            for line in child.stdout or ():
                say(line.rstrip())
        except BaseException:
            child.terminate()
            raise
        finally:
            code = child.wait()
        if code:
            wrong.seek(0)
            # Paths are to be relative to the book, as the copy is temporary.
            message = wrong.read().strip().replace(f"{root}/", "")
            raise PressError(message or f"the press of that commit ended with the code {code}")


def _environment(repository: Repository, recipe: Recipe, copy: Path) -> dict[str, str]:
    """Return the environment for the program that works in ``copy``.

    It contains nothing that the release could depend on except what ``recipe`` sets and the path of the packages.
    """
    variables = {EPOCH_VARIABLE: recipe.dictated, BASE_URL_VARIABLE: recipe.address, COMMIT_VARIABLE: recipe.commit}
    code = press_folder().resolve().parent
    if code.is_relative_to(repository.top):
        code = copy / code.relative_to(repository.top)
    others = {name: value for name, value in plain_environment().items() if name not in variables}
    dictated = {name: value for name, value in variables.items() if value}
    return {**others, **dictated, "PYTHONPATH": str(code), "PYTHONIOENCODING": "utf-8"}


def _other_packages(different: list[str]) -> PressError:
    return PressError(
        f"the installed packages are not those of the lock, so that the bytes would be others: {listed(different, _MOST)}",
        remedy="install the packages of requirements.txt of that commit (make .venv/installed) and try again",
    )
