"""`press serve`: the site while it is being edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from small_books import ROOT, copy_book

# Seconds within which anything has to happen, on a busy machine.
PATIENCE = 600


class Served(NamedTuple):
    root: Path
    press: Path
    process: subprocess.Popen[bytes]
    log: Path

    def told(self) -> str:
        """What the press has said so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, words: str, times: int = 1, after: str = "") -> None:
        """Wait until the press has said ``words``; only what it has said ``after`` other words counts, if those are given."""
        end = time.monotonic() + PATIENCE
        while (self.told().partition(after)[2] if after else self.told()).count(words) < times:
            assert self.process.poll() is None and time.monotonic() < end, self.told()
            time.sleep(0.05)

    def page(self, name: str) -> str:
        """A page as the browser gets it."""
        address = next(line.split()[0] for line in self.told().splitlines() if line.strip().startswith("http://"))
        with urllib.request.urlopen(f"{address}/{name}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The weather book, served by a copy of the press."""
    folder = tmp_path_factory.mktemp("served")
    root, press = copy_book("weather", folder), folder / "scripts" / "press"
    shutil.copytree(ROOT / "scripts" / "press", press, ignore=shutil.ignore_patterns("__pycache__"))
    log = folder / "log"
    command = [sys.executable, "-m", "press.cli", "--root", str(root), "serve", "--port", "0"]
    with log.open("wb") as out:
        environment = {**os.environ, "PYTHONPATH": str(press.parent), "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment, cwd=root)
    book = Served(root, press, process, log)
    book.wait_for("http://")
    yield book
    process.kill()
    process.wait()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_sentence_is_shown_before_the_files_to_take_away_are_made(served: Served) -> None:
    before, shown = served.page("_press/version"), served.told().count("shown at")
    change(served.root / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
    # Of the pages, and of the site with all files: until then one site may be about to take the place of another.
    served.wait_for("shown at", times=shown + 2)
    assert "Снег шёл" in served.page("ru/rain.html")
    again = served.told().rpartition("ru pages")[2]
    # Both are made side by side: either may be the first.
    assert again.index("shown at") < min(again.index("ru PDF"), again.index("ru EPUB"))
    assert int(served.page("_press/version")) > int(before)


def test_what_is_wrong_is_told_and_the_last_site_is_served_until_it_is_mended(served: Served) -> None:
    data = served.root / "data" / "rain.csv"
    change(data, "south,7", "south,often")
    served.wait_for("not built: ")
    assert "rain.csv:3" in served.told()
    assert "rain" in served.page("en/rain.html")
    shown = served.told().count("shown at")
    change(data, "south,often", "south,7")
    served.wait_for("shown at", times=shown + 1)


def test_another_build_beside_it_ends_well(served: Served) -> None:
    change(served.root / "book" / "en" / "rain.md", "It rained on", "It poured on")
    command = [sys.executable, "-m", "press.cli", "--root", str(served.root), "build"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "It poured on" in served.page("en/rain.html")


def test_it_starts_again_when_the_press_changes(served: Served) -> None:
    change(served.press / "builders" / "html" / "templates" / "outside.html", "</body>", "<!-- changed --></body>")
    served.wait_for("shown at", after="starting again")
    assert "<!-- changed -->" in (served.root / "_build" / "site" / "index.html").read_text(encoding="utf-8")
