"""Verify a release: that its files match its manifest, and that its commit gives the same bytes again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from press.core.errors import PressError
from press.core.jobs import Say
from press.core.project import build_folder, make_writable
from press.release.archives import Content, archived, contents_below, is_archive
from press.release.manifest import MANIFEST_FILE, Manifest, read_manifest
from press.release.remake import Recipe, remake
from press.release.repository import Repository, repository_of

_MOST = 10
# Makes a release again, in a folder.
Remake = Callable[[Repository, Recipe, Path, Say], None]


# The words for a file that is missing, was added, or has changed; with its sizes.
_EDITED = ("it is missing", "it was added: the manifest does not have it", "it was edited after the release was made{}")
_REMADE = (
    "the commit does not give such a file",
    "the commit gives this file, and the release has none",
    "the commit gives other bytes",
)


@dataclass
class Comparison:
    """Differences, each in plain words: of ``files`` from the manifest, and of ``bytes`` from the rebuilt release, with reasons."""

    commit: str
    files: list[str] = field(default_factory=list)
    bytes: list[str] = field(default_factory=list)

    @property
    def is_proved(self) -> bool:
        """Return whether nothing differs."""
        return not self.files and not self.bytes


def verify(root: Path, release: Path, say: Say, *, rebuild: bool = True, remake: Remake = remake) -> Comparison:
    """Compare ``release``, a folder or its manifest alone, with its manifest and, if ``rebuild``, with what its commit gives.

    Raises PressError where that is impossible: there is no manifest, its commit is not here, other packages are installed.
    """
    path = release / MANIFEST_FILE if release.is_dir() else release
    manifest = read_manifest(path)
    comparison = Comparison(manifest.commit)
    if release.is_dir():
        comparison.files = [*_unlike_manifest(release, manifest), *_unlike_site(release, manifest)]
        say(f"{len(manifest.files)} files compared with the manifest")
    if rebuild:
        comparison.bytes = list(_rebuilt(root, path, manifest, say, remake))
    return comparison


def _unlike_manifest(release: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the files of the folder ``release`` that differ from its manifest."""
    found = {name: content for name, content in contents_below(release).items() if name != MANIFEST_FILE}
    yield from _differences(_EDITED, "", manifest.files, found)


def _differences(
    words: tuple[str, str, str], where: str, wanted: Mapping[str, Content], found: Mapping[str, Content]
) -> Iterator[str]:
    """Yield, in ``words``, the files that are not ``found`` as they are ``wanted``; ``where`` stands before their names."""
    missing, added, changed = words
    for name in sorted({*wanted, *found}):
        then, now = wanted.get(name), found.get(name)
        if then and now and then != now:
            sizes = f" ({then.size} bytes then, {now.size} now)" if then.size != now.size else ""
            yield f"{where}{name}: {changed.format(sizes)}"
        elif then != now:
            yield f"{where}{name}: {missing if then else added}"


def _unlike_site(release: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the files in the packed sites that differ from the manifest, and the archives that are unsafe."""
    for path in sorted(path for path in release.iterdir() if path.is_file() and is_archive(path)):
        try:
            held = archived(path)
        except PressError as error:
            yield f"{path.name}: {error.message}"
            continue
        if path.name in (f"{manifest.book}-site.tar.gz", f"{manifest.book}-site.zip"):
            prefix = f"{manifest.book}-site/"
            # A file beside the folder must not stand for one in it.
            inside = {
                name.removeprefix(prefix) if name.startswith(prefix) else f"../{name}": content
                for name, content in held.items()
            }
            yield from islice(_differences(_EDITED, f"{path.name}, ", manifest.site, inside), _MOST)


def _rebuilt(root: Path, path: Path, manifest: Manifest, say: Say, remake: Remake) -> Iterator[str]:
    """Yield the differences between the release and its rebuilt commit, after the reasons, as far as these can be found."""
    repository = repository_of(root)
    _check_known(repository, path, manifest)
    recipe = Recipe(manifest.commit, manifest.dictated, manifest.address)
    say(f"making the commit {manifest.commit[:12]} again, in a clean copy")
    build = build_folder(root)
    make_writable(build)
    with tempfile.TemporaryDirectory(prefix="verify-", dir=build, ignore_cleanup_errors=True) as scratch:
        again = Path(scratch, "dist")
        remake(repository, recipe, again, say)
        made = read_manifest(again / MANIFEST_FILE)
    differing = [
        *_differences(_REMADE, "", manifest.files, made.files),
        *_differences(_REMADE, "in the site, ", manifest.site, made.site),
    ]
    unlike = list(_reasons(manifest, made))
    if differing and not unlike:
        unlike = [
            "why is not known: commit, packages and press are the same. Tell those who keep the book, with this list"
        ]
    yield from unlike
    yield from differing[:_MOST]
    if len(differing) > _MOST:
        yield f"... and {len(differing) - _MOST} files more"


def _check_known(repository: Repository, path: Path, manifest: Manifest) -> None:
    if len(manifest.commit) not in (40, 64) or not set(manifest.commit) <= set("0123456789abcdef"):
        raise PressError(f"the manifest names no commit, but '{manifest.commit}'", file=path)
    if not repository.has(manifest.commit):
        raise PressError(
            f"the commit {manifest.commit} is not in this repository",
            file=repository.top,
            remedy="fetch it (git fetch --unshallow, git fetch --tags), or work in a fresh clone of the book. "
            "If it is nowhere, the release was made from something that was never published",
        )


def _reasons(release: Manifest, again: Manifest) -> Iterator[str]:
    """Yield, in plain words, each input of ``release`` that differs from that of ``again``, made from its commit."""
    if release.lock != again.lock:
        yield "the release was made with another lock: its requirements.txt is not that of the commit"
    for name in sorted({*release.tools, *again.tools}):
        then, now = release.tools.get(name) or "none", again.tools.get(name) or "none"
        if then != now:
            yield f"the package {name}: {then} in the release, {now} here"
    made, has = release.press.get("version"), again.press.get("version")
    if made != has:
        yield f"the release was made by press {made}, the commit has {has}"
    elif release.press != again.press:
        yield "the release was made by a press whose files are not those of the commit"
    for name, then, now in (
        ("book", release.book, again.book),
        ("version", release.version, again.version),
        ("date", release.date, again.date),
        ("address of the site", release.address, again.address),
    ):
        if then != now:
            yield f"the manifest gives as {name} '{then}', the commit '{now}'"
