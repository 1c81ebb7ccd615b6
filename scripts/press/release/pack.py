"""Build a book and pack the files of a release; also a program: ``python -m press.release.pack ROOT DIST``.

`press.release.remake` runs the program with the press of a commit to make the release of that commit.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import nbformat
from packaging.requirements import Requirement

from press.build.book import build_book
from press.build.lock import locked
from press.citation.settings import CitationSettings, load_citation
from press.core.digests import press_fingerprint
from press.core.errors import PressError, told_fault
from press.core.jobs import Say
from press.core.last_change import EPOCH_VARIABLE, source_epoch
from press.core.outputs import SHARED, Site
from press.data.sources import Sources
from press.directives.data_package import has_data, zip_name
from press.edition.load import load_sources
from press.notebooks.run import clean, executed_notebooks
from press.release.archives import content_of, contents_below, tarred, zipped
from press.release.components import bundled_components
from press.release.manifest import Manifest, write_manifest
from press.release.notes import changes_of
from press.release.notice import NOTICE_FILE, notice
from press.release.requirements import LOCK_FILE, installed_version, read_lock
from press.release.sbom import PRESS, SBOM_FILE, sbom

_NOTES_FILE = "RELEASE.md"


def pack(root: Path, dist: Path, say: Say) -> None:
    """Build the book at ``root`` and write the files of a release to the new folder ``dist``.

    Raises PressError where the book cannot be built, or `CHANGES.md` lacks its version.
    """
    citation = load_citation(root)
    changes = changes_of(root, citation.version)
    site = build_book(root, say)
    with locked(root, say):
        sources = load_sources(root)
        files = dict(_files(sources, citation, site, changes))
    dist.mkdir(parents=True)
    for name, content in files.items():
        (dist / name).write_bytes(content)
    write_manifest(_manifest(sources, citation, site, dist), dist)


def _files(sources: Sources, citation: CitationSettings, site: Site, changes: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file of the release except the manifest."""
    settings, slug, date = sources.settings, sources.settings.slug, _date(sources.root)
    pages = {f"{slug}-site/{path}": (site.folder / path).read_bytes() for path in contents_below(site.folder)}
    yield f"{slug}-site.tar.gz", tarred(pages, int(date.timestamp()))
    yield f"{slug}-site.zip", zipped(pages)
    for file in site.files:
        yield Path(file.path).name, (site.folder / file.path).read_bytes()
    if has_data(settings):
        yield zip_name(settings), (site.folder / SHARED / zip_name(settings)).read_bytes()
    if notebooks := {f"{slug}-notebooks/{path}": content for path, content in _notebooks(sources)}:
        yield f"{slug}-notebooks.zip", zipped(notebooks)
    yield NOTICE_FILE, notice(sources, citation, bundled_components(site.folder)).encode()
    yield _NOTES_FILE, _notes(sources, citation, changes).encode()
    if pins := read_lock(sources.root):
        yield SBOM_FILE, sbom(slug, citation.version, installed_version(PRESS), date, pins)


def _notebooks(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the executed notebooks, without what differs from run to run."""
    for item in executed_notebooks(sources):
        yield item.path.name, f"{nbformat.writes(clean(item.notebook))}\n".encode()


def _notes(sources: Sources, citation: CitationSettings, changes: str) -> str:
    facts = [f"Version {citation.version}"] if citation.version else []
    facts += [_date(sources.root).date().isoformat(), f"commit {sources.settings.commit or 'unknown'}"]
    how = "To prove that these files are made from that commit: `press verify DIST` in a clone, where DIST is this folder."
    title = sources.settings.editions[0].title
    return "\n\n".join(filter(None, [f"# {title}", ", ".join(facts), changes, how])) + "\n"


def _manifest(sources: Sources, citation: CitationSettings, site: Site, dist: Path) -> Manifest:
    lock = sources.root / LOCK_FILE
    return Manifest(
        book=sources.settings.slug,
        version=citation.version,
        commit=sources.settings.commit,
        date=_date(sources.root).isoformat().replace("+00:00", "Z"),
        dictated=os.environ.get(EPOCH_VARIABLE, ""),
        address=sources.settings.base_url,
        lock=content_of(lock.read_bytes()).sha256 if lock.is_file() else "",
        press={"version": installed_version(PRESS), "sha256": press_fingerprint()},
        tools=_tools(),
        files=contents_below(dist),
        site=contents_below(site.folder),
    )


def _tools() -> dict[str, str]:
    """Return the versions of press's own dependencies."""
    try:
        wanted = requires(PRESS) or []
    except PackageNotFoundError:
        return {}
    names = sorted({requirement.name for requirement in map(Requirement, wanted) if not requirement.marker})
    return {name: installed_version(name) for name in names}


def _date(root: Path) -> dt.datetime:
    """Return the date of the release: that of the commit, unless SOURCE_DATE_EPOCH is set."""
    epoch = source_epoch(root)
    return dt.datetime.fromtimestamp(int(epoch or 0), dt.UTC)


def main(arguments: list[str]) -> int:
    """Run as a program: print progress to stdout and errors to stderr; return the exit code."""
    root, dist = map(Path, arguments)
    try:
        pack(root, dist, lambda line: print(line, flush=True))
    except Exception as error:
        print(error if isinstance(error, PressError) else told_fault(error), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
