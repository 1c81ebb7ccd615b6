"""A PDF that cannot be made: it is told why, and the last site stays."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from support.small_books import Built, append, contents

from press.cli import main
from press.make import build


def _die(*given: object) -> None:
    if "ru" in given:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("words", "part", "instead", "why"),
    [
        ("\n```{raw} typst\n#missing()\n```\n", None, None, "Typst cannot print the book: unknown variable: missing"),
        ("\nSnow.\n", (build, "make_pdf"), _die, "ru PDF:\nthe program that makes it ended before its time"),
    ],
    ids=["Typst refuses it", "it dies"],
)
def test_where_a_pdf_cannot_be_made_it_is_told_why_and_the_last_site_stays(
    built_book: Callable[[str], Built],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    part: tuple[ModuleType, str] | None,
    instead: object,
    why: str,
) -> None:
    book = Path(shutil.copytree(built_book("weather").root, tmp_path / "weather"))
    before = contents(book / "_build" / "site")
    if part:
        monkeypatch.setattr(*part, instead)
    for language in ("en", "ru"):
        append(book / "book" / language / "rain.md", words)
    for _ in range(2):
        told = CliRunner().invoke(main, ["--root", str(book), "build"])
        assert (told.exit_code, why in told.output) == (1, True), told.output
        assert contents(book / "_build" / "site") == before
