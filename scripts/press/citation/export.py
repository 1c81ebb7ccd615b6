"""Export a work for reference managers: BibTeX and RIS."""

from __future__ import annotations

import re
from collections.abc import Callable

from press.citation.record import BOOK, CHAPTER, DATASET, Work

_RIS_TYPES = {BOOK: "BOOK", CHAPTER: "CHAP", DATASET: "DATA"}
_BIBTEX_TYPES = {BOOK: "book", CHAPTER: "incollection", DATASET: "misc"}
_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(work: Work) -> str:
    """Return the work as a BibTeX entry in UTF-8. Braces keep the capitals of titles; a work without authors is sorted by title."""
    titles = {name: _tex(work.with_subtitle(name)) for name in ("title", "booktitle")}
    fields = {
        "author": " and ".join(f"{{{_tex(who.name)}}}" if who.name else _tex(who.sorted) for who in work.authors),
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
    return _SPECIAL.sub(lambda letter: _ESCAPED.get(letter[0], f"\\{letter[0]}"), text)


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


EXPORTS: dict[str, tuple[str, Callable[[Work], str]]] = {"BibTeX": ("bib", bibtex), "RIS": ("ris", ris)}
