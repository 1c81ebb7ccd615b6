"""Export a work for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from press.citation.record import BOOK, CHAPTER, DATASET, Work

_RIS_TYPES = {BOOK: "BOOK", CHAPTER: "CHAP", DATASET: "DATA"}
_BIBTEX_TYPES = {BOOK: "book", CHAPTER: "incollection", DATASET: "misc"}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def csl_json(work: Work) -> str:
    """Return the work as a CSL-JSON 1.0 file, which is a list of items."""
    names = [{"family": author.family, "given": author.given, "literal": author.name} for author in work.authors]
    item = {
        "id": work.name,
        "type": work.kind,
        "title": work.with_subtitle(),
        "container-title": work.with_subtitle("booktitle"),
        "author": [{key: value for key, value in name.items() if value} for name in names],
        "publisher": work.text("publisher"),
        "publisher-place": work.text("location"),
        # A book with a ``version`` is taken for software, as early versions of CSL had no type for software.
        "version" if work.kind == DATASET else "edition": work.text("version"),
        "language": work.language,
        "issued": {"date-parts": [[int(part) for part in work.date.split("-")]]} if work.date else None,
        "URL": work.text("url"),
    }
    lines = [f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in item.items() if value]
    return "[{\n" + ",\n".join(lines) + "\n}]\n"


def bibtex(work: Work) -> str:
    """Return the work as a BibTeX entry in UTF-8. Braces keep the capitals of titles; a work without authors is sorted by title."""
    titles = {name: _tex(work.with_subtitle(name)) for name in ("title", "booktitle")}
    fields = {
        "author": " and ".join(f"{{{_tex(one.name)}}}" if one.name else _tex(one.sorted) for one in work.authors),
        "key": "" if work.authors else _tex(work.text("title")),
        **{name: f"{{{title}}}" if title else "" for name, title in titles.items()},
        "publisher": _tex(work.text("publisher")),
        "address": _tex(work.text("location")),
        "year": work.year,
        "date": work.date,
        "version": _tex(work.text("version")),
        "language": work.language,
        "url": work.text("url"),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_BIBTEX_TYPES[work.kind]}{{{work.name},", *lines, "}"]) + "\n"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), text)


def ris(work: Work) -> str:
    """Return the work as a RIS record."""
    tags = [
        ("TY", _RIS_TYPES[work.kind]),
        ("ID", work.name),
        *(("AU", author.sorted) for author in work.authors),
        ("TI", work.with_subtitle()),
        ("T2", work.with_subtitle("booktitle")),
        ("PB", work.text("publisher")),
        ("CY", work.text("location")),
        ("PY", work.year),
        ("DA", work.date.replace("-", "/")),
        ("ET", work.text("version")),
        ("LA", work.language),
        ("UR", work.text("url")),
    ]
    # RIS requires CRLF, two spaces before the hyphen and one after it, also in the last line of a record.
    lines = [f"{tag}  - {value}" for tag, value in tags if value]
    return "\r\n".join([*lines, "ER  - ", ""])


EXPORTS: dict[str, tuple[str, Callable[[Work], str]]] = {
    "BibTeX": ("bib", bibtex),
    "RIS": ("ris", ris),
    "CSL-JSON": ("json", csl_json),
}
