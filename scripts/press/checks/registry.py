"""The registry of checks: those of press, and those that extensions of a book add in their ``setup_press()``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from difflib import get_close_matches

from press.checks.alphabets import alphabets, alphabets_of_labels
from press.checks.bibliography import works
from press.checks.check import Check, Fault, Stage
from press.checks.citation_file import citation_file
from press.checks.collect import Collector, Mark
from press.checks.config_file import settings
from press.checks.counterparts import counterparts, differences
from press.checks.data import (
    drafts,
    results,
    sources,
    tables,
    undescribed_tables,
    words_of_tables,
)
from press.checks.digits import typed_digits
from press.checks.front_matter import front_matter
from press.checks.links import addresses
from press.checks.numbers import numbers
from press.checks.openings import OPENINGS, setup_openings_check
from press.checks.pictures import pictures
from press.checks.remarks import remarks
from press.checks.slips import slips
from press.checks.structure import named_chapters, structure
from press.checks.style.in_sentences import numbers_in_sentences
from press.checks.style.style import style, style_of_labels
from press.checks.translations.catalogues import catalogues, untranslated
from press.checks.translations.languages import languages, languages_of_labels
from press.core.errors import PressError
from press.core.reading import line_of
from press.core.registry import Registry
from press.core.settings import CONFIG, WITHOUT_CHECKS, Settings
from press.core.text import near_names

_OWN = (
    *(
        settings,
        tables,
        sources,
        works,
        citation_file,
        addresses,
        undescribed_tables,
        drafts,
        words_of_tables,
    ),
    *(named_chapters, structure, front_matter),
    *(alphabets_of_labels, style_of_labels, catalogues, languages_of_labels),
    results,
)
CHECKS: Registry[Check] = Registry("check", {check.name: check for check in _OWN})


# Gets the marks of one document in the first language and in another, all those of one name; yields what differs.
Comparison = Callable[[Sequence[Mark], Sequence[Mark]], Iterable[Fault]]

_COLLECTORS: dict[str, Collector] = {
    "slips": slips,
    "pictures": pictures,
    "numbers": numbers,
    "remarks": remarks,
    "typed-digits": typed_digits,
    "alphabets": alphabets,
    "style": style,
    "languages": languages,
    "translations": untranslated,
    "numbers-in-sentences": numbers_in_sentences,
}
ALONE: Registry[Collector] = Registry("collector", _COLLECTORS)
COMPARED: dict[str, tuple[Collector, Comparison]] = {"parity": (counterparts, differences)}


def collected() -> dict[str, str]:
    """Return the names of the checks of documents that Sphinx has read, with their rules."""
    comparisons = {name: compare for name, (_, compare) in COMPARED.items()}
    found = {**ALONE, **comparisons, OPENINGS: setup_openings_check}
    return {
        name: " ".join((find.__doc__ or "").split()).removeprefix("Find ").rstrip(".") for name, find in found.items()
    }


def chosen_checks(chosen: Iterable[str] = (), without: Collection[str] = ()) -> list[Check]:
    """Return the checks of which ``chosen`` has the name or the kind, by default all but those to go ``without``; raise PressError where it names none."""
    wanted = set(chosen)
    for name in wanted:
        _check_known(name)
    # A kind may have the name of one of its checks.
    return [
        check
        for check in CHECKS.values()
        if ({check.name, check.kind} & wanted if wanted else check.name not in without)
    ]


def left_out(settings: Settings) -> tuple[str, ...]:
    """Return the names of the checks that the book goes without; raise PressError where one is none."""
    known = [*CHECKS, *collected()]
    for name in settings.without_checks:
        if name not in known:
            path = settings.root / CONFIG
            message, remedy = f"{WITHOUT_CHECKS}: there is no check '{name}'", f"write {near_names(name, known)}"
            raise PressError(message, file=path, line=line_of(path, WITHOUT_CHECKS), remedy=remedy)
    return settings.without_checks


def _check_known(name: str) -> None:
    known = list(dict.fromkeys([*(check.kind for check in CHECKS.values()), *CHECKS, *collected()]))
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.5) or known
        raise PressError(f"there is no check '{name}'", remedy=f"name a check or a kind such as {', '.join(near)}")


def runs_notebooks(chosen: Iterable[str]) -> bool:
    """Return whether the checks that `chosen_checks` gives run notebooks; of names that are not known yet they may."""
    names = list(chosen)
    known = {name for check in CHECKS.values() for name in (check.name, check.kind)}
    return not known.issuperset(names) or any(check.stage is Stage.RESULTS for check in chosen_checks(names))
