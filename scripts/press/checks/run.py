"""Checks that need no build: data, chapters in step, letters of one alphabet in a word, numbers and what they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from press.checks.alphabets import mixed_words
from press.checks.chapters import check_chapters
from press.checks.faults import Check, Faults
from press.checks.kinds import DATA, KINDS, NUMBERS, PARITY, WORDS
from press.checks.mentions import NUMBER, chapters, mentions
from press.checks.names import Known, description_faults, name_faults, result_faults, unit_faults
from press.checks.parity import out_of_step
from press.checks.slips import slip_faults
from press.checks.typed_digits import typed_digits
from press.checks.verdicts import check_recomputed, check_recomputed_origins
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.core.merges import check_merges
from press.core.project import make_writable
from press.core.settings import Settings, load_settings
from press.core.sources import source_files
from press.data.claims import CLAIMS, check_claims, load_claims
from press.data.references import BIBLIOGRAPHY, check_bibliography, read_library
from press.data.tables import check_citations, load_table, table_names
from press.data.verdicts import check_verdicts
from press.data.vocabulary import load_vocabulary
from press.directives.findings.check import findings_out_of_place
from press.edition.chapters import chapter_files
from press.edition.contents import contents_faults
from press.language.catalogues import book_translations
from press.language.phrases import load_nouns
from press.notebooks.notebook import Executed, read_notebook
from press.notebooks.results import Results, collect_results
from press.notebooks.run import Report, executed_notebooks


@dataclass
class Checked:
    """What was found right, a line each, and the notebooks as they ran, where numbers were checked."""

    lines: list[str]
    notebooks: list[Executed]


def check_book(
    root: Path,
    kinds: Sequence[str] = (),
    report: Report | None = None,
    why: Callable[[str], None] | None = None,
    meanwhile: Callable[[], None] | None = None,
) -> Checked:
    """Check the book at ``root`` in the ``kinds`` named, by default all.

    Raises one PressError with all faults. Where numbers are checked, stale notebooks are run as soon as all they read was
    found sound; ``report`` is called with name and seconds after each run, ``why`` with name and reason before,
    ``meanwhile`` while they run.
    """
    # What a merge left would be told as many other faults.
    check_merges(source_files(root), root)
    settings = load_settings(root)
    load_extensions(root)
    chosen = [kind for kind in KINDS if kind in (kinds or KINDS)]
    faults, spoiled = Faults(), set[str]()
    faults.add(_data_checks(settings) if DATA in chosen else [])
    # In a chapter with an open block, or without a counterpart, the rest cannot be read aright.
    of_chapters: list[Check] = [partial(contents_faults, settings), partial(check_chapters, settings)]
    of_markdown: list[Check] = [partial(slip_faults, settings, spoiled)]
    reads_chapters = bool({PARITY, NUMBERS} & set(chosen))
    if faults.add(of_chapters if reads_chapters else []):
        faults.add(of_markdown if reads_chapters else [])
        faults.spoiled = spoiled
        faults.add(check for kind in chosen for check in _prose_checks(settings, kind, chosen))
    executed: list[Executed] = []
    if NUMBERS in chosen and not faults.unread:
        faults.add([partial(_unpublished, settings, executed, report, why, meanwhile)])
    if faults.unread or faults.told:
        raise PressError("\n".join([*faults.unread.values(), *faults.told]))
    return Checked([line for kind in chosen for line in _REPORTS[kind](settings)], executed)


def _data_checks(settings: Settings) -> list[Check]:
    """Every source but the chapters, each a check of its own, so that a fault in one hides none in another."""
    root = settings.root
    return [
        partial(_quietly, load_vocabulary, root, settings.languages),
        partial(_quietly, load_nouns, root, settings.languages),
        *_table_checks(settings),
        partial(_check_audit, settings),
        partial(_check_works, root),
        *(partial(_quietly, read_notebook, path) for path in settings.notebooks),
        *(partial(_quietly, book_translations, settings, language) for language in settings.languages),
    ]


def _table_checks(settings: Settings) -> list[Check]:
    try:
        names = table_names(settings.root)
    except PressError:
        # Told by the check of works, which reads the description as well.
        return []
    return [partial(_check_table, name, settings) for name in names]


def _check_table(name: str, settings: Settings) -> None:
    """Content before checksum: a fault in a changed file is told alone."""
    if name == CLAIMS:
        check_claims(settings.root, settings.languages)
    load_table(name, settings.root)


def _check_audit(settings: Settings) -> None:
    check_verdicts(settings.root)
    check_recomputed_origins(settings.root, [path.stem for path in settings.notebooks])


def runs_notebooks(kinds: Sequence[str]) -> bool:
    """Whether checks of these ``kinds``, as `check_book` takes them, run notebooks."""
    return not kinds or NUMBERS in kinds


def _quietly(read: Callable[..., object], *arguments: object) -> None:
    read(*arguments)


def _check_works(root: Path) -> None:
    if (root / BIBLIOGRAPHY).is_file():
        check_bibliography(root / BIBLIOGRAPHY)
    check_citations(root)


def _prose_checks(settings: Settings, kind: str, kinds: Sequence[str]) -> list[Check]:
    if kind == PARITY:
        return [partial(out_of_step, settings)]
    if kind == WORDS:
        return [partial(mixed_words, settings)]
    if kind == NUMBERS:
        # Where editions are compared in full, their numbers are.
        numbers_alone = [] if PARITY in kinds else [partial(out_of_step, settings, lambda block: block.numbers)]
        checks = [typed_numbers, unknown_names, findings_out_of_place]
        return [*(partial(check, settings) for check in checks), *numbers_alone]
    return []


def typed_numbers(settings: Settings) -> list[str]:
    """A line for each number that is typed into a chapter instead of coming from data."""
    return [
        f"{path}:{line}: the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
        for _, path, text in chapters(settings)
        for line, digits in typed_digits(text, settings.names)
    ]


def unknown_names(settings: Settings) -> list[str]:
    """A line for each number, citation or embed that names nothing there is, or has an option it cannot have."""
    return list(name_faults(mentions(settings), _known(settings)))


def _unpublished(
    settings: Settings,
    executed: list[Executed],
    report: Report | None,
    why: Callable[[str], None] | None,
    meanwhile: Callable[[], None] | None,
) -> list[str]:
    """A line for each result that chapters use and no notebook publishes, and for each number that nothing describes.

    Fills ``executed`` with the notebooks as they ran.
    """
    make_writable(settings.build)
    executed += executed_notebooks(settings, report, why, meanwhile)
    results = collect_results(executed)
    found = mentions(settings)
    vocabulary = load_vocabulary(settings.root, settings.languages)
    numbers = [result.name for result in results if result.kind == NUMBER]
    numbers += [f"{CLAIMS}/{key}" for key in load_claims(settings.root)]
    told = [*unit_faults(results, settings), *result_faults(found, results, settings)]
    told += description_faults(found, numbers, vocabulary)
    return told + _recomputed(settings, results)


def _recomputed(settings: Settings, results: Results) -> list[str]:
    try:
        check_recomputed(settings.root, results)
    except PressError as error:
        return [str(error)]
    return []


def _known(settings: Settings) -> Known:
    bibliography = settings.root / BIBLIOGRAPHY
    works = [entry.key for entry in read_library(bibliography).entries] if bibliography.is_file() else []
    notebooks = [path.stem for path in settings.notebooks]
    nouns = load_nouns(settings.root, settings.languages)
    return Known(load_claims(settings.root), notebooks, works, table_names(settings.root), nouns)


def _report_data(settings: Settings) -> list[str]:
    return [
        f"{len(table_names(settings.root))} tables are valid and as their checksums say",
        f"{len(settings.notebooks)} notebooks, the bibliography and the catalogues can be read",
    ]


def _report_parity(settings: Settings) -> list[str]:
    number = len(chapter_files(settings, settings.languages[0]))
    languages = len(settings.languages)
    return [f"{number} chapters in {languages} languages use the same numbers, citations, labels and embeds"]


def _report_words(settings: Settings) -> list[str]:
    return ["no word mixes alphabets"]


def _report_numbers(settings: Settings) -> list[str]:
    found = mentions(settings)
    numbers = sum(mention.kind == "number" for mention in found)
    return [
        "every digit in prose comes from a role",
        f"{numbers} numbers and {len(found) - numbers} citations and embeds name what is there",
    ]


_REPORTS: dict[str, Callable[[Settings], list[str]]] = {
    DATA: _report_data,
    PARITY: _report_parity,
    WORDS: _report_words,
    NUMBERS: _report_numbers,
}
