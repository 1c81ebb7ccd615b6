"""Tell which parts of a book have to be made: an edition in a format, what editions share.

Each part has a stamp (`press.core.stamps`) of what it was made from and of the files that it consists of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from press.build.inputs import edition_inputs, shared_inputs
from press.citation.record import english_titles
from press.core.files import remove
from press.core.formats import FORMATS, PAGES
from press.core.jobs import Say
from press.core.outputs import SHARED, edition_output, shared_output
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
from press.notebooks.book import Book
from press.notebooks.results import shown_digests

# A part that is made by itself: ``("shared",)`` or ``("ru", "html")``.
Part = tuple[str, ...]
_LAST_RUN = "its last run"


def named(part: Part) -> str:
    """Return what a part is called: ``ru pages``."""
    if len(part) > 1:
        return f"{part[0]} {FORMATS[part[1]].kind}"
    return "files that all editions share"


def part_inputs(settings: Settings) -> dict[Part, Inputs]:
    """Return what each part is made from, without the results of notebooks."""
    parts: dict[Part, Inputs] = {(SHARED,): shared_inputs(settings)}
    for builder in FORMATS:
        for language in settings.languages:
            parts[language, builder] = edition_inputs(settings, language, builder)
    return parts


def with_results(parts: dict[Part, Inputs], book: Book) -> dict[Part, Inputs]:
    """Return what each part is made from, with the results of notebooks in its language and what it takes from another edition."""
    settings = book.sources.settings
    titles = {"titles of chapters in English": repr(sorted(english_titles(settings).items()))}
    shown = {language: {**shown_digests(book.notebooks, language), **titles} for language in settings.languages}
    return {part: {**inputs, **shown.get(part[0], {})} for part, inputs in parts.items()}


def _reason_to_make(settings: Settings, part: Part, inputs: Inputs) -> str:
    """Return why ``part`` has to be made from ``inputs``, in plain words; empty where it has not."""
    if not _folder(settings, part).is_dir():
        return "it is not there"
    before = read_stamp(stamp_file(settings, *part))
    return describe_changes(before, {**inputs, **files_in(_places(settings, part), before)})


def stale_parts(settings: Settings, parts: dict[Part, Inputs], why: Say | None) -> Iterator[tuple[Part, Inputs]]:
    """Yield those of ``parts`` that have to be made, with what they are made from; tell ``why``."""
    for part, inputs in parts.items():
        if reason := _reason_to_make(settings, part, inputs):
            if why:
                why(f"{named(part)}: {reason}")
            yield part, inputs


def note_made(settings: Settings, part: Part, inputs: Inputs) -> None:
    """Note that ``part`` is there, made from ``inputs``."""
    write_stamp(stamp_file(settings, *part), _noted(settings, part, inputs))


def forget_made(settings: Settings, parts: Iterable[Part]) -> None:
    """Have ``parts`` count as not made until they are."""
    for part in parts:
        stamp_file(settings, *part).unlink(missing_ok=True)


def note_unfinished(settings: Settings, part: Part) -> None:
    """Note that a run that was to make ``part`` found faults, and that what it left is sound (`press.build.undo`)."""
    write_stamp(stamp_file(settings, *part), _noted(settings, part, {_LAST_RUN: "found faults"}))


def remove_unfinished(settings: Settings, begun: Collection[Part]) -> None:
    """Remove all of an edition whose pages were not made to the end, or of which some are lost, so that it is made from nothing.

    Sphinx warns only of what it reads, so that what it remembers of a run that was ended would look faultless. What is ``begun`` was
    looked at before.
    """
    for language in settings.languages:
        if (language, PAGES) in begun:
            continue
        if not has_files(read_stamp(stamp_file(settings, language, PAGES)) or {}, _places(settings, (language, PAGES))):
            remove(settings.build / "press" / language)


def _noted(settings: Settings, part: Part, inputs: Inputs) -> Inputs:
    """Return what is noted of a part that is there: what it was made from, and the files that it consists of."""
    return {**inputs, **files_in(_places(settings, part))}


def _places(settings: Settings, part: Part) -> list[FilePattern]:
    """Return where the files stand that a part consists of: of pages also the documents as they were read, and what is kept of them beside.

    Sphinx's environment is none of them: runs for other formats write it again, and one that cannot be read has Sphinx read all anew.
    """
    output = _folder(settings, part)
    if part[1:] != (PAGES,):
        return [(output, "*")]
    beside = sorted(path for path in output.parent.glob("*") if path.is_file())
    places = [*beside, output, output.parent / "blocks"]
    return [(output.parent / "doctrees", "*.doctree"), *((place, "*") for place in places)]


def _folder(settings: Settings, part: Part) -> Path:
    return shared_output(settings) if part == (SHARED,) else edition_output(settings, *part)
