"""Make a release of the committed book, in one folder that is replaced atomically."""

from __future__ import annotations

import shutil
from pathlib import Path

from press.core.files import swap
from press.core.jobs import Say
from press.core.settings import CONFIG, load_settings
from press.release.remake import recipe_here, remake
from press.release.repository import repository_of

RELEASE_FOLDER = "dist"


def make_release(root: Path, say: Say) -> Path:
    """Make the release of the last commit of the book at ``root``; return its folder.

    Raises PressError, and leaves the former release as it was, where anything is uncommitted or cannot be built.
    """
    repository = repository_of(root)
    repository.check_committed()
    dist = repository.root / RELEASE_FOLDER
    new = dist.with_name(f"{RELEASE_FOLDER}.new")
    shutil.rmtree(new, ignore_errors=True)
    try:
        remake(repository, recipe_here(repository), new, say)
        swap(new, dist)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    settings = load_settings(root)
    if not settings.contact and not settings.repository:
        say(f"warning: {CONFIG}: readers can report no error; set press_contact or press_repository, if one is known")
    return dist
