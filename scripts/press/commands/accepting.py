"""Run ``press accept``, and report what a new table still needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from press.commands.common import say, short
from press.data.accept import accept, describe_columns, describe_new, restored
from press.data.descriptor import DESCRIPTOR
from press.data.draft import to_write
from press.data.sources import Sources
from press.data.table_words import missing_words, rows_to_add
from press.edition.load import load_sources


def accept_files(root: Path, files: Sequence[Path]) -> None:
    """Draft what the descriptor lacks of ``files``, accept them, and print what a person has still to write."""
    with restored(root):
        drafted = describe_new(files, root)
        columns = describe_columns(files, root)
        sources = load_sources(root)
        accepted = accept(files, sources)
    for path in accepted.changed:
        say(f"accepted {short(path)}")
    for path in accepted.without_checksum:
        say(f"{short(path)} holds words, which may be changed freely: it needs not be accepted")
    if not accepted.changed and not accepted.without_checksum:
        say("nothing to accept: the checksums already agree")
    for name in drafted:
        key = ", ".join(sources.package.key(name))
        say(f"drafted the description of the table '{name}' in {DESCRIPTOR}: {_column_list(sources, name)}; key {key}")
    for name, new in columns.items():
        say(f"drafted in {DESCRIPTOR} what the table '{name}' has got: {_column_list(sources, name, new)}")
    if drafted or columns:
        _print_remaining(sources, [*drafted, *columns])


def _column_list(sources: Sources, name: str, only: Sequence[str] | None = None) -> str:
    fields = [field for field in sources.package.fields(name) if only is None or field["name"] in only]
    return ", ".join(f"{field['name']} ({field['type']})" for field in fields)


def _print_remaining(sources: Sources, names: Sequence[str]) -> None:
    """Print what remains to be written in the drafted descriptions of the tables ``names``."""
    package = sources.package
    waiting = [f"{name}: {place}" for name in names for place in to_write(package.resource(name))]
    wanting = {name: missing_words(package, sources.vocabulary, name) for name in names}
    say("what remains:")
    if waiting:
        say(f"  write in {DESCRIPTOR}, where TODO stands: {', '.join(waiting)}")
    if not all(map(package.has_labels, names)):
        say("  see there whether types, key and licence are right, and give columns their unit and codes (enum)")
    for rows in rows_to_add(package, sources.settings.languages, wanting):
        say(f"  add to {rows}")
    say("  then: .venv/bin/press check data")
