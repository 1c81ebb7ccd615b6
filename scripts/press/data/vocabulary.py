"""Load labels: the words for codes in each language of a book, from a folder of CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from press.core.errors import PressError
from press.core.files import visible
from press.core.text import read_utf8, record_lines, shortened

VOCABULARY_FOLDER = "data/vocabulary"
CODE = "code"

Words = Mapping[str, str]
# Where somebody gathers codes without words, so that all of a notebook are told at once.
_GATHERED: list[dict[str, str]] = []


@dataclass(frozen=True)
class Labels:
    """Labels by code and language; ``folder`` is the vocabulary folder, to which missing ones are to be added."""

    words: Mapping[str, Words]
    folder: Path

    def has(self, code: str) -> bool:
        """Return whether ``code`` has labels."""
        return code in self.words

    def label(self, code: str, language: str) -> str:
        """Return the label of ``code`` in ``language``; raise PressError where there is none."""
        text = self.words.get(code, {}).get(language, "")
        if text:
            return text
        raise self.missing([code], language)

    def label_if_known(self, code: str, language: str) -> str:
        """Return the label of ``code`` in ``language``; empty where the vocabulary does not have the code."""
        return self.label(code, language) if self.has(code) else ""

    def missing(self, codes: Sequence[str], language: str) -> PressError:
        """Return the error for ``codes`` without labels in ``language``."""
        near = {code: get_close_matches(code, self.words, n=3, cutoff=0.75) for code in codes}
        hints = "".join(
            f"; codes like {'it' if len(codes) == 1 else _quoted([code])}: {', '.join(found)}"
            for code, found in near.items()
            if found
        )
        rows = "a row with the code" if len(codes) == 1 else f"{len(codes)} rows with the codes"
        return PressError(
            f"the vocabulary has no label for {_quoted(codes)} in '{language}'",
            file=self.folder,
            remedy=f"add {rows} {_quoted(codes)} and words to one of the files in the folder{hints}",
        )


@contextmanager
def gather_missing() -> Iterator[dict[str, str]]:
    """Gather what `report_missing` is told of within, and yield it: codes without words, with a language that lacks them."""
    gathered: dict[str, str] = {}
    _GATHERED.append(gathered)
    try:
        yield gathered
    finally:
        _GATHERED.remove(gathered)


def report_missing(vocabulary: Labels, codes: Sequence[str], language: str) -> None:
    """Raise the PressError for ``codes`` without words in ``language``, or where they are gathered, add them."""
    if codes and not _GATHERED:
        raise vocabulary.missing(codes, language)
    for gathered in _GATHERED:
        gathered.update(dict.fromkeys(codes, language))


def _quoted(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def load_vocabulary(root: Path, languages: Sequence[str], folder: str = VOCABULARY_FOLDER) -> Labels:
    """Return all labels in the CSV files of ``folder``, with a column ``code`` and one for each of ``languages``.

    Raises PressError with file and line for a duplicate code, an empty cell, a missing or unknown column.
    """
    words: dict[str, Words] = {}
    places: dict[str, str] = {}
    for path in visible((root / folder).glob("*.csv")):
        for line, row in vocabulary_rows(path, languages):
            code = row.pop(CODE)
            here = f"{folder}/{path.name}:{line}"
            if code in words:
                raise PressError(
                    f"the code '{code}' already has words in {places[code]}",
                    file=path,
                    line=line,
                    remedy="remove one of the two rows, or give one another code",
                )
            words[code], places[code] = row, here
    return Labels(words, root / folder)


def vocabulary_rows(path: Path, languages: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of one file as mappings, each with its line number; raise PressError as `load_vocabulary` does."""
    columns = [CODE, *languages]
    lines = record_lines(path)[1:]
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    _check_header(path, list(reader.fieldnames or []), columns)
    for line, row in zip(lines, reader, strict=True):
        # DictReader puts cells beyond the header under None and fills a short row with None.
        if None in row:
            raise PressError(
                f"the row has {len(columns) + len(row[None])} cells for {len(columns)} columns",
                file=path,
                line=line,
                remedy='put quotes (") around words that hold a comma',
            )
        for column in columns:
            if not (row[column] or "").strip():
                raise PressError(
                    f"the column '{column}' is empty for the code '{row[CODE]}'",
                    file=path,
                    line=line,
                    remedy="write its words, or remove the row",
                )
        yield line, {column: row[column].strip() for column in columns}


def _check_header(path: Path, found: list[str], columns: list[str]) -> None:
    if sorted(found) == sorted(columns):
        return
    unknown = [name for name in found if name not in columns]
    missing = [name for name in columns if name not in found]
    problems = [f"unknown column '{name}'" for name in unknown] + [f"no column '{name}'" for name in missing]
    raise PressError(
        shortened(", ".join(problems)) or f"a column occurs twice: {shortened(', '.join(found))}",
        file=path,
        line=1,
        remedy=f"the first line must be: {','.join(columns)}",
    )
