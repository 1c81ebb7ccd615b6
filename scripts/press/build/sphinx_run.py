"""Run Sphinx for one edition and builder, and return its warnings with remedies for editors.

Also a program: ``python -m press.build.sphinx_run ROOT LANGUAGE BUILDER`` prints the warnings, and exits with 1 if there were faults.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from press.build.undo import Undo, doctree_folder
from press.core.errors import machine_fault, machine_fault_in
from press.core.extensions import load_extensions
from press.core.formats import FORMATS
from press.core.outputs import SHARED, book_files, edition_output
from press.core.settings import Settings
from press.directives.data_package import has_data, zip_name
from press.edition.load import load_book
from press.edition.notes import leave_notes
from press.language.catalogues import get_notebook_translation
from press.notebooks.book import Book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# Called when Sphinx is about to read documents. Warnings during the call are dropped.
Ready = Callable[["Sphinx"], None]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# Lines by which Sphinx asks for a report to its own developers.
_CHATTER = re.compile(r"^(The full traceback has been saved|Please also report|A bug report can be filed)")
_MOST = 10
# Warnings that never stop a build, as editors may be unable to do anything about them: spellings of authors' names, limits of the converter of
# formulas, and, in notebooks and chapters that were written for other programs, HTML that is not shown and nodes of which the PDF has the text alone.
_NOTES = ("[typst.letter]", "[press.math]", "[press.html]", "[typst.node]")
# Remedies for editors, by words of Sphinx's warnings.
_REMEDIES = {
    "undefined label": "correct the label, or put it before a heading, as (label)=, or into a directive, as :name: label",
    "unknown document": "correct the name of the chapter or notebook",
    "could not find bibtex key": "correct the key or add the work to the bibliography",
    "image file not readable": "correct the path of the picture",
    "Unknown interpreted text role": "correct the name within the braces",
    "Unknown directive type": "correct the name within the braces",
    "duplicate label": "give one of the two headings or figures another label",
    "Duplicate explicit target name": "give one of the two headings or figures another label",
    "Non-consecutive header level": "use one # more than the heading above, not two",
    "cross-reference target not found": "correct the target of the link",
}


class Warned(NamedTuple):
    """The warnings of Sphinx, one paragraph each: ``faults``, which stop a build, and ``notes``, which do not."""

    faults: list[str]
    notes: list[str]


def run(book: Book, language: str, builder: str, ready: Ready | None = None, *, as_read: bool = False) -> Warned:
    """Build the edition of ``book`` in ``language`` with ``builder``; return the warnings of Sphinx.

    The doctrees and pages of a run with faults are removed, so that the next one reads these documents, and warns, again. A run that takes
    documents ``as_read`` by another reads none, unless none was read, and leaves all that as it is.
    """
    from jupyter_book.sphinx import build_sphinx  # noqa: PLC0415  slow to import, and only needed here

    settings = book.sources.settings
    # Before Sphinx imports them: a process that makes one edition after another may hold outdated modules.
    load_extensions(settings.root)
    doctrees = doctree_folder(settings, language)
    undo = Undo(doctrees)
    errors, sys.stderr = sys.stderr, (warnings := StringIO())

    def begin(app: Sphinx) -> None:
        undo.follow(app)
        if as_read:
            _take_as_read(app)
        if ready:
            end = warnings.tell()
            ready(app)
            warnings.seek(end)
            warnings.truncate()

    try:
        outcome = build_sphinx(
            settings.root,
            edition_output(settings, language, builder),
            noconfig=True,
            path_config=settings.root / "_config.yml",
            doctreedir=doctrees,
            confoverrides={**overrides(settings, language, builder), "press_book": book, "press_ready": begin},
            builder=builder,
            quiet=True,
        )
    finally:
        sys.stderr = errors
    if fault := (isinstance(outcome, BaseException) and machine_fault(outcome)) or machine_fault_in(
        warnings.getvalue()
    ):
        raise fault
    faults, notes = readable(warnings.getvalue())
    if outcome and not faults:
        faults = [str(outcome)]
    faults = faults or _missing_files(settings, language, builder)
    if faults and not as_read:
        undo.undo()
    return Warned(faults, notes)


def _take_as_read(app: Sphinx) -> None:
    """Make ``app`` take the documents as they were read last, whatever has been saved since."""

    def find_as_read(app: Sphinx, env: BuildEnvironment, *outdated: set[str]) -> list[str]:
        if env.all_docs:
            app.project.docnames = {*env.all_docs}
            leave_notes(env)
            for docnames in outdated:
                docnames.clear()
        return []

    def read_nothing(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        if env.all_docs:
            docnames.clear()

    app.connect("env-get-outdated", find_as_read)
    # Other listeners have told of outdated documents as well.
    app.connect("env-before-read-docs", read_nothing)


def _missing_files(settings: Settings, language: str, builder: str) -> list[str]:
    """Return a fault for each output file of the format that its builder has not written."""
    output = edition_output(settings, language, builder)
    files = [file.made for file in book_files(settings, language) if file.made.parent == output]
    remedy = "have it write the file into its output folder, or correct the ending in the record of the format"
    return [
        f"the builder '{builder}' has not written {path}\n  What to do: {remedy}"
        for path in files
        if not path.is_file()
    ]


def readable(text: str) -> Warned:
    """Return Sphinx's warnings, one a line, with remedies; of many only the first `_MOST`."""
    lines = [line for line in _COLOURS.sub("", text).splitlines() if line.strip() and not _CHATTER.match(line)]
    notes = [line for line in lines if line.rstrip().endswith(_NOTES)]
    return Warned(_first([line for line in lines if line not in notes]), _first(notes))


def _first(lines: list[str]) -> list[str]:
    shown = [line + _remedy(line) for line in lines[:_MOST]]
    return shown + ([f"... and {len(lines) - _MOST} lines more"] if len(lines) > _MOST else [])


def _remedy(line: str) -> str:
    found = next((remedy for words, remedy in _REMEDIES.items() if words.lower() in line.lower()), "")
    return f"\n  What to do: {found}" if found else ""


def overrides(settings: Settings, language: str, builder: str) -> dict[str, object]:
    """Return the configuration values by which an edition in one format differs from a plain ``jupyter-book build``."""
    return {
        "external_toc_path": "_toc.yml",
        "latex_individualpages": False,
        # A list of its own: themes append to what Jupyter Book hands to every run of a process.
        "templates_path": [],
        "language": language,
        "press_siblings": settings.languages,
        "press_shared": f"../{SHARED}",
        "press_downloads": _downloads(settings, language),
        **FORMATS[builder].config(settings, settings.edition(language)),
    }


def _downloads(settings: Settings, language: str) -> list[dict[str, str]]:
    """Return label and path within the site for each download that pages offer: the edition in each other format, and the data."""
    translate = get_notebook_translation(settings, language)
    offers = [{"label": translate(file.format.offer), "path": file.path} for file in book_files(settings, language)]
    if has_data(settings):
        offers.append({"label": translate("The data as ZIP"), "path": f"{SHARED}/{zip_name(settings)}"})
    return offers


def main(argv: list[str]) -> int:
    """Run as a program; return its exit code."""
    root, language, builder = argv
    warned = run(load_book(Path(root).resolve()), language, builder)
    print("\n".join([*warned.faults, *warned.notes]), file=sys.stderr)
    return 1 if warned.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
