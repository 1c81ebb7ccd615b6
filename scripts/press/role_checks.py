"""Checks what the chapters name, before anything is run or built: statements, notebooks, tables, options and works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from press.claims import CLAIMS
from press.errors import PressError
from press.mentions import Mention
from press.numbers import parse_number
from press.phrases import phrase
from press.plurals import Nouns
from press.quantities import Quantity, UnspelledUnitError

# Words before or after a citation stand in braces: {cite:p}`{see}key`.
_AROUND = re.compile(r"\{[^}]*\}")


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
