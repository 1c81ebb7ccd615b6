"""Find the labels that a table lacks although related tables have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from press.core.files import visible
from press.core.text import csv_records, read_utf8
from press.data.descriptor import DataPackage
from press.data.vocabulary import CODE, VOCABULARY_FOLDER, Labels

# Prefixes of the codes for properties of a table, before its name.
_KINDS = ("table", "about", "source", "producer", "vintage")


def missing_words(package: DataPackage, vocabulary: Labels, name: str) -> list[str]:
    """Return the codes for which the table ``name`` has no labels although most tables in the same top folder of the data have."""
    others = [each for each in _with_facts(package) if each != name and _part(package, each) == _part(package, name)]
    found = [f"{kind}-{name}" for kind in _KINDS if _most(vocabulary.has(f"{kind}-{each}") for each in others)]
    columns = package.fields(name)
    if _most(all(vocabulary.has(f"{each}.{field['name']}") for field in package.fields(each)) for each in others):
        found += [f"{name}.{field['name']}" for field in columns]
        found += [field["unit"] for field in columns if "unit" in field]
        found += [str(code) for field in columns for code in field.get("constraints", {}).get("enum", [])]
    return [code for code in dict.fromkeys(found) if not vocabulary.has(code)]


def where_to_add(package: DataPackage, wanting: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    """Return the codes that tables are ``wanting``, by the file of the vocabulary in which most codes of their kind stand.

    Codes of columns stand where those of tables in the same part of the data do.
    """
    files = {
        path: [row.get(CODE, "") for row in csv_records(read_utf8(path))]
        for path in visible((package.root / VOCABULARY_FOLDER).glob("*.csv"))
    }
    places: dict[str, list[str]] = {}
    for name, codes in wanting.items():
        columns = tuple(f"{each}." for each in _with_facts(package) if _part(package, each) == _part(package, name))
        for code in codes:
            kind = code.split("-")[0]
            prefixes = (f"{kind}-",) if kind in _KINDS else columns
            times = {path: sum(other.startswith(prefixes) for other in known) for path, known in files.items()}
            best = max(times, key=lambda path: times[path], default=None)
            places.setdefault(f"{VOCABULARY_FOLDER}/{best.name if best else 'words.csv'}", []).append(code)
    return places


def rows_to_add(package: DataPackage, languages: Sequence[str], wanting: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a line for each file of the vocabulary to which words for the codes are to be added that tables are ``wanting``."""
    for file, codes in where_to_add(package, wanting).items():
        yield f"{file}, a row ({','.join((CODE, *languages))}) for each of {', '.join(codes)}"


def words_fault(package: DataPackage, vocabulary: Labels, languages: Sequence[str], name: str) -> str:
    """Return one message with all labels that the table ``name`` lacks; empty if it has them."""
    codes = missing_words(package, vocabulary, name)
    if not codes:
        return ""
    path = package.file(name).relative_to(package.root).as_posix()
    rows = "\n  and to ".join(rows_to_add(package, languages, {name: codes}))
    return f"{path}: the table '{name}' has no words for {len(codes)} codes\n  What to do: add to {rows}"


def _with_facts(package: DataPackage) -> list[str]:
    return [name for name in package.names if not package.has_labels(name)]


def _part(package: DataPackage, name: str) -> tuple[str, ...]:
    return Path(package.resource(name)["path"]).parts[:-1][:1]


def _most(answers: Iterable[bool]) -> bool:
    listed = list(answers)
    return sum(listed) * 2 > len(listed)
