"""Query git about a book: the current commit, uncommitted changes, and a clean copy of any commit."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from press.core.errors import PressError
from press.core.text import listed

# Folders that press itself makes beside the sources, whether or not git ignores them.
_MADE = ("_build", "dist", "dist.new", "dist.old")
_MOST = 5
_NO_HOOKS = f"core.hooksPath={os.devnull}"


@dataclass(frozen=True)
class Repository:
    """The git repository of the book at ``root``; ``top`` is its top folder, which may be above that of the book."""

    root: Path
    top: Path

    def head(self) -> str:
        """Return the full hash of the current commit; raise PressError where there is none yet."""
        run = _git(self.root, "rev-parse", "--verify", "HEAD")
        if run.returncode:
            raise PressError("nothing has been committed yet", file=self.top, remedy="commit the book first")
        return run.stdout.strip()

    def uncommitted(self) -> list[str]:
        """Return the paths that have changed since the last commit, or were never committed."""
        made = [f":(exclude,top){(self.root.relative_to(self.top) / name).as_posix()}" for name in _MADE]
        run = _git(self.top, "status", "--porcelain", "-z", "--no-renames", "--", ".", *made)
        return sorted(entry[3:] for entry in run.stdout.split("\0") if entry)

    def check_committed(self) -> None:
        """Raise PressError where anything is uncommitted."""
        changed = self.uncommitted()
        if not changed:
            return
        raise PressError(
            f"not all is committed, so that nobody could make this release again: {listed(changed, _MOST)}",
            file=self.top,
            remedy="commit these files, or put them aside (git stash --include-untracked), and try again",
        )

    def has(self, commit: str) -> bool:
        """Return whether ``commit`` is in this repository."""
        return not _git(self.top, "cat-file", "-e", f"{commit}^{{commit}}").returncode

    def check_out(self, commit: str, folder: Path) -> Path:
        """Check out ``commit`` into the new folder ``folder``, byte for byte as committed; return the path of the book in it."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        # Byte for byte: git must not convert line ends or links to what this machine prefers, nor run hooks.
        exact = [f"--config={one}" for one in ("core.autocrlf=false", "core.eol=lf", "core.symlinks=true", _NO_HOOKS)]
        for arguments in (
            ("clone", "--quiet", "--shared", "--no-checkout", *exact, str(self.top), str(folder)),
            ("-C", str(folder), "checkout", "--quiet", "--detach", commit),
        ):
            run = _git(self.top, *arguments)
            if run.returncode:
                raise PressError(f"git cannot check out {commit}: {run.stderr.strip()}", file=self.top)
        return folder / self.root.relative_to(self.top)


def repository_of(root: Path) -> Repository:
    """Return the repository of the book at ``root``; raise PressError where there is none, or git cannot read it."""
    if not shutil.which("git"):
        raise PressError("git is not installed, by which a release knows what it is made from", remedy="install git")
    run = _git(root, "rev-parse", "--show-toplevel")
    if run.returncode:
        reason = (run.stderr.strip().splitlines() or ["no answer"])[0]
        raise PressError(
            f"git cannot tell from which commit a release would be made: {reason}",
            file=root,
            remedy="work in a clone of the book; a book that has no repository yet begins with git init and a commit",
        )
    return Repository(root.resolve(), Path(run.stdout.strip()).resolve())


def plain_environment() -> dict[str, str]:
    """Return the environment without git's variables, which git sets for programs that it starts and which would name another repository."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=plain_environment()
    )
