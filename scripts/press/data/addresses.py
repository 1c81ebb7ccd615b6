"""Load the table of web addresses that a book relies on: when each was read, where a copy is archived, and the last response."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from press.core.caches import cached_per_build
from press.core.source_files import bibliography_files
from press.core.tracking import note_table
from press.data.references import read_library
from press.data.sources import Sources

# The name of that table, which a book may lack.
ADDRESSES = "addresses"
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
# Answers that mean that a page no longer exists, rather than that it failed to load this time.
GONE, NO_HOST = ("404", "410"), "no-host"
# Parts of an address that may differ for the same page.
_SAME = re.compile(r"^https?://(www\.)?|(/(index\.\w+)?)?$", re.IGNORECASE)


@dataclass(frozen=True)
class WebPage:
    """A web page or file.

    ``read``, ``archived_on`` and ``tried`` are ISO dates, ``answer`` is an HTTP status or a word, ``final`` the
    address after redirects.
    """

    address: str
    read: str = ""
    archived: str = ""
    archived_on: str = ""
    tried: str = ""
    answer: str = ""
    final: str = ""

    @property
    def is_gone(self) -> bool:
        """Return whether the page, or its host, no longer existed when it was last requested."""
        return self.answer in (*GONE, NO_HOST)

    @property
    def has_moved(self) -> bool:
        """Return whether the address redirected to another page, rather than to another spelling of itself."""
        return bool(self.final) and not self.is_gone and _SAME.sub("", self.final) != _SAME.sub("", self.address)

    @property
    def host(self) -> str:
        """Return the name of its host as people write it: without ``www.``, and in its own letters."""
        name = urlsplit(self.address).hostname or ""
        name = name.removeprefix("www.")
        return name.encode("ascii").decode("idna") if "xn--" in name else name

    def read_on(self, day: str) -> WebPage:
        """Return the same page as it was read on ``day``."""
        return replace(self, read=day)


@cached_per_build
def pages_known(sources: Sources) -> Mapping[str, WebPage]:
    """Return the rows of the table of addresses, by address; empty where the book has no such table."""
    if ADDRESSES not in sources.package.names:
        return {}
    names = {column.name for column in fields(WebPage)}
    rows = sources.texts(ADDRESSES)
    return {row["address"]: WebPage(**{name: text for name, text in row.items() if name in names}) for row in rows}


def page_at(sources: Sources, address: str) -> WebPage:
    """Return what the table of addresses says of the page at ``address``.

    Its address alone where it has no such row.
    """
    if ADDRESSES in sources.package.names:
        note_table(ADDRESSES)
    return pages_known(sources).get(address, WebPage(address))


class NamedAddress(NamedTuple):
    """An address with the file, and the line if known, that contains it."""

    address: str
    file: Path
    line: int | None = None


def named_addresses(sources: Sources) -> Iterator[NamedAddress]:
    """Yield the addresses in tables, in the ``sources`` and ``licenses`` of their descriptions, and in the bibliography.

    In tables only those in cells that hold nothing else.
    """
    package = sources.package
    for name in package.names:
        if name != ADDRESSES:
            for line, row in zip(package.lines(name), sources.rows(name), strict=True):
                addresses = (address for cell in row.values() for address in addresses_in(cell))
                yield from (NamedAddress(address, package.file(name), line) for address in addresses)
        for named in (*package.resource(name).get("sources", []), *package.resource(name).get("licenses", [])):
            yield from (NamedAddress(address, package.path) for address in addresses_in(named.get("path")))
    for path in bibliography_files(sources.root):
        for entry in read_library(path).entries if path.is_file() else ():
            if field := entry.fields_dict.get("url"):
                yield from (
                    NamedAddress(address, path, (field.start_line or 0) + 1) for address in addresses_in(field.value)
                )


def addresses_in(cell: object) -> list[str]:
    """Return the addresses in a cell that holds nothing else."""
    parts = str(cell).split() if isinstance(cell, str) else []
    return parts if parts and all(_ADDRESS.fullmatch(part) for part in parts) else []
