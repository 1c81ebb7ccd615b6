"""Counted nouns that agree with their number, by the plural classes of CLDR: ``{number}`claims/x noun=people```."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from babel import Locale, UnknownLocaleError

from press.errors import PressError
from press.textfile import read_utf8, record_lines

FILE = "data/vocabulary/plurals/nouns.csv"
# In CLDR's order; a language has some of them, and always "other".
CLASSES = ("one", "few", "many", "other")
_COLUMNS = ("code", "language", *CLASSES)

Forms = Mapping[str, str]
Nouns = Mapping[str, Mapping[str, Forms]]


def load_nouns(root: Path, languages: Sequence[str]) -> Nouns:
    """Forms by code and language; empty where the book has no such table.

    A language that is missing for a code, or a class that its language needs, is a PressError with file and line.
    """
    path = root / FILE
    if not path.is_file():
        return {}
    nouns: dict[str, dict[str, Forms]] = {}
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise PressError(
            "the columns are not those of counted nouns",
            file=path,
            line=1,
            remedy=f"the first line must be: {','.join(_COLUMNS)}",
        )
    for line, row in zip(record_lines(path)[1:], reader, strict=True):
        _check_classes(path, line, row)
        nouns.setdefault(row["code"], {})[row["language"]] = {name: row[name] for name in CLASSES if row[name]}
    for code, forms in nouns.items():
        missing = [language for language in languages if language not in forms]
        if missing:
            raise PressError(
                f"the noun '{code}' has no forms in {', '.join(missing)}",
                file=path,
                remedy="add a row for each language",
            )
    return nouns


def _check_classes(path: Path, line: int, row: Mapping[str, str]) -> None:
    try:
        needed = {*Locale.parse(row["language"]).plural_form.tags, "other"}
    except (ValueError, UnknownLocaleError):
        raise PressError(
            f"'{row['language']}' is no language", file=path, line=line, remedy="write a tag such as en, kk or ru"
        ) from None
    missing = [name for name in CLASSES if name in needed and not (row[name] or "").strip()]
    if missing:
        raise PressError(
            f"the noun '{row['code']}' lacks the form {', '.join(missing)} in '{row['language']}'",
            file=path,
            line=line,
            remedy="write the form in its column",
        )


def find_noun(nouns: Nouns, code: str, language: str) -> Forms:
    """The forms of the noun ``code``; a PressError names what is near where there is none."""
    if code in nouns:
        return nouns[code][language]
    near = get_close_matches(code, nouns, n=3, cutoff=0.4) or list(nouns)[:5]
    raise PressError(
        f"there is no counted noun '{code}'", remedy=f"use one of {FILE}, such as {', '.join(near)}" if near else None
    )


def noun_form(forms: Forms, number: Decimal, language: str, *, scaled: bool = False, genitive: bool = False) -> str:
    """The form that stands after ``number``; ``scaled`` is "4.6 million", ``genitive`` after words such as "более".

    A language with the class "many" (Russian) takes it after words of scale, and has its genitive in "few" (singular)
    and "many" (plural).
    """
    if scaled:
        return forms.get("many", forms["other"])
    name = str(Locale.parse(language).plural_form(abs(number)))
    if genitive and "many" in forms:
        name = {"one": "few", "few": "many"}.get(name, name)
    return forms.get(name, forms["other"])
