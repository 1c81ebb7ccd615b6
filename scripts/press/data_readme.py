"""What stands beside the tables when they leave the site: a README and a codebook in the words of a language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from press.citing_record import Work
from press.citing_styles import apa, gost_record, plain
from press.csv_file import csv_file
from press.descriptor import DataPackage, read_package
from press.quantities import spell_number
from press.settings import Edition, Settings
from press.tables import UNKNOWN, describe_table
from press.words import words

Label = Callable[[str], str]


def readme(settings: Settings, edition: Edition, label: Label, cited: Work) -> str:
    """Title, how to read the tables, how to cite them, and what each holds, with rows, sources and licence; as Markdown.

    ``cited`` is the record of the data in the language of the edition.
    """
    word, package = words(edition.language), read_package(settings.root)
    return "\n".join(
        [
            f"# {edition.title}",
            "",
            word(
                "The tables are a data package after the Frictionless standard: data/datapackage.json describes them."
            ),
            word("All are CSV: UTF-8, a comma between cells, a point in numbers, nothing in empty cells."),
            word("The codebook explains each column: {file}.").format(file=f"codebook.{edition.language}.csv"),
            "",
            f"## {word('How to cite')}",
            "",
            f"- APA 7: {plain(apa(cited))}",
            f"- {word('GOST R 7.0.100-2018')}: {gost_record(cited, word)}",
            "",
            f"## {word('Files')}",
            "",
            *(line for name in package.names for line in _about(settings, edition, label, package, name)),
        ]
    )


def _about(settings: Settings, edition: Edition, label: Label, package: DataPackage, name: str) -> Iterator[str]:
    word, resource, table = words(edition.language), package.resource(name), describe_table(name, settings.root)
    licence = word("unknown") if table.licence == UNKNOWN else table.licence
    facts = [
        (word("Rows"), spell_number(table.rows, edition.language)),
        (word("Source"), label(f"source-{name}") or "; ".join(table.sources)),
        (word("Producer"), str(resource.get("producer", ""))),
        (word("Vintage"), str(resource.get("vintage", ""))),
        (word("Licence"), licence),
        ("SHA-256", table.sha256),
    ]
    yield f"### {table.path.relative_to(settings.root).as_posix()}"
    yield ""
    yield label(f"about-{name}") or table.title
    yield ""
    yield from (f"- {term}: {said}" for term, said in facts if said)
    yield ""


def codebook_csv(settings: Settings, edition: Edition, label: Label) -> bytes:
    """Each column of each table: meaning, unit, type, allowed values."""
    word, package = words(edition.language), read_package(settings.root)
    rows = [[word(head) for head in ("Table", "Column", "Meaning", "Unit", "Type", "Allowed values")]]
    for name in package.names:
        for field in package.fields(name):
            meaning = label(f"{name}.{field['name']}") or str(field.get("title", ""))
            unit = label(str(field.get("unit", "")))
            kind = word(str(field.get("type", "string")))
            rows.append([name, field["name"], meaning, unit, kind, _allowed(field, word)])
    return csv_file(rows)


def _allowed(field: dict[str, Any], word: Callable[[str], str]) -> str:
    constraints = field.get("constraints", {})
    listed = [" | ".join(map(str, constraints["enum"]))] if "enum" in constraints else []
    flags = [word(name) for name in ("required", "unique") if constraints.get(name)]
    limits = [f"{word(name)} {constraints[name]}" for name in ("minimum", "maximum") if name in constraints]
    return ", ".join([*listed, *flags, *limits])
