"""Determine which parts of a book are stale: an edition in a format, or the files that all editions share.

Each part has a stamp (`press.core.stamps`) of its inputs and its output files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from press.citation.record import english_titles
from press.core.files import remove
from press.core.formats import FORMATS, PAGES, SHARED, doctree_folder, edition_output, shared_output
from press.core.jobs import Say
from press.core.settings import Settings
from press.core.stamps import (
    FilePattern,
    Inputs,
    describe_changes,
    files_in,
    has_files,
    read_stamp,
    stamp_file,
    write_stamp,
)
from press.make.inputs import edition_inputs, shared_inputs
from press.notebooks.book import Book
from press.notebooks.results import shown_digests

# The name of a part: ``("shared",)``, or language and builder: ``("ru", "html")``.
Part = tuple[str, ...]
_LAST_RUN = "its last run"


def part_name(part: Part) -> str:
    """Return the name of a part for people: ``ru pages``."""
    if len(part) > 1:
        return f"{part[0]} {FORMATS[part[1]].kind}"
    return "files that all editions share"


def part_inputs(settings: Settings) -> dict[Part, Inputs]:
    """Return the inputs of each part, without the results of notebooks."""
    parts: dict[Part, Inputs] = {(SHARED,): shared_inputs(settings)}
    for builder in FORMATS:
        for language in settings.languages:
            parts[language, builder] = edition_inputs(settings, language, builder)
    return parts


def with_results(parts: dict[Part, Inputs], book: Book) -> dict[Part, Inputs]:
    """Return the inputs of each part, with the results of notebooks in its language and the titles that it takes from the English edition."""
    settings = book.sources.settings
    titles = {"titles of chapters in English": repr(sorted(english_titles(settings).items()))}
    shown = {language: {**shown_digests(book.notebooks, language), **titles} for language in settings.languages}
    return {part: {**inputs, **shown.get(part[0], {})} for part, inputs in parts.items()}


def _reason_to_make(settings: Settings, part: Part, inputs: Inputs) -> str:
    """Return why ``part`` has to be made from ``inputs``, in plain words; empty where it is up to date."""
    if not _output_folder(settings, part).is_dir():
        return "it is not there"
    before = read_stamp(stamp_file(settings, *part))
    return describe_changes(before, {**inputs, **files_in(_file_patterns(settings, part), before)})


def stale_parts(settings: Settings, parts: dict[Part, Inputs], why: Say | None) -> Iterator[tuple[Part, Inputs]]:
    """Yield the stale ones of ``parts`` with their inputs; report the reasons to ``why``."""
    for part, inputs in parts.items():
        if reason := _reason_to_make(settings, part, inputs):
            if why:
                why(f"{part_name(part)}: {reason}")
            yield part, inputs


def note_made(settings: Settings, part: Part, inputs: Inputs) -> None:
    """Store the stamp of ``part``, made from ``inputs``: these and its output files."""
    write_stamp(stamp_file(settings, *part), {**inputs, **files_in(_file_patterns(settings, part))})


def forget_made(settings: Settings, parts: Iterable[Part]) -> None:
    """Remove the stamps of ``parts``, so that they are stale until they are made."""
    for part in parts:
        stamp_file(settings, *part).unlink(missing_ok=True)


def note_unfinished(settings: Settings, part: Part) -> None:
    """Store a stamp for ``part`` whose run found faults and left files that are consistent."""
    note_made(settings, part, {_LAST_RUN: "found faults"})


def remove_unfinished(settings: Settings) -> None:
    """Remove an edition whose pages were not finished, or of which files are missing, so that it is made from scratch.

    Sphinx warns only of documents that it reads, so that with the doctrees of a run that was killed it would find no faults.
    """
    for language in settings.languages:
        if not has_files(
            read_stamp(stamp_file(settings, language, PAGES)) or {}, _file_patterns(settings, (language, PAGES))
        ):
            remove(settings.build / "press" / language)


def _file_patterns(settings: Settings, part: Part) -> list[FilePattern]:
    """Return the folders and patterns of the files of a part; for pages, these include doctrees and the files beside the output folder.

    The pickled environment is not included: runs for other formats rewrite it, and if it cannot be read Sphinx reads all documents anew.
    """
    output = _output_folder(settings, part)
    if part[1:] != (PAGES,):
        return [(output, "*")]
    beside = sorted(path for path in output.parent.glob("*") if path.is_file())
    places = [*beside, output, output.parent / "blocks"]
    return [(doctree_folder(settings, part[0]), "*.doctree"), *((place, "*") for place in places)]


def _output_folder(settings: Settings, part: Part) -> Path:
    return shared_output(settings) if part == (SHARED,) else edition_output(settings, *part)
