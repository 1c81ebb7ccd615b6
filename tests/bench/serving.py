"""How soon ``press serve`` shows what was changed: from the moment the files are saved to the pages, the PDF and the EPUB."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median

PRESS = Path(sys.executable).with_name("press")
LONGEST = 600.0
CHANGES = 4
_LOOK = 0.02
_QUIET = 15.0  # seconds, more than a PDF takes


def served_times(book: Path, change: Callable[[], None], made: Mapping[str, str]) -> dict[str, float]:
    """Seconds from a ``change`` in a ``book`` that is being served until each of ``made`` (a name, its path in the site) is new.

    Medians of some changes, of which the first, which finds nothing warm, does not count.
    """
    found: list[dict[str, float]] = []
    for _ in range(CHANGES):
        before = {name: _digest(book, path) for name, path in made.items()}
        change()
        found.append(_awaited(book, made, before))
    return {name: median(times[name] for times in found[1:]) for name in made}


def wait_until_quiet(book: Path) -> None:
    """Wait until nothing of the site of ``book`` has been made anew for some seconds."""
    site, quiet = book / "_build" / "site", 0.0
    while quiet < _QUIET:
        before = site.stat().st_ino if site.is_dir() else 0
        time.sleep(1)
        quiet = quiet + 1 if site.is_dir() and site.stat().st_ino == before else 0.0


@contextmanager
def serving(book: Path) -> Iterator[None]:
    """``press serve`` at work on ``book``, its first build done."""
    with _log(book).open("wb") as log:
        process = subprocess.Popen([PRESS, "serve", "--port", "0"], cwd=book, stdout=log, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + LONGEST
        while "http://" not in _log(book).read_text(encoding="utf-8"):
            if process.poll() is not None or time.monotonic() > end:
                raise TimeoutError(_log(book).read_text(encoding="utf-8")[-800:])
            time.sleep(_LOOK)
        # It begins to watch a moment after it has told its address.
        time.sleep(1)
        yield
    finally:
        process.terminate()
        process.wait()


def _log(book: Path) -> Path:
    """Beside the book, which is watched."""
    return book.with_name("served.log")


def _awaited(book: Path, made: Mapping[str, str], before: Mapping[str, str]) -> dict[str, float]:
    started, found = time.perf_counter(), dict[str, float]()
    while len(found) < len(made):
        for name, path in made.items():
            # While one site takes the place of another there is none for a moment.
            if name not in found and _digest(book, path) not in ("", before[name]):
                found[name] = time.perf_counter() - started
        if time.perf_counter() - started > LONGEST:
            raise TimeoutError(f"waited in vain for {', '.join(set(made) - set(found))}")
        time.sleep(_LOOK)
    # The last step of a build is to note that it is done.
    time.sleep(1)
    return found


def _digest(book: Path, path: str) -> str:
    try:
        return sha256((book / "_build" / "site" / path).read_bytes()).hexdigest()
    except OSError:
        return ""
