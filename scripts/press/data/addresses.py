"""Know of each address that a book leans on when it was read, where a copy of it is kept, and how it answered when it was last tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from press.core.caches import cached_per_build
from press.core.sources import bibliography_files
from press.data.references import read_library
from press.data.sources import Sources

# The table that a book may have of them.
ADDRESSES = "addresses"
COLUMNS = ("address", "read", "archived", "tried", "answer", "final")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# What says that a page is no more, rather than that it could not be had this time.
GONE, NO_HOST = ("404", "410"), "no-host"
# Where one of these is all that differs, it is the same page.
_SAME = re.compile(r"^https?://(www\.)?|(/(index\.\w+)?)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Page:
    """A page or file on the web: ``read`` and ``tried`` are days, ``answer`` a status of HTTP or a word, ``final`` where the address led."""

    address: str
    read: str = ""
    archived: str = ""
    tried: str = ""
    answer: str = ""
    final: str = ""

    @property
    def is_gone(self) -> bool:
        """Tell whether the page, or its host, was no longer there when it was last tried."""
        return self.answer in (*GONE, NO_HOST)

    @property
    def has_moved(self) -> bool:
        """Tell whether the address led to another page, rather than to another spelling of itself."""
        return bool(self.final) and not self.is_gone and _SAME.sub("", self.final) != _SAME.sub("", self.address)


@cached_per_build
def pages_known(sources: Sources) -> Mapping[str, Page]:
    """Return what the table of addresses says, by address; nothing where the book has no such table."""
    if ADDRESSES not in sources.package.names:
        return {}
    rows = sources.table(ADDRESSES).astype("string").fillna("").to_dict(orient="records")
    pages = [Page(**{name: str(row.get(name, "")) for name in COLUMNS}) for row in rows]
    return {page.address: page for page in pages}


@dataclass(frozen=True)
class NamedAddress:
    """An address and the file, with its line where that is known, that names it."""

    address: str
    file: Path
    line: int | None = None


def named_addresses(sources: Sources) -> Iterator[NamedAddress]:
    """Yield the addresses that tables name in cells of their own, that their description names as sources, and that works name."""
    package = sources.package
    for name in package.names:
        if name != ADDRESSES:
            for line, row in enumerate(sources.rows(name), start=2):
                found = (address for cell in row.values() for address in _addresses_in(cell))
                yield from (NamedAddress(address, package.file(name), line) for address in found)
        for source in package.resource(name).get("sources", []):
            yield from (NamedAddress(address, package.path) for address in _addresses_in(source.get("path")))
    for path in bibliography_files(sources.root):
        for entry in read_library(path).entries if path.is_file() else ():
            if field := entry.fields_dict.get("url"):
                yield from (
                    NamedAddress(address, path, (field.start_line or 0) + 1) for address in _addresses_in(field.value)
                )


def _addresses_in(cell: object) -> list[str]:
    """Return the addresses of a cell that holds nothing else."""
    words = str(cell).split() if isinstance(cell, str) else []
    return words if words and all(_ADDRESS.fullmatch(word) for word in words) else []


def host_of(address: str) -> str:
    """Return the host of an address, with its port where that is named."""
    return urlsplit(address).netloc.lower()
