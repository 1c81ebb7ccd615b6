"""Kill builds at random moments, and start two at once: no look at the site may find half of one, and the next build has to be right.

``python tests/soak/killed.py --kills 50 --pairs 50`` tries the small book; ``--book .`` this one. All that is random follows from the seed.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from same_bytes import Manifest, differences, manifest

from press.make.new import new_book

SENTENCE = " A reader may ask “who says so?” and look it up."
# Between empty lines, so that it is neither the caption of a chart nor a note.
_PARAGRAPH = re.compile(r"(?<=\n\n)[^\W\d_][^\n]*[.?…](?=\s*\n\n|\s*\Z)")
# What no editor should have to read.
NO_PLAIN_WORDS = ("Traceback (most recent call last)", "fault of press itself", "press-error.log")
_BETWEEN_LOOKS = 0.02


def build(root: Path) -> subprocess.Popen[str]:
    """Begin a build of the book at ``root``, in a group of processes of its own."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "press.cli", "--root", str(root), "build"]
    out = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Return how a build has ended, and what it said."""
    said, _ = process.communicate(timeout=1200)
    return process.returncode, said


def children(process: int) -> list[int]:
    """Return the processes below ``process``, as Linux lists them."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, new = set(), {process}
    while new:
        new = {one for one, parent in parents.items() if parent in new} - found
        found |= new
    return sorted(found)


@dataclass
class Tried:
    """A book in two versions, one with a sentence more, the site of each as it is built alone, and what was ``lost`` by what was tried."""

    root: Path
    chance: random.Random
    usual: float = 0.0
    alone: list[Manifest] = field(default_factory=list)
    looks: int = 0
    lost: list[str] = field(default_factory=list)

    @property
    def chapter(self) -> Path:
        """Return the chapter that changes."""
        return self.root / "book" / "en" / "index.md"

    @property
    def site(self) -> Manifest:
        """Return what the site holds now; nothing where it is being swapped on a system that cannot do so at once."""
        return manifest(self.root / "_build" / "site")

    def prepare(self) -> None:
        """Build both versions alone, the one that stays last."""
        for _ in range(2):
            self.change()
            started = time.monotonic()
            code, said = ended(build(self.root))
            assert code == 0, said
            self.usual = time.monotonic() - started
            self.alone.insert(0, self.site)

    def change(self) -> bool:
        """Add the sentence to the last paragraph of words, or take it away; return whether it is there now."""
        text = self.chapter.read_text(encoding="utf-8")
        end = [found.end() for found in _PARAGRAPH.finditer(text)][-1]
        new = text.replace(SENTENCE, "") if SENTENCE in text else text[:end] + SENTENCE + text[end:]
        self.chapter.write_text(new, encoding="utf-8")
        return SENTENCE in new

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look at the site again and again meanwhile: it has to be one of the two, whole."""
        done = threading.Event()

        def look() -> None:
            while not done.wait(_BETWEEN_LOOKS):
                try:
                    found = self.site
                except FileNotFoundError:  # swapped while it was listed
                    continue
                self.looks += 1
                # What was swapped between two files is a mixture of ours alone.
                if found not in self.alone and self.site not in self.alone:
                    self.lost.append(f"half a site: {differences(self.alone[0], found)[:3]}")

        thread = threading.Thread(target=look)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def kill(self) -> None:
        """Kill a build, or one of its processes, at a random moment, and build again."""
        wanted = self.alone[self.change()]
        with self.looking():
            first = build(self.root)
            time.sleep(self.chance.uniform(0, self.usual))
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(self.chance.choice([first.pid, *children(first.pid)]), signal.SIGKILL)
            _, said = ended(first)
            self.judge(wanted, said, build(self.root))

    def pair(self) -> None:
        """Have two builds at work at once."""
        wanted = self.alone[self.change()]
        with self.looking():
            first = build(self.root)
            time.sleep(self.chance.uniform(0, self.usual))
            second = build(self.root)
            code, said = ended(first)
            self.lost += [f"ended with {code}: {said[-1500:]}"] if code else []
            self.judge(wanted, said, second)

    def judge(self, wanted: Manifest, before: str, last: subprocess.Popen[str]) -> None:
        """Note what was lost: the ``last`` build has to end well, with the ``wanted`` site, and nothing may be said but plain words."""
        code, said = ended(last)
        self.lost += [f"ended with {code}: {said[-1500:]}"] if code else []
        self.lost += [f"said {words}" for words in NO_PLAIN_WORDS if words in before + said]
        if different := differences(wanted, self.site):
            self.lost.append(f"after it: {different[:5]}")


def main() -> int:
    """Run as a program; return 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--book", type=Path, help="the book to try; by default a small one of the tests")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = parser.parse_args()
    print(f"seed {asked.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="press-soak-") as scratch:
        root = Path(scratch) / "book"
        if asked.book:
            shutil.copytree(asked.book, root, ignore=shutil.ignore_patterns("_build", ".git", ".venv"))
        else:
            new_book(root)
        tried = Tried(root, random.Random(asked.seed))
        tried.prepare()
        for number, way in enumerate([tried.kill] * asked.kills + [tried.pair] * asked.pairs, start=1):
            way()
            print(f"{number:4} {way.__name__:5} {tried.looks:6} looks, lost {len(tried.lost)}", flush=True)
    print(*tried.lost, sep="\n")
    return int(bool(tried.lost))


if __name__ == "__main__":
    sys.exit(main())
