"""Run ``press accept``: report what a new table still needs, and where else a changed figure stands."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from press.commands.common import say, short
from press.core.errors import PressError
from press.core.files import shown_path
from press.data.accept import Accepted, accept, correct, describe_columns, describe_new, elsewhere, restored
from press.data.descriptor import DESCRIPTOR
from press.data.draft import to_write
from press.data.occurrences import Occurrence
from press.data.sources import Sources
from press.data.table_words import missing_words, rows_to_add
from press.edition.load import load_sources


def accept_files(root: Path, files: Sequence[Path], together: bool | None) -> None:
    """Accept ``files``, and correct changed figures in other files too if ``together``, or if the user says so where it is None."""
    with restored([root / DESCRIPTOR]):
        drafted = describe_new(files, root)
        columns = describe_columns(files, root)
        sources = load_sources(root)
        found = elsewhere(files, sources)
        if found is None:
            say("what these files held before is not known, so look yourself where else the figures stand")
        same = [place for place in found or [] if place.is_same]
        _print_places(root, found or [])
        also = [place.file for place in same] if same and _is_to_correct(root, files, together) else []
        with restored(dict.fromkeys(also)):
            if also:
                correct(same)
                sources = load_sources(root)
            accepted = accept(list(dict.fromkeys([*files, *also])), sources)
    _print_accepted(accepted)
    for name in drafted:
        key = ", ".join(sources.package.key(name))
        say(f"drafted the description of the table '{name}' in {DESCRIPTOR}: {_column_list(sources, name)}; key {key}")
    for name, new in columns.items():
        say(f"drafted in {DESCRIPTOR} what the table '{name}' has got: {_column_list(sources, name, new)}")
    if drafted or columns:
        _print_remaining(sources, [*drafted, *columns])


def _print_accepted(accepted: Accepted) -> None:
    for path in accepted.changed:
        say(f"accepted {short(path)}")
    for path in accepted.without_checksum:
        say(f"{short(path)} holds words, which may be changed freely: it needs not be accepted")
    if not accepted.changed and not accepted.without_checksum:
        say("nothing to accept: the checksums already agree")


def _print_places(root: Path, found: Sequence[Occurrence]) -> None:
    """Print where else changed figures stand, by change."""
    for change in dict.fromkeys((place.change.line, place.change.column) for place in found):
        here = [place for place in found if (place.change.line, place.change.column) == change]
        what = here[0].change
        say(f"line {what.line} of {what.name}: {what.column} was {what.old}, is {what.new}")
        for place in here:
            where = f"    {shown_path(place.file, root)}:{place.line}: {place.row}"
            if place.is_same:
                say(f"{where}: {place.column} is {what.old}, the same figure; it would be {what.new}")
            elif place.column:
                say(f"{where}: {place.column} says '{place.cell}'; correct it yourself if it has to be")
            else:
                say(f"{where}: this row refers to the changed one; see whether what it says still holds")


def _is_to_correct(root: Path, files: Sequence[Path], together: bool | None) -> bool:
    """Return whether to correct the other places too; raise PressError where there is no terminal to ask in."""
    if together is not None:
        return together
    if sys.stdin.isatty():
        say("y corrects the same figure there too; N leaves it and accepts your change alone; Ctrl+C accepts nothing")
        return click.confirm("  Correct it there too?")
    named = " ".join(shown_path(file, root) for file in files)
    raise PressError(
        "a changed figure stands in other places too (see above), and nothing is accepted yet",
        remedy=f"correct them as well with: .venv/bin/press accept --together {named}\n"
        "  or leave them as they are with --alone instead of --together",
    )


def _column_list(sources: Sources, name: str, only: Sequence[str] | None = None) -> str:
    fields = [field for field in sources.package.fields(name) if only is None or field["name"] in only]
    return ", ".join(f"{field['name']} ({field['type']})" for field in fields)


def _print_remaining(sources: Sources, names: Sequence[str]) -> None:
    """Print what remains to be written in the drafted descriptions of the tables ``names``."""
    package, waiting = sources.package, [*_to_write(sources, names)]
    wanting = {name: missing_words(package, sources.vocabulary, name) for name in names}
    say("what remains:")
    if waiting:
        say(f"  write in {DESCRIPTOR}, where TODO stands: {', '.join(waiting)}")
    if not all(map(package.has_labels, names)):
        say("  see there whether types, key and licence are right, and give columns their unit and codes (enum)")
    for rows in rows_to_add(package, sources.settings.languages, wanting):
        say(f"  add to {rows}")
    say("  then: .venv/bin/press check data")


def _to_write(sources: Sources, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        above = f"{name}: " if len(names) > 1 else ""
        yield from (f"{above}{place}" for place in to_write(sources.package.resource(name)))
