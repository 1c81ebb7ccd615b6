"""What stands in quotation marks in chapters that restate a source is held against a table, in each language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.small_books import append, faults_of, replace

from press.data.accept import accept

TABLE = """id,kind,lines,en,kk
guide,article,9,{number} well spent,орынды жұмсалған {number} / орынды жұмсалған ақша
"""


@pytest.fixture
def quoted(problems: Path) -> Path:
    """A copy of the book with the table."""
    data = problems / "data"
    descriptor = data / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    known = next(resource for resource in package["resources"] if resource["name"] == "statements")
    fields = [{"name": name, "type": "string"} for name in ("id", "kind", "lines", "en", "kk")]
    schema = {"fields": fields, "primaryKey": ["id"]}
    package["resources"].append({**known, "name": "quotations", "path": "quotations.csv", "schema": schema})
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    (data / "quotations.csv").write_text(TABLE, encoding="utf-8")
    accept([data / "quotations.csv"], problems)
    return problems


def line_of(path: Path, words: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return 1 + next(place for place, line in enumerate(lines) if words in line)


def test_quotations_as_the_table_has_them_and_as_claims_and_statements_quote_them_pass(quoted: Path) -> None:
    append(quoted / "book" / "en" / "bridge.md", "\nIt is “The oldest of its kind.”\n")
    append(quoted / "book" / "kk" / "bridge.md", "\nБұл – «Орынды жұмсалған ақша».\n")
    assert faults_of(quoted, "sphinx", "quotations") == []


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "{number}`claims/cost` well spent", "{number}`claims/cost` well spend"),
        ("kk", "орынды жұмсалған {number}`claims/cost`", "орынды жұмсалмаған {number}`claims/cost`"),
    ],
)
def test_a_quotation_that_was_altered_is_told_with_its_line(quoted: Path, language: str, old: str, new: str) -> None:
    path = quoted / "book" / language / "bridge.md"
    replace(path, old, new)
    fault, *_ = faults_of(quoted, "sphinx", "quotations")
    altered = new.replace("`claims/cost`", "")
    meant = old.replace("`claims/cost`", "")
    place = f"book/{language}/bridge.md:{line_of(path, new)}"
    assert fault.startswith(f"{place}: the table 'quotations' has no '{altered}'; write {meant}")


def test_what_editors_say_in_a_chapter_of_their_own_is_no_quotation(quoted: Path) -> None:
    path = quoted / "book" / "en" / "bridge.md"
    append(path, "\nA “crowded” bridge.\n")
    assert faults_of(quoted, "sphinx", "quotations") != []
    path.write_text(f"---\nvoice: editors\n---\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert faults_of(quoted, "quotations") == []
