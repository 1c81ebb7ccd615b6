"""Write tables as a workbook (XLSX): the same tables give the same bytes.

After the guidance of the UK's Analysis Function for statistics in spreadsheets: a title in the first cell of each sheet, what is to be known
below it, then one table, marked as such, with nothing merged, hidden or frozen, and numbers and dates as what they are.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from press.core.files import add_entry
from press.data.sources import Sources

# Letters that columns are wide and have room for; how many lines the headings may take.
_WIDEST, _ROOM, _LINES = 48, 5, 4
# A spreadsheet alters numbers that are greater or have more digits, shows no more decimals, and knows no earlier dates.
_MOST_DIGITS, _MOST_DECIMALS, _FIRST_YEAR = 15, 30, 1900
_IN_TABLE = {"text_wrap": True, "align": "left", "indent": 1}

Style = Callable[..., Format]


class SheetLink(str):
    """The name of a sheet, in a cell that leads there."""


class Sheet(NamedTuple):
    """A sheet: the lines above its table, first its title.

    The rows of the table, headings first; columns whose numbers are written in groups.
    """

    name: str
    lines: Sequence[str]
    rows: Sequence[Sequence[Any]]
    grouped: Collection[int] = ()


def table_sheet(sources: Sources, name: str, lines: Sequence[str], language: str) -> Sheet:
    """Return the sheet of the table ``name`` of the data, with headings and codes in the words of ``language``."""
    fields, labels = sources.package.fields(name), sources.vocabulary
    # Codes from a list, whether the description has it or all of them have words; not the name of each row.
    coded = set()
    for column, limits in ((field["name"], field.get("constraints", {})) for field in fields):
        texts = (row[column] for row in sources.rows(name) if isinstance(row[column], str))
        spoken = (labels.label_if_known(text, language) for text in texts if any(map(str.isalpha, text)))
        if "enum" in limits or ("unique" not in limits and all(spoken)):
            coded.add(column)
    heads: list[str] = []
    for field in fields:
        title = labels.label_if_known(f"{name}.{field['name']}", language)
        head = ", ".join(filter(None, (title, labels.unit(field.get("unit", ""), language)))) or field["name"]
        # No two headings of a table may be the same.
        heads.append(f"{head} ({field['name']})" if head.casefold() in map(str.casefold, heads) else head)

    def cell(column: str, value: Any) -> Any:
        return labels.label_if_known(value, language) or value if column in coded and isinstance(value, str) else value

    rows = [[cell(*item) for item in row.items()] for row in sources.rows(name)]
    grouped = [number for number, field in enumerate(fields) if "year" not in (field.get("type"), field.get("unit"))]
    return Sheet(name, lines, [heads, *rows], grouped)


def workbook(sheets: Sequence[Sheet], language: str, author: str, day: dt.date) -> bytes:
    """Return ``sheets`` in ``language`` as a workbook of that ``day``."""
    content, packed = io.BytesIO(), io.BytesIO()
    with Workbook(content, {"in_memory": True, "remove_timezone": True}) as book:
        created = dt.datetime.combine(day, dt.time())
        book.set_properties({"title": sheets[0].lines[0], "author": author, "created": created})
        # A format for each way in which cells are shown.
        style = cache(lambda **shown: book.add_format({"valign": "top", **shown}))
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, style)
    # Packed anew: what compression gives depends on the library that Python was built with. XlsxWriter has no property for the language.
    ending = f"<dc:language>{language}</dc:language></cp:coreProperties>".encode()
    with zipfile.ZipFile(content) as made, zipfile.ZipFile(packed, "w") as archive:
        for name in made.namelist():
            add_entry(archive, name, made.read(name).replace(b"</cp:coreProperties>", ending))
    return packed.getvalue()


def _write_sheet(made: Worksheet, sheet: Sheet, style: Style) -> None:
    top, (heads, *rows) = len(sheet.lines), sheet.rows
    for number, line in enumerate(sheet.lines):
        _write(made, number, 0, line, style)
    made.write_string(0, 0, sheet.lines[0], style(bold=True, font_size=14))
    head = style(bold=True, **_IN_TABLE)
    options = {
        "name": "table_" + re.sub(r"\W", "_", sheet.name),
        "title": sheet.lines[0],
        "columns": [{"header": text, "header_format": head} for text in heads],
        "style": "Table Style Light 1",
    }
    made.add_table(top, 0, top + max(len(rows), 1), len(heads) - 1, options)
    for column, text in enumerate(heads):
        values, whole = [row[column] for row in rows], "#,##0" if column in sheet.grouped else "0"
        for at, value in enumerate(values, start=top + 1):
            _write(made, at, column, value, style, whole, **_IN_TABLE)
        longest = max(len(str(value)) for value in [*values, *text.split()])
        made.set_column(column, column, min(max(longest, len(text) // _LINES) + _ROOM, _WIDEST))
    # Texts that look like numbers, such as places in a text, are no mistake.
    made.ignore_errors({"number_stored_as_text": f"A{top + 2}:XFD{top + 1 + max(len(rows), 1)}"})
    made.set_landscape()
    made.set_paper(9)  # A4
    made.fit_to_pages(1, 0)
    made.repeat_rows(top)


def _write(made: Worksheet, row: int, column: int, value: Any, style: Style, whole: str = "0", **text: Any) -> None:
    """Write a cell: text unchanged, whatever it looks like, and numbers with the decimals that they were given with."""
    if isinstance(value, SheetLink):
        quoted = value.replace("'", "''")
        made.write_url(row, column, f"internal:'{quoted}'!A1", style(hyperlink=True, **text), str(value))
    elif isinstance(value, bool):
        made.write_boolean(row, column, value, style())
    elif isinstance(value, int | float | Decimal) and _is_exact(number := Decimal(str(value))):
        decimals = max(-int(number.as_tuple().exponent), 0)
        shown = f"{whole}.{'0' * decimals}" if decimals else whole
        made.write_number(row, column, float(value), style(num_format=shown))
    elif isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        shown = "yyyy-mm-dd hh:mm:ss" if isinstance(value, dt.datetime) else "yyyy-mm-dd"
        made.write_datetime(row, column, value, style(num_format=shown))
    elif value is not None:
        made.write_string(row, column, str(value), style(**text))


def _is_exact(number: Decimal) -> bool:
    """Return whether a spreadsheet shows all digits of ``number``."""
    if not number.is_finite():
        return False
    _, digits, exponent = number.normalize().as_tuple()
    return len(digits) <= _MOST_DIGITS and -_MOST_DECIMALS <= int(exponent) <= _MOST_DIGITS - len(digits)
