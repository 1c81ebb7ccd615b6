"""Find names of files that other systems take for another: letters typed in parts, and names that differ in capitals alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from unicodedata import is_normalized, normalize

from press.checks.check import DATA, Fault, Material, Stage, check
from press.core.digests import files_below
from press.core.errors import PressError
from press.core.text import line_at
from press.edition.chapters import ENDINGS, TOC

_PARTS = "a letter typed in two parts, the letter and its mark, as some programs on macOS write it (й as и and a breve)"
_RENAME = "so that nothing finds the file; rename it by typing its name anew"
_RETYPE = "and the file has not; type the name anew"


def check_composed(files: Iterable[Path], root: Path) -> None:
    """Raise one PressError that lists the files that are not found because their name is in Unicode's form NFC and what names them is not, or the other way round.

    Sphinx knows no document by a name in another form. Other files are found if they are named in the form that they have.
    """
    names = {path.relative_to(root): path for path in files if path.is_relative_to(root)}
    if all(name.as_posix().isascii() for name in names):
        return
    texts = {name: _text_of(path) for name, path in names.items()}
    faults = [fault for name in names for fault in _faults_of(name, texts)]
    if faults:
        raise PressError("\n".join(faults))


def _faults_of(name: Path, texts: Mapping[Path, str]) -> Iterator[str]:
    is_document = name.suffix in ENDINGS
    if not is_normalized("NFC", name.as_posix()):
        parts = [part for part in name.parts if not is_normalized("NFC", part)]
        if is_document or not all(any(part in text for text in texts.values()) for part in parts):
            yield f"{normalize('NFC', name.as_posix())}: this name has {_PARTS}, {_RENAME}"
        return
    typed = normalize("NFD", name.stem if is_document else name.name)
    if typed == (name.stem if is_document else name.name):
        return
    for place, text in texts.items():
        if typed in text and (not is_document or place.name == TOC):
            yield f"{place}:{line_at(text, text.index(typed))}: the name of {name} has {_PARTS} here, {_RETYPE}"


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


@check("file-names", DATA, Stage.SOURCES)
def file_names(material: Material) -> Iterator[Fault]:
    """Find chapters, pictures and data whose names differ in capitals alone: on macOS and Windows they are one file."""
    known: dict[str, str] = {}
    for folder in (material.settings.book, "data"):
        for path in files_below(material.root / folder):
            name = path.relative_to(material.root).as_posix()
            other = known.setdefault(normalize("NFC", name).casefold(), name)
            if other != name:
                words = f"{name}: the name differs from {other} in capitals alone; on macOS and Windows the two are one file; rename one of them"
                yield Fault(words, (name,))
