"""Load labels: the words for codes in each language of a book, from a folder of CSV files.

Find those that a table lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from press.core.errors import PressError
from press.core.files import visible
from press.core.text import records_of
from press.data.descriptor import DataPackage
from press.language.units import unit_symbol

VOCABULARY_FOLDER = "data/vocabulary"
CODE = "code"


@dataclass(frozen=True)
class Labels:
    """Labels by code, in each of ``languages``.

    ``folder`` is the vocabulary folder, to which missing ones are to be added.
    """

    words: Mapping[str, Mapping[str, str]]
    folder: Path
    languages: Sequence[str]

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

    def unit(self, code: str, language: str) -> str:
        """Return the label of the unit ``code`` in ``language``, or else its symbol; empty where it has neither."""
        return self.label_if_known(code, language) or unit_symbol(code, language)

    def missing(self, codes: Sequence[str], language: str) -> PressError:
        """Return the error for ``codes`` without labels in ``language``."""
        named = ", ".join(f"'{code}'" for code in codes)
        message = f"the vocabulary has no label for {named} in '{language}'"
        return PressError(message, file=self.folder, remedy=self.lines_to_add(codes))

    def lines_to_add(self, codes: Iterable[str]) -> str:
        """Return what is to be done for ``codes`` without words: which lines to paste."""
        rows = "".join(f"    {code}{',' * len(self.languages)}\n" for code in codes)
        head = ",".join((CODE, *self.languages))
        return f"paste these lines into a file of {VOCABULARY_FOLDER}/ ({head}):\n{rows}  and write words behind their commas"


def load_vocabulary(root: Path, languages: Sequence[str], folder: str = VOCABULARY_FOLDER) -> Labels:
    """Return all labels in the CSV files of ``folder``, with a column ``code`` and one for each of ``languages``.

    Raises PressError with file and line for a duplicate code, an empty cell, a missing or unknown column.
    """
    labels: dict[str, Mapping[str, str]] = {}
    places: dict[str, str] = {}
    for path in visible((root / folder).glob("*.csv")):
        for line, row in records_of(path, [CODE, *languages]):
            code = row.pop(CODE)
            here = f"{folder}/{path.name}:{line}"
            if code in labels:
                message = f"the code '{code}' already has words in {places[code]}"
                remedy = "remove one of the two rows, or give one another code"
                raise PressError(message, file=path, line=line, remedy=remedy)
            labels[code], places[code] = row, here
    return Labels(labels, root / folder, languages)


def missing_words(package: DataPackage, vocabulary: Labels, name: str) -> list[str]:
    """Return the codes for which the table ``name`` has no labels: what it is about and its source, columns, units without a symbol, codes."""
    columns = package.fields(name)
    codes = [f"about-{name}", f"source-{name}", *(f"{name}.{field['name']}" for field in columns)]
    units = (field["unit"] for field in columns if "unit" in field)
    codes += [unit for unit in units if not unit_symbol(unit, vocabulary.languages[0])]
    codes += [str(code) for field in columns for code in field.get("constraints", {}).get("enum", [])]
    return [code for code in dict.fromkeys(codes) if not vocabulary.has(code)]
