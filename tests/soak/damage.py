"""What is kept in ``_build``, damaged by hand: cut in half, emptied, replaced by noise of the same length."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from trials import NO_PLAIN_WORDS, Book, Trial

# What is damaged at a time, all files of it, by patterns within ``_build``.
KINDS: Mapping[str, tuple[str, ...]] = {
    "site": ("site/**/*",),
    "pages": ("press/*/html/**/*",),
    "PDFs": ("press/*/typst/**/*",),
    "EPUBs": ("press/*/epub/**/*",),
    "joined pages": ("press/joined/**/*",),
    "shared files": ("press/shared/**/*",),
    "search indexes": ("press/search/*/**/*",),
    "programs of the search": ("press/search/programs/*",),
    "stamps": ("press/stamps/*", "press/search/*/stamp.json"),
    "Sphinx's environment": ("press/*/doctrees/environment.pickle",),
    "documents as Sphinx read them": ("press/*/doctrees/**/*.doctree",),
    "blocks and leads": ("press/*/blocks/**/*", "press/*/lead.txt"),
    "other kept answers": (
        "press/*.pickle",
        "press/*.js",
        "press/*.yml",
        "press/*/jupyter_execute/**/*",
        "press/**/*.mo",
    ),
    "list of runs of notebooks": (".jupyter_cache/global.db", ".jupyter_cache/__version__.txt"),
    "runs of notebooks": (".jupyter_cache/executed/**/*",),
}
WAYS: Mapping[str, Callable[[bytes, random.Random], bytes]] = {
    "cut in half": lambda content, chance: content[: len(content) // 2],
    "emptied": lambda content, chance: b"",
    "noise": lambda content, chance: chance.randbytes(len(content)),
}


def damage(book: Book, kind: str, way: str, *, changed: bool) -> Trial:
    """Damage what is kept of a ``kind`` in one ``way``, change a source if one is to be ``changed``, and build."""
    trial, started = Trial(f"{kind}, {way}{', and a change' if changed else ''}"), time.monotonic()
    build = book.root / "_build"
    book.log.unlink(missing_ok=True)
    paths = sorted({path for pattern in KINDS[kind] for path in build.glob(pattern) if path.is_file()})
    for path in paths:
        path.write_bytes(WAYS[way](path.read_bytes(), book.chance))
    trial.hit = bool(paths)
    if changed:
        book.now = book.change()
    trial.codes = [book.commands.code(book.build())]
    told = book.told()
    trial.lost += [f"told: {words}" for words in NO_PLAIN_WORDS if words in told]
    if trial.codes != [0]:
        trial.lost.append(f"ended with {trial.codes}: {told[-1500:]}")
    if lost := book.is_as_alone(book.now):
        trial.lost.append(f"after it: {lost}")
        _start_anew(book)
    trial.seconds = time.monotonic() - started
    return trial


def _start_anew(book: Book) -> None:
    """Have the next one begin with a sound book."""
    book.commands.code(book.commands.begin(["--root", str(book.root), "clean"], Path("/dev/null")))
    book.commands.code(book.commands.begin(["--root", str(book.root), "build"], Path("/dev/null")))
