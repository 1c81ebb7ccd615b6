"""Load the claims of the book, a table of quantities by id, and check that every edition can spell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from press.core.errors import PressError
from press.data.descriptor import DataPackage
from press.data.validation import accepted_rows, check_range, rows_with_lines, table_error, texts_of
from press.language.number_phrases import HEDGES
from press.language.quantities import Quantity, spell
from press.language.scripts import language_by_script

CLAIMS = "claims"
_COLUMNS = ("id", "value", "unit", "scale")


@dataclass(frozen=True)
class Claim:
    """A row of the claims table; the fields after its quantity may be empty.

    ``quotation`` is what was printed, in ``language`` (empty where the descriptor names none), in ``lines``; ``citation`` is the key of the work given as the source,
    ``section`` the chapter that uses the claim, and ``period`` the time that it is of. ``hedge`` is the value of the column ``qualifier`` if it is a key of HEDGES.
    """

    id: str
    quantity: Quantity
    quotation: str = ""
    lines: str = ""
    citation: str = ""
    section: str = ""
    period: str = ""
    language: str = ""
    hedge: str = ""


def load_claims(package: DataPackage) -> dict[str, Claim]:
    """Return the claims of ``package`` by id; empty where it has no such table."""
    if CLAIMS not in package.names:
        return {}
    package.check_columns(CLAIMS, _COLUMNS)
    claims = {}
    for row in texts_of(accepted_rows(package, CLAIMS)):
        key, quantity = row["id"], Quantity(row["value"], row["unit"], row["scale"])
        facts = {name: row.get(name, "") for name in ("quotation", "lines", "citation", "section", "period")}
        language, hedge = quotation_language(package, CLAIMS, facts["quotation"]), row.get("qualifier", "")
        claims[key] = Claim(key, quantity, **facts, language=language, hedge=hedge if hedge in HEDGES else "")
    return claims


def quotation_language(package: DataPackage, table: str, quotation: str) -> str:
    """Return the language of a ``quotation`` in ``table``, by its letters: one of the ``languages`` of that column.

    Empty where the descriptor names none.
    """
    columns = {column["name"]: column for column in package.fields(table)}
    languages = columns.get("quotation", {}).get("languages", [])
    return language_by_script(quotation, languages) if languages else ""


def check_claims(package: DataPackage, languages: Sequence[str]) -> None:
    """Raise a PressError with line and id of each claim that is out of range or that cannot be spelled in one of ``languages``.

    The checksum of the table is not compared, so that a changed table can be checked too.
    """
    if CLAIMS not in package.names:
        return
    package.check_columns(CLAIMS, _COLUMNS)
    problems = []
    for line, row in rows_with_lines(package, CLAIMS):
        try:
            quantity = Quantity(row["value"], row["unit"], row["scale"])
            for language in languages:
                spell(quantity, language)
            check_range(quantity)
        except (PressError, ValueError, ArithmeticError) as error:
            fault = f"{error.message} ({error.remedy})" if isinstance(error, PressError) else str(error)
            problems.append((line, f"the statement '{row['id']}' cannot be printed: {fault}"))
    if problems:
        remedy = "write values that fit the units and their ranges, or choose other units"
        raise table_error(problems, package.file(CLAIMS), remedy)
