"""Keep what each part of a book was made from, as names with digests, and tell what of it has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from press.core.settings import Settings

Inputs = dict[str, str]

_MOST = 3


def changes(before: Inputs | None, now: Inputs) -> str:
    """What differs, in plain words; empty where nothing does."""
    if before is None:
        return "it was not made before, or not to the end"
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    told = [f"{name} {_how(name, before, now)}" for name in names[:_MOST]]
    return ", ".join(told) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _how(name: str, before: Inputs, now: Inputs) -> str:
    return "is new" if name not in before else "is gone" if name not in now else "changed"


def stamp_file(settings: Settings, *names: str) -> Path:
    """Where the inputs of the last good run are kept, of a part of the book with a name of its own."""
    return settings.build / "press" / "stamps" / f"{'.'.join(names)}.json"


def read_stamp(path: Path) -> Inputs | None:
    """The inputs of the last good run; None where there was none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_stamp(path: Path, inputs: Inputs) -> None:
    """Note that what is made from ``inputs`` is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(inputs, ensure_ascii=False, indent=0), encoding="utf-8")


def note_reads(settings: Settings, paths: Iterable[str]) -> None:
    """Note which files (by their paths from the root) the notebooks read, wherever they are."""
    write_stamp(stamp_file(settings, "reads"), dict.fromkeys(sorted(set(paths)), ""))


def noted_reads(settings: Settings) -> list[Path]:
    """The files that the notebooks read when they ran last, and the folders that they listed."""
    return [settings.root / path for path in read_stamp(stamp_file(settings, "reads")) or {}]
