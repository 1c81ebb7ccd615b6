"""Check what the chapters name against the sources of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from babel.units import format_unit

from press.checks.check import NUMBERS, Fault, Material, check, fault_at
from press.checks.usages import AROUND_CITATION, CITATION, Usage, find_usages
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.data.sources import Sources
from press.directives.codebook import CODEBOOK
from press.directives.embed import Embed, EmbedDirective
from press.directives.embeds import EMBEDS
from press.directives.number import parse_number
from press.language.number_phrases import Nouns, named_phrase
from press.language.quantities import Quantity, UnspelledUnitError
from press.language.registry import locale_of
from press.notebooks.kinds import NUMBER

# The sign or word that a printed number ends with.
_UNIT = re.compile(r"%$|[^\W\d_]+\.?$")


@dataclass(frozen=True)
class Known:
    """The names that a chapter may use: statements by id, names of notebooks and tables, keys of works, counted nouns."""

    claims: Mapping[str, Quantity]
    notebooks: Sequence[str]
    works: Sequence[str]
    tables: Sequence[str]
    nouns: Nouns


def _passed(material: Material) -> str:
    found = find_usages(material.chapters)
    numbers = sum(usage.kind == NUMBER.name for usage in found)
    return f"{numbers} numbers and {len(found) - numbers} citations and embeds name what is there"


@check("names", NUMBERS, passed=_passed)
def names(material: Material) -> Iterator[Fault]:
    """Find numbers, charts, tables and works that are named and not there, options that a number cannot have, and a unit that is typed behind a number which prints it."""
    known = _known(material.sources)
    for usage in find_usages(material.chapters):
        try:
            _check(usage, known)
        except UnspelledUnitError:
            # Told of the table of statements, or of the notebook, once.
            continue
        except PressError as error:
            yield fault_at(usage.path, usage.line, f"{error.message}; {error.remedy}")


def _check(usage: Usage, known: Known) -> None:
    if usage.kind == NUMBER.name:
        _check_number(usage, known)
    elif usage.kind == CITATION:
        for key in AROUND_CITATION.sub("", usage.text).split(","):
            _check_known(key.strip(), known.works, "work", "in the bibliography")
    elif usage.kind == CODEBOOK.name:
        _check_known(usage.text, known.tables, "table", "in the description of the data")
    else:
        _check_embed(usage, EMBEDS[usage.kind], known)


def _check_embed(usage: Usage, embed: Embed, known: Known) -> None:
    if issubclass(embed.directive, EmbedDirective):
        _check_known(usage.text.partition("/")[0], known.notebooks, "notebook", "in the folder of notebooks")
        embed.directive.check_options(usage.options)


def check_printed(usage: Usage, quantity: Quantity, nouns: Nouns) -> None:
    """Raise PressError where a number cannot be printed as it is used, or what it ends with is typed behind it once more: 9.0% %."""
    name, options = parse_number(usage.text)
    phrase = named_phrase(name, quantity, usage.language, nouns, **options)
    units = [re.escape(unit[0])] if (unit := _UNIT.search(phrase)) else []
    if units == ["%"]:
        # Its word in the forms that follow one, two and five.
        for number in (1, 2, 5):
            _, word = format_unit(number, "percent", locale=locale_of(usage.language)).split(maxsplit=1)
            units.append(rf"{word.replace(' ', ' ?')}\w*")
    if units and (again := re.match(rf"[\s\\]*(?P<typed>{'|'.join(units)})(?!\w)", usage.after)):
        message = f"{name} is printed as '{phrase}', and '{again['typed']}' is typed behind it"
        raise PressError(message, remedy="remove what is typed, or write form=plain")


def _check_number(usage: Usage, known: Known) -> None:
    name, _ = parse_number(usage.text)
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        _check_known(origin, known.notebooks, "notebook", "in the folder of notebooks")
        return
    _check_known(key, list(known.claims), "statement", "in the table of statements")
    check_printed(usage, known.claims[key], known.nouns)


def _check_known(name: str, known: Sequence[str], kind: str, where: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"use one such as {', '.join(near)}" if near else "correct the name or add it"
    raise PressError(f"there is no {kind} '{name}' {where}", remedy=hint)


def _known(sources: Sources) -> Known:
    notebooks = [path.stem for path in sources.settings.notebooks]
    return Known(sources.claims, notebooks, sources.works, sources.package.names, sources.nouns)
