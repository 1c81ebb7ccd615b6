"""Export a work for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from press.citation.record import BOOK, CHAPTER, DATASET, Work
from press.citation.settings import Author

_RIS_TYPES = {BOOK: "BOOK", CHAPTER: "CHAP", DATASET: "DATA"}
_BIBTEX_TYPES = {BOOK: "book", CHAPTER: "incollection", DATASET: "misc"}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def csl_item(work: Work) -> dict[str, Any]:
    """Return the work as a CSL-JSON 1.0 item."""
    item = {
        "id": work.name,
        "type": work.kind,
        "title": work.title.full,
        "container-title": work.book.full if work.book else "",
        "author": [_csl_name(author) for author in work.authors],
        "publisher": work.publisher,
        "publisher-place": work.place,
        # A book with a ``version`` is taken for software, as early versions of CSL had no type for software.
        "version" if work.kind == DATASET else "edition": work.version,
        "language": work.language,
        "issued": {"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]} if work.issued else None,
        "URL": work.address,
    }
    return {key: value for key, value in item.items() if value}


def _csl_name(author: Author) -> dict[str, str]:
    names = {"family": author.family, "given": author.given, "literal": author.name}
    return {key: value for key, value in names.items() if value}


def csl_json(work: Work) -> str:
    """Return the work as a CSL-JSON file, which is a list of items."""
    lines = [f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in csl_item(work).items()]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def bibtex(work: Work) -> str:
    """Return the work as a BibTeX entry in UTF-8. Braces keep the capitals of titles; a work without authors is sorted by title."""
    lines = [f"  {name} = {{{value}}}," for name, value in _bibtex_fields(work) if value]
    return "\n".join([f"@{_BIBTEX_TYPES[work.kind]}{{{work.name},", *lines, "}"]) + "\n"


def _bibtex_fields(work: Work) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(_bibtex_name(author) for author in work.authors)
    yield "key", "" if work.authors else _tex(work.title.text)
    yield "title", f"{{{_tex(work.title.full)}}}"
    yield "booktitle", f"{{{_tex(work.book.full)}}}" if work.book else ""
    yield "publisher", _tex(work.publisher)
    yield "address", _tex(work.place)
    yield "year", work.year
    yield "date", work.issued.isoformat() if work.issued else ""
    yield "version", _tex(work.version)
    yield "language", work.language
    yield "url", work.address


def _bibtex_name(author: Author) -> str:
    if author.name:
        return f"{{{_tex(author.name)}}}"
    return _tex(", ".join(filter(None, [author.family, author.given])))


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)


def ris(work: Work) -> str:
    """Return the work as a RIS record."""
    tags = [
        ("TY", _RIS_TYPES[work.kind]),
        ("ID", work.name),
        *(("AU", ", ".join(filter(None, [author.name or author.family, author.given]))) for author in work.authors),
        ("TI", work.title.full),
        ("T2", work.book.full if work.book else ""),
        ("PB", work.publisher),
        ("CY", work.place),
        ("PY", work.year),
        ("DA", work.issued.strftime("%Y/%m/%d") if work.issued else ""),
        ("ET", work.version),
        ("LA", work.language),
        ("UR", work.address),
    ]
    # RIS requires CRLF, two spaces before the hyphen and one after it, also in the last line of a record.
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


FORMATS: dict[str, tuple[str, Callable[[Work], str]]] = {
    "BibTeX": ("bib", bibtex),
    "RIS": ("ris", ris),
    "CSL-JSON": ("json", csl_json),
}
