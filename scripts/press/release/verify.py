"""Verify a release: that its files match its manifest, and that its commit gives the same bytes again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.core.errors import PressError
from press.core.jobs import Say
from press.core.project import build_folder, make_writable
from press.release.archives import Content, archived, contents_below, is_archive
from press.release.manifest import MANIFEST_FILE, Manifest, read_manifest
from press.release.reasons import reasons
from press.release.remake import Recipe, remake
from press.release.repository import Repository, repository_of

_MOST = 10
# Makes a release again, in a folder.
Remake = Callable[[Repository, Recipe, Path, Say], None]


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
    for name, told in _differences(manifest.files, found):
        yield f"{name}: {told}"


def _differences(wanted: Mapping[str, Content], found: Mapping[str, Content]) -> Iterator[tuple[str, str]]:
    for name in sorted({*wanted, *found}):
        if name not in found:
            yield name, "it is missing"
        elif name not in wanted:
            yield name, "it was added: the manifest does not have it"
        elif wanted[name] != found[name]:
            size = (
                f" ({wanted[name].size} bytes then, {found[name].size} now)"
                if wanted[name].size != found[name].size
                else ""
            )
            yield name, f"it was edited after the release was made{size}"


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
            inside = {name.removeprefix(prefix): content for name, content in held.items()}
            for name, told in list(_differences(manifest.site, inside))[:_MOST]:
                yield f"{path.name}, {name}: {told}"


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
    differing = [*_others("", manifest.files, made.files), *_others("in the site, ", manifest.site, made.site)]
    unlike = list(reasons(manifest, made))
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


def _others(where: str, wanted: Mapping[str, Content], made: Mapping[str, Content]) -> Iterator[str]:
    for name in sorted({*wanted, *made}):
        if name not in made:
            yield f"{where}{name}: the commit does not give such a file"
        elif name not in wanted:
            yield f"{where}{name}: the commit gives this file, and the release has none"
        elif wanted[name] != made[name]:
            yield f"{where}{name}: the commit gives other bytes"
