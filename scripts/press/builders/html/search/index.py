"""Make the search index of each edition with Pagefind, from its finished pages."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pagefind_bin import get_executable
from zopfli import gzip as zopfli

from press.builders.html.hreflang import NO_INDEX
from press.builders.html.search import text
from press.builders.html.search.text import searched_page
from press.core.errors import PressError
from press.core.files import kept_file
from press.core.stamps import describe_changes, files_in, read_stamp, write_stamp

# Prefix of the temporary folders in which an index is made.
_SCRATCH = "scratch-"
# How an index's metadata names its chunks.
_CHUNKS = re.compile(rb"_([0-9a-f]{7,})")
# A disk with fewer free bytes counts as full.
_ROOM = 1 << 20
# The folder of an edition that holds its index.
BUNDLE = "pagefind"
# Pages without content of their own.
_UNSEARCHED = ("genindex.html", "404.html")
# How many word locations a chunk of the index holds. Pagefind's own 20 000 make chunks of 40 kB, of which a query loads one a word.
_CHUNK_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1000"}
# Effort of zopfli: output half a percent larger than its best, in a fifth of the time.
_TIGHT = {"numiterations": 3, "blocksplittingmax": 5}
# Pagefind writes its own interfaces and a worker beside the index; the dialog of press needs none of them.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")


def make_indexes(editions: Mapping[str, Path], cache: Path) -> None:
    """Index the ``editions`` (folders by language) in parallel into ``cache``; reuse an index whose pages have not changed."""
    # Folders left by a process that was killed; its Pagefind may still be writing there, and nowhere else.
    for scratch in cache.glob(f"{_SCRATCH}*"):
        shutil.rmtree(scratch, ignore_errors=True)
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda language: _make_index(editions[language], language, cache / language), editions))


def index_edition(folder: Path, language: str, cache: Path) -> None:
    """Write the index of the pages in ``folder`` to ``folder/pagefind``; none where no page has anything to search."""
    _make_index(folder, language, cache)
    shutil.rmtree(folder / BUNDLE, ignore_errors=True)
    if (cache / BUNDLE).is_dir():
        shutil.copytree(cache / BUNDLE, folder / BUNDLE)


def _make_index(folder: Path, language: str, cache: Path) -> None:
    pages = _pages(folder)
    bundle, stamp, inputs = cache / BUNDLE, cache / "stamp.json", {"its pages": _digest(pages)}
    before = read_stamp(stamp)
    if describe_changes(before, {**inputs, **files_in([(bundle, "*")], before)}):
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(parents=True)
        searched = {name: searched_page(page, language) for name, page in pages.items()}
        if any(searched.values()):
            _run_pagefind({name: page for name, page in searched.items() if page}, bundle)
            _tighten_program(bundle, cache.with_name("programs"))
        write_stamp(stamp, {**inputs, **files_in([(bundle, "*")])})


def _pages(folder: Path) -> dict[str, bytes]:
    """Return the pages of an edition that are searched, by their path within it."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))}
    pages = {name: path.read_bytes() for name, path in paths.items() if name[0] != "_" and name not in _UNSEARCHED}
    return {name: page for name, page in pages.items() if NO_INDEX.encode() not in page}


def _digest(pages: Mapping[str, bytes]) -> str:
    """Return a hash of the pages, of Pagefind's version and of the code that prepares pages for it."""
    digest = sha256(version("pagefind-bin").encode())
    for source in (text.__file__, __file__):
        digest.update(Path(source).read_bytes())
    for name, page in pages.items():
        digest.update(name.encode() + b"\0" + page + b"\0")
    return digest.hexdigest()


def _run_pagefind(pages: Mapping[str, bytes], bundle: Path) -> None:
    """Index ``pages`` into ``bundle``, the same bytes for the same pages."""
    with tempfile.TemporaryDirectory(dir=bundle.parents[1], prefix=_SCRATCH, ignore_cleanup_errors=True) as scratch:
        for name, page in pages.items():
            target = Path(scratch, "pages", name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(page)
        command = [get_executable(), "--site", "pages", "--output-path", BUNDLE, "--keep-index-url", "--silent"]
        run = subprocess.run(command, cwd=scratch, env=_environment(), capture_output=True, text=True, check=False)
        made = Path(scratch, BUNDLE)
        message = run.stderr.strip() or run.stdout.strip() or f"Pagefind was ended (code {run.returncode})"
        if fault := message if run.returncode else index_fault(made, len(pages)):
            raise PressError(
                f"the search index could not be made: {fault}",
                remedy="build again; if it fails again, install the locked packages anew (remove .venv, then make book)",
            )
        _tidy(made)
        made.replace(bundle)


def index_fault(bundle: Path, pages: int) -> str:
    """Return what is wrong with the index of so many ``pages``; empty if nothing.

    On a full disk Pagefind truncates files and reports success.
    """
    try:
        entry = json.loads((bundle / "pagefind-entry.json").read_text(encoding="utf-8"))
        packed = {path.stem: gzip.decompress(path.read_bytes()) for path in bundle.rglob("*.pf_*")}
        wanted = {name.decode() for path in bundle.glob("*.pf_meta") for name in _CHUNKS.findall(packed[path.stem])}
    except (OSError, EOFError, ValueError, zlib.error):
        return _full(bundle) or "a file of it is cut off"
    found = sum(language["page_count"] for language in entry["languages"].values())
    return (
        ""
        if found == pages and wanted <= {name.rpartition("_")[2] for name in packed}
        else _full(bundle) or "parts of it are missing"
    )


def _full(folder: Path) -> str:
    return os.strerror(errno.ENOSPC) if shutil.disk_usage(folder.parent).free < _ROOM else ""


def _environment() -> dict[str, str]:
    """Return the environment variables without settings for Pagefind that someone may have for other sites."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")} | _CHUNK_SIZE


def _tidy(bundle: Path) -> None:
    """Remove files that are not used, and sort the metadata, which Pagefind writes in arbitrary order."""
    entry = bundle / "pagefind-entry.json"
    content = json.loads(entry.read_text(encoding="utf-8"))
    entry.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    programs = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in content["languages"].values()}
    spare = {path for path in bundle.glob("wasm.*") if path.name not in programs}
    for path in spare.union(*(bundle.glob(pattern) for pattern in _UNUSED)):
        path.unlink()


def _tighten_program(bundle: Path, programs: Path) -> None:
    """Compress the WebAssembly of the search, most of what a reader downloads, nearly as far as gzip goes; cache the result in ``programs``."""
    (program,) = bundle.glob("wasm.*.pagefind")
    loose = program.read_bytes()
    tight = programs / sha256(f"{_TIGHT}".encode() + loose).hexdigest()
    kept_file(tight, lambda: zopfli.compress(gzip.decompress(loose), **_TIGHT))
    shutil.copyfile(tight, program)
