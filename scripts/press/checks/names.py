"""Check what the chapters name, against the book's sources and against what the notebooks published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from press.checks.mentions import NUMBER, Mention
from press.core.errors import PressError
from press.core.settings import Settings
from press.data.claims import CLAIMS
from press.data.vocabulary import FOLDER, Vocabulary
from press.directives.number import parse_number
from press.language.phrases import Nouns, load_nouns, phrase
from press.language.quantities import Quantity, UnspelledUnitError, spell
from press.notebooks.notebook import read_notebook
from press.notebooks.results import Results

# Words before or after a citation stand in braces: {cite:p}`{see}key`.
_AROUND = re.compile(r"\{[^}]*\}")
# What a chapter calls it, what a notebook calls it.
_KINDS = {"number": "number", "chart": "chart", "datatable": "table"}
_MOST_NEAR = 3
Use = tuple[str, str]


@dataclass(frozen=True)
class Known:
    """What a chapter may name: statements by id, names of notebooks and tables, keys of works, counted nouns."""

    claims: Mapping[str, Quantity]
    notebooks: Sequence[str]
    works: Sequence[str]
    tables: Sequence[str]
    nouns: Nouns


def name_faults(mentions: Iterable[Mention], known: Known) -> Iterator[str]:
    """A line for each mention that names nothing there is, or has an option it cannot have."""
    for mention in mentions:
        try:
            _check(mention, known)
        except UnspelledUnitError:
            # Told of the table of statements, or of the notebook, once.
            continue
        except PressError as error:
            yield f"{mention.place}: {error.message}; {error.remedy}"


def _check(mention: Mention, known: Known) -> None:
    if mention.kind == "number":
        _check_number(mention, known)
    elif mention.kind == "cite":
        for key in _AROUND.sub("", mention.text).split(","):
            _check_known(key.strip(), known.works, "work", "in the bibliography")
    elif mention.kind == "codebook":
        _check_known(mention.text, known.tables, "table", "in the description of the data")
    elif mention.kind in ("chart", "datatable"):
        _check_known(mention.text.partition("/")[0], known.notebooks, "notebook", "in the folder of notebooks")


def _check_number(mention: Mention, known: Known) -> None:
    name, options = parse_number(mention.text)
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        _check_known(origin, known.notebooks, "notebook", "in the folder of notebooks")
        return
    _check_known(key, list(known.claims), "statement", "in the table of statements")
    phrase(known.claims[key], mention.language, known.nouns, **options)


def _check_known(name: str, known: Sequence[str], kind: str, where: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"use one such as {', '.join(near)}" if near else "correct the name or add it"
    raise PressError(f"there is no {kind} '{name}' {where}", remedy=hint)


def result_faults(mentions: Iterable[Mention], results: Results, settings: Settings) -> Iterator[str]:
    """A line for each result that chapters use and no notebook publishes, and for each number that cannot be printed.

    A missing result is told once, with all its places.
    """
    published = {(result.kind, result.name): result.quantity for result in results}
    nouns = load_nouns(settings.root, settings.languages)
    # Of another notebook the check of names tells.
    notebooks = {path.stem for path in settings.notebooks}
    missing: dict[Use, list[Mention]] = {}
    for mention in mentions:
        use = _use(mention)
        if use is None or use[1].partition("/")[0] not in notebooks:
            continue
        if use not in published:
            missing.setdefault(use, []).append(mention)
        elif fault := _unprintable(mention, published[use], nouns):
            yield f"{mention.place}: {fault}"
    earlier = _stored(settings) if missing else set()
    for use, places in missing.items():
        yield _missing(use, places, list(published), use in earlier, settings)


def unit_faults(results: Results, settings: Settings) -> Iterator[str]:
    """Yield a line for each published number in a unit that one of the editions has no words for."""
    for result in results:
        try:
            for language in settings.languages:
                _ = result.quantity and spell(result.quantity, language)
        except UnspelledUnitError as error:
            cell = f"{settings.book}/notebooks/{result.notebook}.ipynb: cell {result.cell}"
            yield f"{cell} publishes the number '{result.key}': {error.message}; {error.remedy}"


def description_faults(mentions: Iterable[Mention], numbers: Iterable[str], vocabulary: Vocabulary) -> Iterator[str]:
    """A line for each of ``numbers`` (by full name) of which the vocabulary does not say what it is, at its first place."""
    known, places = set(numbers), dict[str, str]()
    for mention in mentions:
        name = (mention.text.split() or [""])[0]
        if mention.kind == NUMBER and name in known:
            places.setdefault(name, mention.place)
    for name, place in places.items():
        origin, _, key = name.partition("/")
        code = f"claim.{key}" if origin == CLAIMS else f"number.{origin}.{key}"
        if not vocabulary.has(code):
            yield f"{place}: nothing says what this number is; add a row '{code}' with its words to {FOLDER}"


def _stored(settings: Settings) -> set[Use]:
    """What the notebooks published when their outputs were last stored in them."""
    return {
        (told["kind"], f"{path.stem}/{told['key']}")
        for path in settings.notebooks
        for cell in read_notebook(path).cells
        for output in cell.get("outputs", [])
        if (told := output.get("metadata", {}).get("press"))
    }


def _use(mention: Mention) -> Use | None:
    """Kind and name of the result that the mention embeds; nothing where it embeds none."""
    if mention.kind not in _KINDS:
        return None
    name = (mention.text.split() or [""])[0]
    return None if name.partition("/")[0] == CLAIMS else (_KINDS[mention.kind], name)


def _unprintable(mention: Mention, quantity: Quantity | None, nouns: Nouns) -> str:
    if quantity is None:
        return ""
    try:
        phrase(quantity, mention.language, nouns, **parse_number(mention.text)[1])
    except UnspelledUnitError:
        # Told of the notebook, once.
        return ""
    except PressError as error:
        return f"{error.message}; {error.remedy}"
    return ""


def _missing(use: Use, places: Iterable[Mention], published: Iterable[Use], earlier: bool, settings: Settings) -> str:
    kind, name = use
    notebook, _, key = name.partition("/")
    path = f"{settings.book}/notebooks/{notebook}.ipynb"
    where = ", ".join(mention.place for mention in places)
    told = f"{path} no longer publishes the {kind} '{key}'" if earlier else f"{path} publishes no {kind} '{key}'"
    near = _near(name, [other for published_kind, other in published if published_kind == kind])
    use_another = f"use {', '.join(near)}, or " if near else ""
    again = " again" if earlier else ""
    return f"{where}: {told}; {use_another}publish it{again} in the notebook"


def _near(name: str, known: list[str]) -> list[str]:
    """Names like ``name``, else those of the same notebook."""
    own = [other for other in known if other.partition("/")[0] == name.partition("/")[0]]
    return get_close_matches(name, known, n=_MOST_NEAR, cutoff=0.6) or own[:_MOST_NEAR]
