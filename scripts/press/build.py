"""Builds the whole book: notebooks, then the editions side by side, then their PDFs, then one site out of all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from press.editions import check_chapters
from press.errors import PressError
from press.extension import make_press
from press.notebooks import executed_notebooks
from press.settings import Settings, load_settings
from press.site import Site, join_site

Say = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """One Sphinx run: an edition through a builder."""

    language: str
    builder: str

    def __str__(self) -> str:
        return f"{self.language} {'pages' if self.builder == 'html' else 'PDF'}"


def build_book(root: Path, say: Say) -> Site:
    """Build everything below ``root/_build/site``; ``say`` gets a line for each finished step.

    Raises PressError, and leaves the last site as it was, where anything is wrong: a warning of Sphinx counts as wrong.
    """
    settings = load_settings(root)
    with timed("chapters and data checked", say):
        check_chapters(settings)
    executed_notebooks(settings, report=lambda name, seconds: say(f"ran {name}  {seconds:.1f} s"))
    for language in settings.languages:
        make_press(settings, language)
    _run_steps(settings, say)
    with timed("site joined", say):
        return join_site(settings)


def _run_steps(settings: Settings, say: Say) -> None:
    """The editions side by side, in as many processes as there are processors.

    Pages and PDF of an edition share what Sphinx read, so they follow one another in one process.
    """
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        outcomes = list(pool.map(lambda language: _run_edition(settings, language, say), settings.languages))
    problems = [problem for problem in outcomes if problem]
    if problems:
        raise PressError("\n".join(problems))


def _run_edition(settings: Settings, language: str, say: Say) -> str:
    """Build one edition; return its problems, empty where there are none."""
    for builder in ("html", "typst"):
        step = Step(language, builder)
        started = time.perf_counter()
        command = [sys.executable, "-m", "press.sphinx_run", str(settings.root), language, builder]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            return f"{step}:\n{run.stderr.strip() or run.stdout.strip()}"
        say(f"{step}  {time.perf_counter() - started:.1f} s")
    return ""


@contextmanager
def timed(what: str, say: Say) -> Iterator[None]:
    """Say ``what`` and its duration once it is done."""
    started = time.perf_counter()
    yield
    say(f"{what}  {time.perf_counter() - started:.1f} s")
