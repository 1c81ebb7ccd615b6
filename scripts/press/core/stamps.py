"""Store stamps of what each part of a book was made from, as digests by name, and compare them with the present inputs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from press.core.files import contents, listing, write_whole
from press.core.settings import Settings
from press.core.text import listed

Inputs = dict[str, str]
# A folder or a file, and a pattern for the names of the files in it that count.
FilePattern = tuple[Path, str]

_MOST = 3
_FILES, _DATED = "its files", "when its files were written"


def describe_changes(before: Inputs | None, now: Inputs) -> str:
    """Return the differences of two stamps in plain words; empty where there are none."""
    if before is None:
        return "it was not made before, or not to the end"
    names = sorted(name for name in {*before, *now} - {_DATED} if before.get(name) != now.get(name))
    return listed([f"{name} {_how(name, before, now)}" for name in names], _MOST)


def _how(name: str, before: Inputs, now: Inputs) -> str:
    return "is new" if name not in before else "is gone" if name not in now else "changed"


def stamp_file(settings: Settings, *names: str) -> Path:
    """Return the file of the stamp of a part of the book that is called ``names``."""
    return settings.build / "press" / "stamps" / f"{'.'.join(names)}.json"


def read_stamp(path: Path) -> Inputs | None:
    """Return the inputs of the last successful run; None where there was none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def write_stamp(path: Path, inputs: Inputs) -> None:
    """Store ``inputs`` as those of a successful run."""
    write_whole(path, json.dumps(inputs, ensure_ascii=False, indent=0).encode())


def files_in(places: Iterable[FilePattern], before: Inputs | None = None) -> Inputs:
    """Return the entries of a stamp for the files in ``places``, which are read only if listed otherwise than in ``before``.

    Content decides. Sizes and dates only say whether to read: a copy has other dates, and so has a file that was edited by hand.
    """
    places = list(places)
    dated = "\n".join(listing(*place) for place in places)
    if before and before.get(_DATED) == dated and _FILES in before:
        return {_FILES: before[_FILES], _DATED: dated}
    return {_FILES: "\n".join(contents(*place) for place in places), _DATED: dated}


def has_files(stamp: Inputs, places: Iterable[FilePattern]) -> bool:
    """Return whether the files in ``places`` are those that ``stamp`` records."""
    return files_in(places, stamp)[_FILES] == stamp.get(_FILES)


def note_reads(settings: Settings, paths: Iterable[str]) -> None:
    """Store the paths, from the root, of the files that the notebooks read, wherever they are."""
    write_stamp(stamp_file(settings, "reads"), dict.fromkeys(sorted(set(paths)), ""))


def noted_reads(settings: Settings) -> list[Path]:
    """Return the files that the notebooks read in their last run, and the folders that they listed."""
    return [settings.root / path for path in read_stamp(stamp_file(settings, "reads")) or {}]
