"""Makes what has to be made anew: checks and notebooks, the editions in children side by side, one site out of all."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from press import children, notebooks
from press.block_proof import prove_blocks
from press.build import timed
from press.builders import EPUB
from press.caches import forget
from press.checks import check_book
from press.child_process import ChildDiedError, can_fork
from press.citing_settings import load_citation
from press.data_zip import write_data_zip
from press.errors import PressError
from press.inputs import Inputs, changes, edition_inputs, read_stamp, shared_inputs, stamp_file, write_stamp
from press.last_change import date_this_process, dated
from press.outputs import FORMATS, PAGES, SHARED, Site, edition_output, shared_output
from press.results import shown_digest
from press.settings import Settings, load_settings
from press.site import book_files, join_site
from press.sphinx_run import run
from press.vega_script import write_vega_script
from press.vocabulary import load_vocabulary

Say = Callable[[str], None]
Shown = Callable[[], None]
# Seconds that a step may take. The largest book here takes a tenth of it on a busy machine.
_LONGEST = 1800.0
# New objects after which Python looks for garbage among the youngest, and how often among the older; by default 700, 10 and 10.
_THRESHOLDS = (50_000, 20, 50)
# What Sphinx loads while it runs: found imported by the children.
_WARM = (
    "jupyter_book.sphinx",
    "press.extension",
    "press.typst.extension",
    "myst_nb.sphinx_ext",
    "sphinx_book_theme",
    "pydata_sphinx_theme",
    "sphinx_external_toc",
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "sphinx_thebe",
    "sphinx_comments",
    "sphinx_design",
    "sphinx_jupyterbook_latex",
    "sphinxcontrib.bibtex",
    "sphinx.builders.html",
    "sphinx.ext.mathjax",
    "sphinx.ext.intersphinx",
)


def make_site(
    settings: Settings,
    say: Say,
    why: Say | None = None,
    shown: Shown | None = None,
    residents: children.Residents | None = None,
) -> Site:
    """Make what is out of date, and the site; the arguments are those of `press.build.build_book`."""
    forget()
    with timed("data, chapters and numbers checked", say):
        executed = check_book(
            settings.root, report=lambda name, seconds: say(f"ran {name}  {seconds:.1f} s"), why=why
        ).notebooks
    with notebooks.handed_down(executed):
        _remove_unfinished(settings)
        digests = shown_digest(executed)
        stale = dict(_stale(settings, digests, why))
        if residents:
            # What waits was handed down the notebooks as they had run.
            residents.renew(repr([digests(language) for language in settings.languages]))
            residents.retain(_one_language(stale))
        pages = {part: inputs for part, inputs in stale.items() if part[1:] in ((), (PAGES,))}
        if shown and pages and len(pages) < len(stale) and _has_all_files(settings):
            _make(settings, pages, say, residents)
            _join(settings, say, last_index=True)
            shown()
            stale = {part: inputs for part, inputs in stale.items() if part not in pages}
        _make(settings, stale, say, residents)
    if residents:
        residents.retain(_one_language(stale))
    return _join(settings, say)


def _one_language(parts: Iterable[tuple[str, ...]]) -> list[str]:
    """The places of the language to which all ``parts`` belong; none if they belong to several.

    A process that has printed a book takes more than a gigabyte, so that only the edition that is being edited keeps its own.
    """
    languages = {part[0] for part in parts if part[0] != SHARED}
    return [_place(language, builder) for language in languages for builder in FORMATS] if len(languages) == 1 else []


def _has_all_files(settings: Settings) -> bool:
    """Whether PDFs and EPUBs are there, of the last build at least, for a site of pages that are newer."""
    return all(path.is_file() for path in book_files(settings))


def _join(settings: Settings, say: Say, *, last_index: bool = False) -> Site:
    prove_blocks(settings)
    with timed("site joined", say):
        return join_site(settings, last_index=last_index)


def _remove_unfinished(settings: Settings) -> None:
    """Remove all of an edition whose pages were not made to the end, so that it is made from nothing.

    Sphinx warns only of what it reads, so that what it remembers of a run with faults would look faultless.
    """
    for language in settings.languages:
        if not stamp_file(settings, language, PAGES).is_file():
            shutil.rmtree(settings.build / "press" / language, ignore_errors=True)


def _stale(
    settings: Settings, digests: Callable[[str], Inputs], why: Say | None
) -> Iterator[tuple[tuple[str, ...], Inputs]]:
    """The parts that have to be made, ``("shared",)`` and ``("ru", "html")``, with what they are made from."""
    parts: dict[tuple[str, ...], Inputs] = {(SHARED,): shared_inputs(settings)}
    for builder in FORMATS:
        for language in settings.languages:
            parts[language, builder] = edition_inputs(settings, language, builder, digests(language))
    for part, inputs in parts.items():
        there = (shared_output(settings) if part == (SHARED,) else edition_output(settings, *part)).is_dir()
        reason = changes(read_stamp(stamp_file(settings, *part)), inputs) if there else "it is not there"
        if reason:
            if why:
                why(f"{named(part)}: {reason}")
            yield part, inputs


def named(part: tuple[str, ...]) -> str:
    """What a part is called: ``ru pages``."""
    return f"{part[0]} {FORMATS[part[1]]}" if len(part) > 1 else "files that all editions share"


def _make(
    settings: Settings, inputs: dict[tuple[str, ...], Inputs], say: Say, residents: children.Residents | None
) -> None:
    """Make the stale parts side by side, as many at a time as there are processors; a PressError tells the faults of all."""
    if not inputs:
        return
    for part in inputs:
        stamp_file(settings, *part).unlink(missing_ok=True)
    problems: dict[tuple[str, ...], str] = {}

    def finished(job: children.Job, outcome: children.Outcome) -> None:
        part = job.arguments[1]
        if outcome.error is None:
            write_stamp(stamp_file(settings, *part), inputs[part])
            say(f"{named(part)}  {outcome.seconds:.1f} s")
        else:
            problems[part] = f"{named(part)}:\n{_told(outcome.error)}"

    if can_fork():
        warm()
    children.run_jobs(_jobs(settings, inputs), children.Limits(silence=_LONGEST), finished, residents)
    if problems:
        raise PressError("\n".join(problems[part] for part in inputs if part in problems))


def _jobs(settings: Settings, inputs: dict[tuple[str, ...], Inputs]) -> list[children.Job]:
    """A job for each part. All formats of an edition use what Sphinx reads for its pages, so that they follow them."""
    jobs, epoch = [], dated(settings.root)
    for part in inputs:
        arguments = (settings.root, part, epoch)
        if part[0] == SHARED:
            jobs.append(children.Job(part, make_shared, arguments))
        else:
            pages = (part[0], PAGES)
            after = pages if part != pages and pages in inputs else None
            jobs.append(children.Job(part, make_edition, arguments, after, _place(*part)))
    return jobs


def _place(language: str, builder: str) -> str:
    """Where the format of an edition is made: the EPUB beside the PDF."""
    return f"{language} {builder}" if builder == EPUB else language


def _told(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}"
    raise error


def warm() -> None:
    """Import what editions need, for the children to have; what another version of a package lacks is left out."""
    for name in _WARM:
        with suppress(ImportError):
            import_module(name)


# What follows runs in children.


def make_edition(root: Path, part: tuple[str, str], epoch: str) -> None:
    """Make an edition in one format; a PressError has the warnings of Sphinx."""
    forget()
    _collect_rarely()
    date_this_process(epoch)
    warnings = run(root, *part)
    if warnings:
        raise PressError("\n".join(warnings))


def _collect_rarely() -> None:
    """Have Python look for garbage less often.

    Documents are large trees of objects, all of which it would go through again and again while the next is read: a third of the time.
    What is frozen is never looked at again, so that a process that makes one edition after another freezes only what it began with.
    """
    if gc.get_threshold() != _THRESHOLDS:
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)


def make_shared(root: Path, part: tuple[str], epoch: str) -> None:
    """Put together the files that all editions load, in a folder beside them."""
    date_this_process(epoch)
    settings = load_settings(root)
    folder = shared_output(settings)
    shutil.rmtree(folder, ignore_errors=True)
    write_vega_script(settings, folder)
    write_data_zip(settings, load_vocabulary(root, settings.languages), load_citation(root), folder)
