"""Check that what is known of addresses is known of all of them."""

from __future__ import annotations

from collections.abc import Iterator

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.core.files import shown_path
from press.data.addresses import ADDRESSES, NamedAddress, named_addresses, pages_known


@check("addresses", DATA, Stage.PROSE)
def addresses(material: Material) -> Iterator[Fault]:
    """Find addresses of tables, of their description and of works that the table `addresses` lacks, where a book has one, and rows of it that nothing names."""
    sources = material.sources
    if ADDRESSES not in sources.package.names:
        return
    table, known = shown_path(sources.package.file(ADDRESSES), material.root), pages_known(sources)
    named = list(named_addresses(sources))
    unknown: dict[str, list[NamedAddress]] = {}
    for one in named:
        if one.address not in known:
            unknown.setdefault(one.address, []).append(one)
    for address, (first, *more) in unknown.items():
        also = f" (named {len(more) + 1} times)" if more else ""
        message = f"{address}{also} has no row in {table}; add one, with the day on which you read it"
        yield fault_at(shown_path(first.file, material.root), first.line or 1, message)
    used = {one.address for one in named}
    for line, address in enumerate(known, start=2):
        if address not in used:
            yield fault_at(table, line, f"nothing names {address}; remove the row")
