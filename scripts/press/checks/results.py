"""Check what chapters show of notebooks against what the notebooks published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from press.checks.check import NUMBERS, Fault, Material, Stage, check, fault_at
from press.checks.names import check_printed
from press.checks.usages import Usage, find_usages
from press.core.errors import PressError
from press.core.settings import Settings
from press.data.claims import CLAIMS
from press.data.sources import Sources
from press.data.vocabulary import VOCABULARY_FOLDER, Labels
from press.directives.embeds import EMBEDS
from press.language.number_phrases import Nouns
from press.language.quantities import Quantity, UnspelledUnitError, spell
from press.notebooks.kinds import NUMBER, ResultKind
from press.notebooks.notebook import read_notebook
from press.notebooks.results import Results

_MOST_NEAR = 3
Use = tuple[str, str]


@check("results", NUMBERS, Stage.RESULTS)
def results(material: Material) -> Iterator[Fault]:
    """Find results that chapters show and no notebook publishes (any longer), options and units that a number cannot have, and numbers without a description."""
    sources, found = material.sources, find_usages(material.chapters)
    numbers = [result.name for result in material.results if result.kind == NUMBER.name]
    numbers += [f"{CLAIMS}/{key}" for key in sources.claims]
    yield from unit_faults(material.results, sources.settings)
    yield from result_faults(found, material.results, sources)
    yield from description_faults(found, numbers, sources.vocabulary)


def result_faults(usages: Iterable[Usage], results: Results, sources: Sources) -> Iterator[Fault]:
    """Yield a fault for each result that chapters use and no notebook publishes, and for each number that cannot be printed.

    A missing result is told once, with all its places.
    """
    published = {(result.kind, result.name): result.quantity for result in results}
    settings, nouns = sources.settings, sources.nouns
    # Of another notebook the check of names tells.
    notebooks = {path.stem for path in settings.notebooks}
    missing: dict[Use, list[Usage]] = {}
    for usage in usages:
        use = _use(usage)
        if use is None or use[1].partition("/")[0] not in notebooks:
            continue
        if use not in published:
            missing.setdefault(use, []).append(usage)
        elif fault := _unprintable(usage, published[use], nouns):
            yield fault_at(usage.path, usage.line, fault)
    earlier = _stored_results(settings) if missing else set()
    for use, places in missing.items():
        yield _missing_fault(use, places, list(published), use in earlier, settings)


def unit_faults(results: Results, settings: Settings) -> Iterator[Fault]:
    """Yield a fault for each published number in a unit that one of the editions has no words for."""
    for result in results:
        try:
            for language in settings.languages:
                _ = result.quantity and spell(result.quantity, language)
        except UnspelledUnitError as error:
            cell = f"{settings.book}/notebooks/{result.notebook}.ipynb: cell {result.cell}"
            yield Fault(f"{cell} publishes the number '{result.key}': {error.message}; {error.remedy}")


def description_faults(usages: Iterable[Usage], numbers: Iterable[str], vocabulary: Labels) -> Iterator[Fault]:
    """Yield a fault for each of ``numbers`` (by full name) of which the vocabulary does not say what it is, at its first place."""
    known, places = set(numbers), dict[str, Usage]()
    for usage in usages:
        name = (usage.text.split() or [""])[0]
        if usage.kind == NUMBER.name and name in known:
            places.setdefault(name, usage)
    for name, place in places.items():
        origin, _, key = name.partition("/")
        code = f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"
        if not vocabulary.has(code):
            message = f"nothing says what this number is; add a row '{code}' with its words to {VOCABULARY_FOLDER}"
            yield fault_at(place.path, place.line, message)


def _stored_results(settings: Settings) -> set[Use]:
    """Return what the notebooks published when their outputs were last stored in them."""
    return {
        (result["kind"], f"{path.stem}/{result['key']}")
        for path in settings.notebooks
        for cell in read_notebook(path).cells
        for output in cell.get("outputs", [])
        if (result := output.get("metadata", {}).get("press"))
    }


def _use(usage: Usage) -> Use | None:
    """Return kind and name of the result that the usage embeds; nothing where it embeds none."""
    kind = _kind(usage)
    if kind is None:
        return None
    name = (usage.text.split() or [""])[0]
    return None if name.partition("/")[0] == CLAIMS else (kind.name, name)


def _kind(usage: Usage) -> ResultKind | None:
    if usage.kind == NUMBER.name:
        return NUMBER
    return EMBEDS[usage.kind].kind if usage.kind in EMBEDS else None


def _unprintable(usage: Usage, quantity: Quantity | None, nouns: Nouns) -> str:
    if quantity is None:
        return ""
    try:
        check_printed(usage, quantity, nouns)
    except UnspelledUnitError:
        # Told of the notebook, once.
        return ""
    except PressError as error:
        return f"{error.message}; {error.remedy}"
    return ""


def _missing_fault(
    use: Use, usages: Iterable[Usage], published: Iterable[Use], earlier: bool, settings: Settings
) -> Fault:
    kind, name = use
    notebook, _, key = name.partition("/")
    path = f"{settings.book}/notebooks/{notebook}.ipynb"
    places = tuple(usage.place for usage in usages)
    message = f"{path} no longer publishes the {kind} '{key}'" if earlier else f"{path} publishes no {kind} '{key}'"
    near = _near(name, [other for published_kind, other in published if published_kind == kind])
    use_another = f"use {', '.join(near)}, or " if near else ""
    again = " again" if earlier else ""
    words = f"{', '.join(places)}: {message}; {use_another}publish it{again} in the notebook"
    return Fault(words, places)


def _near(name: str, known: list[str]) -> list[str]:
    """Return names like ``name``, else those of the same notebook."""
    own = [other for other in known if other.partition("/")[0] == name.partition("/")[0]]
    return get_close_matches(name, known, n=_MOST_NEAR, cutoff=0.6) or own[:_MOST_NEAR]
