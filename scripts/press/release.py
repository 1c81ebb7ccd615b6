"""Make the files of a release from a clean copy of the last commit, with their SHA-256."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from itertools import filterfalse
from pathlib import Path

from press.citation.settings import load_citation
from press.core.errors import PressError
from press.core.files import add_entry, swap
from press.core.project import build_folder, source_epoch
from press.core.settings import BASE_URL_VARIABLE, COMMIT_VARIABLE, Settings, load_settings
from press.core.text import read_utf8
from press.edition.chapters import chapter_files

RELEASE_FOLDER = "dist"
CHANGES_FILE = "CHANGES.md"
SUMS_FILE = "SHA256SUMS"
# What is given away beside the whole site.
_DOWNLOADS = ("*.pdf", "*.epub", "shared/*.zip", "shared/*.xlsx", "_downloads/*/*-notebooks.*.zip")


def make_release(root: Path) -> Path:
    """Build the last commit of the book at ``root`` in a clean copy, and pack it into a folder, which is returned.

    Raises PressError, and leaves the former release as it was, where anything is uncommitted or cannot be built.
    """
    commit = _git(root, "rev-parse", "--verify", "HEAD").strip()
    if changed := _git(root, "status", "--porcelain", "--", ".", f":(exclude){RELEASE_FOLDER}*", ":(exclude)_build"):
        message = f"not all is committed, so that nobody could make this release again:\n{changed.rstrip()}"
        remedy = "commit these files, or put them aside (git stash --include-untracked), and try again"
        raise PressError(message, file=root, remedy=remedy)
    with tempfile.TemporaryDirectory(prefix="release-", dir=build_folder(root), ignore_cleanup_errors=True) as work:
        copy, new = Path(work, "copy"), Path(work, RELEASE_FOLDER)
        _git(root, "clone", "--quiet", "--shared", _git(root, "rev-parse", "--show-toplevel").strip(), str(copy))
        book = copy / _git(root, "rev-parse", "--show-prefix").strip()
        command = [sys.executable, "-P", "-m", "press.cli", "--root", str(book), "build"]
        if subprocess.run(command, env=os.environ | {COMMIT_VARIABLE: commit}, check=False).returncode:
            raise PressError(f"the commit {commit} cannot be built; what is wrong is told above", file=root)
        _pack(book, commit, new)
        swap(new, root / RELEASE_FOLDER)
    return root / RELEASE_FOLDER


def _git(root: Path, *arguments: str) -> str:
    run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    if run.returncode:
        reason = (run.stderr.strip().splitlines() or ["no answer"])[0]
        message = f"git cannot tell from which commit a release would be made: {reason}"
        remedy = "work in a clone of the book; a book that has no repository yet begins with git init and a commit"
        raise PressError(message, file=root, remedy=remedy)
    return run.stdout


def _pack(root: Path, commit: str, dist: Path) -> None:
    """Write the files of the release of the book that was built at ``root`` to the new folder ``dist``."""
    settings = load_settings(root)
    site, date = build_folder(root) / "site", dt.datetime.fromtimestamp(int(source_epoch(root)), dt.UTC)
    notes = changes_of(root, load_citation(root).version)
    dist.mkdir()
    with zipfile.ZipFile(dist / f"{settings.slug}-site.zip", "w") as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            add_entry(archive, f"{settings.slug}-site/{path.relative_to(site).as_posix()}", path.read_bytes())
    for path in (path for pattern in _DOWNLOADS for path in site.rglob(pattern)):
        shutil.copyfile(path, dist / path.name)
    address = f"{BASE_URL_VARIABLE}={settings.base_url} " if settings.base_url else ""
    facts = f"{date.date().isoformat()}, commit {commit}, made by `{address}make release`"
    missing = "\n".join(f"- {line}" for line in untranslated(settings))
    text = "\n\n".join(filter(None, [f"# {settings.editions[0].title}", facts, missing, notes]))
    (dist / "RELEASE.md").write_text(f"{text}\n", encoding="utf-8")
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(dist.iterdir())]
    (dist / SUMS_FILE).write_text("".join(sums), encoding="utf-8")


def untranslated(settings: Settings) -> list[str]:
    """Return how many chapters each language lacks, which are there in the first: "2 of 7 chapters are not translated into 'ru': ..."."""
    default, *others = settings.languages
    first = chapter_files(settings, default)
    missing = {language: [*filterfalse(chapter_files(settings, language).__contains__, first)] for language in others}
    of = f"of {len(first)} chapters are not translated into"
    return [f"{len(names)} {of} '{language}': {', '.join(names)}" for language, names in missing.items() if names]


def changes_of(root: Path, version: str) -> str:
    """Return what `CHANGES.md` says below the heading of ``version``; empty where there is no such file."""
    path = root / CHANGES_FILE
    if not path.is_file():
        return ""
    if said := re.search(rf"^## +v?{re.escape(version)}\b.*\n((?:(?!## ).*\n?)+)", read_utf8(path), re.MULTILINE):
        return said[1].strip()
    remedy = f"write what has changed for readers below a heading '## {version or 'x.y.z'}', and commit it"
    raise PressError(f"nothing is said of version {version or '(none is known)'}", file=path, remedy=remedy)
