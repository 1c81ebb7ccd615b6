"""What each part of a book is made from, as names with digests, and what of it has changed.

Imports little: that nothing has changed is found out in a moment.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from press.caches import remembered
from press.fingerprint import environment, files_below, press_folder
from press.last_change import dated
from press.reads import digest_of
from press.settings import Settings

Inputs = dict[str, str]

# Files of a book beside its chapters, data and notebooks.
SETTLED = ("_config.yml", "_toc.yml", "references.bib", "requirements.txt", "pyproject.toml")
_VOCABULARY = Path("data", "vocabulary")
_DESCRIPTOR = Path("data", "datapackage.json")
# Files of press that a format has no use for, by their endings.
_UNUSED = {"html": (".typ",), "typst": (".css", ".js", ".html")}
_MOST = 3


def book_inputs(settings: Settings) -> Inputs:
    """Everything that the site is made from."""
    root = settings.root
    files = [*source_files(root, settings.book), *noted_reads(settings)]
    return {**_digests(files, root), **_press_digests(()), **_surroundings(settings.root, settings.base_url)}


def source_files(root: Path, book: str = Settings.book) -> list[Path]:
    """Chapters, notebooks, data and settings of the book at ``root``, whether they can be read or not."""
    return [*files_below(root / book), *files_below(root / "data"), *_settled(root, book)]


def edition_inputs(settings: Settings, language: str, builder: str, results: Mapping[str, str]) -> Inputs:
    """What the edition in ``language`` is made from for ``builder``; ``results`` are the digests of what notebooks give it."""
    root, book = settings.root, settings.root / settings.book
    others = {tag for tag in settings.languages if tag != language}
    foreign = {folder / tag for folder in (book, book / "locale") for tag in others}
    sources = [path for path in files_below(book) if not foreign & set(path.parents)]
    words, data = _vocabulary(settings)
    return {
        **_digests([*sources, *data, *_settled(root, settings.book)], root),
        **{f"{path.relative_to(root).as_posix()} in {language}": _words_digest(path, others) for path in words},
        **_press_digests(_UNUSED.get(builder, ())),
        **_surroundings(settings.root, settings.base_url),
        **results,
    }


def shared_inputs(settings: Settings) -> Inputs:
    """What the files that all editions share are made from."""
    root = settings.root
    # The data are cited by the version of the project.
    settled = [path for name in ("_config.yml", "pyproject.toml") if (path := root / name).is_file()]
    files = [*files_below(root / "data"), *settled]
    return {
        **_digests(files, root),
        **_press_digests((".typ", ".css", ".html")),
        **_surroundings(settings.root, settings.base_url),
    }


def _vocabulary(settings: Settings) -> tuple[list[Path], list[Path]]:
    """Files of words, of which an edition uses a column, and the other files of data.

    A file that the descriptor names is a table as well: pages tell its checksum.
    """
    root = settings.root
    descriptor = root / _DESCRIPTOR
    named = descriptor.read_text(encoding="utf-8", errors="replace") if descriptor.is_file() else ""
    data = files_below(root / "data")
    words = {path for path in data if path.parent == root / _VOCABULARY and path.name not in named}
    return sorted(words), [path for path in data if path not in words]


def _words_digest(path: Path, others: set[str]) -> str:
    """The digest of a file of words without the columns of ``others``."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [list(row.items()) for row in csv.DictReader(file)]
    kept = [[(name, text) for name, text in row if name not in others] for row in rows]
    return _digest(json.dumps(kept))


def _settled(root: Path, book: str) -> Iterator[Path]:
    """Files with settings, and documents that the contents name outside of the folder ``book``."""
    yield from (root / name for name in SETTLED if (root / name).is_file())
    # Other words of the contents than names of documents name no file either.
    contents = root / "_toc.yml"
    for word in contents.read_text(encoding="utf-8", errors="replace").split() if contents.is_file() else ():
        for path in (root / f"{word}{suffix}" for suffix in ("", ".md", ".ipynb", ".rst")):
            if path.is_file() and not path.is_relative_to(root / book):
                yield path


def _digests(files: Iterable[Path], root: Path) -> Inputs:
    return {
        path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path): digest_of(path) for path in files
    }


@remembered
def _press_digests(unused: tuple[str, ...]) -> Inputs:
    folder = press_folder()
    files = [path for path in files_below(folder) if path.suffix not in unused]
    return {f"press/{path.relative_to(folder).as_posix()}": digest_of(path) for path in files}


@remembered
def _surroundings(root: Path, base_url: str) -> Inputs:
    return {
        "the installed packages": _digest(environment()),
        "the date of the last change": dated(root),
        "the address of the site": base_url,
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


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
