"""Keep what each part of a book was made from, as names with digests, and tell what of it has changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from press.core.files import contents, listing, write_whole
from press.core.settings import Settings

Inputs = dict[str, str]
# A folder or a file, and a pattern for names of files in it that count.
FilePattern = tuple[Path, str]

_MOST = 3
_FILES, _DATED = "its files", "when its files were written"


def describe_changes(before: Inputs | None, now: Inputs) -> str:
    """What differs, in plain words; empty where nothing does."""
    if before is None:
        return "it was not made before, or not to the end"
    names = sorted(name for name in {*before, *now} - {_DATED} if before.get(name) != now.get(name))
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
    write_whole(path, json.dumps(inputs, ensure_ascii=False, indent=0).encode())


def files_in(places: Iterable[FilePattern], before: Inputs | None = None) -> Inputs:
    """Return what a stamp notes of the files in ``places``, which are read only if they are others than ``before``, or newer.

    What they hold decides. Their dates say whether to look: those of a copy differ, and so do those of what somebody has changed by hand.
    """
    places = list(places)
    dated = "\n".join(listing(*place) for place in places)
    if before and before.get(_DATED) == dated and _FILES in before:
        return {_FILES: before[_FILES], _DATED: dated}
    return {_FILES: "\n".join(contents(*place) for place in places), _DATED: dated}


def has_files(stamp: Inputs, places: Iterable[FilePattern]) -> bool:
    """Tell whether the files in ``places`` are those that a ``stamp`` has noted."""
    return files_in(places, stamp)[_FILES] == stamp.get(_FILES)


def note_reads(settings: Settings, paths: Iterable[str]) -> None:
    """Note which files (by their paths from the root) the notebooks read, wherever they are."""
    write_stamp(stamp_file(settings, "reads"), dict.fromkeys(sorted(set(paths)), ""))


def noted_reads(settings: Settings) -> list[Path]:
    """The files that the notebooks read when they ran last, and the folders that they listed."""
    return [settings.root / path for path in read_stamp(stamp_file(settings, "reads")) or {}]
