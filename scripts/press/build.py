"""Builds the whole book: checks and notebooks, then the editions side by side, then their PDFs and EPUBs, then one site out of all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from press.block_proof import prove_blocks
from press.checks import check_book
from press.errors import PressError
from press.fingerprint import files_below, fingerprint, press_files
from press.last_change import dated_environment, last_change
from press.project import make_writable
from press.settings import Settings, load_settings
from press.site import Site, join_site

Say = Callable[[str], None]


# What is made of an edition, by the builder that makes it, and how it is told.
_MADE = {"html": "pages", "typst": "PDF", "epub": "EPUB"}


@dataclass(frozen=True)
class Step:
    """One Sphinx run: an edition through a builder."""

    language: str
    builder: str

    def __str__(self) -> str:
        return f"{self.language} {_MADE[self.builder]}"


def build_book(root: Path, say: Say) -> Site:
    """Build everything below ``root/_build/site``; ``say`` gets a line for each finished step.

    Raises PressError, and leaves the last site as it was, where anything is wrong: a warning of Sphinx counts as wrong.
    """
    settings = load_settings(root)
    make_writable(settings.build)
    with timed("data, chapters and numbers checked", say):
        check_book(root, report=lambda name, seconds: say(f"ran {name}  {seconds:.1f} s"))
    _run_steps(settings, say)
    prove_blocks(settings)
    with timed("site joined", say):
        return join_site(settings)


def _run_steps(settings: Settings, say: Say) -> None:
    """The editions side by side, as many as there are processors.

    Pages, PDF and EPUB of an edition share what Sphinx has read, so that they follow one another.
    """
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        outcomes = list(pool.map(lambda language: _run_edition(settings, language, say), settings.languages))
    problems = [problem for problem in outcomes if problem]
    if problems:
        raise PressError("\n".join(problems))


def _run_edition(settings: Settings, language: str, say: Say) -> str:
    """Build one edition unless nothing it depends on has changed; return its problems, empty where there are none."""
    stamp = settings.build / "press" / language / "stamp"
    current = edition_fingerprint(settings, language)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == current:
        return ""
    if not stamp.is_file():
        # The last run did not end well. Sphinx warns only of what it reads, so what it remembers would look faultless.
        shutil.rmtree(stamp.parent, ignore_errors=True)
    stamp.unlink(missing_ok=True)
    for builder in _MADE:
        step = Step(language, builder)
        started = time.perf_counter()
        command = [sys.executable, "-m", "press.sphinx_run", str(settings.root), language, builder]
        run = subprocess.run(command, capture_output=True, text=True, check=False, env=dated_environment(settings.root))
        if run.returncode != 0:
            return f"{step}:\n{run.stderr.strip() or run.stdout.strip()}"
        say(f"{step}  {time.perf_counter() - started:.1f} s")
    stamp.write_text(current, encoding="utf-8")
    return ""


def edition_fingerprint(settings: Settings, language: str) -> str:
    """A hash of everything that the pages, the PDF and the EPUB of an edition are made from."""
    root, book = settings.root, settings.root / settings.book
    others = {book / tag for tag in settings.languages if tag != language}
    sources = [path for path in files_below(book) if not others & set(path.parents)]
    named = ("_config.yml", "_toc.yml", "references.bib", "requirements.txt", "pyproject.toml")
    settled = [root / name for name in named]
    day = str(last_change(root) or "")
    return fingerprint([*sources, *files_below(root / "data"), *settled, *press_files()], settings.base_url, day)


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
