"""Checks what the roles of the chapters name, before anything is built: statements, notebooks, options and works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from press.claims import CLAIMS
from press.errors import PressError
from press.numbers import parse_number
from press.phrases import phrase
from press.plurals import Nouns
from press.prose import Block
from press.quantities import Quantity

_ROLE = re.compile(r"\{(?P<role>number|cite(?::\w+)?)\}`(?P<text>[^`]*)`")
# Words before or after a citation stand in braces: {cite:p}`{see}key`.
_AROUND = re.compile(r"\{[^}]*\}")


@dataclass(frozen=True)
class Known:
    """What a role may name: statements by id, names of notebooks, keys of the bibliography, counted nouns."""

    claims: Mapping[str, Quantity]
    notebooks: Sequence[str]
    works: Sequence[str]
    nouns: Nouns


def role_faults(block: Block, language: str, known: Known) -> Iterator[tuple[int, str]]:
    """Line and fault of each number and citation of ``block`` that names nothing, or cannot be printed."""
    if re.match(r"`{3,}(?!\{)", block.text):
        return
    for match in _ROLE.finditer(block.text):
        line = block.line + block.text.count("\n", 0, match.start())
        try:
            _check_role(match["role"], match["text"], language, known)
        except PressError as error:
            yield line, f"{error.message}; {error.remedy}"


def _check_role(role: str, text: str, language: str, known: Known) -> None:
    if role == "number":
        _check_number(text, language, known)
        return
    for key in _AROUND.sub("", text).split(","):
        _check_known(key.strip(), known.works, "work", "in the bibliography")


def _check_number(text: str, language: str, known: Known) -> None:
    name, options = parse_number(text)
    origin, _, key = name.partition("/")
    if origin != CLAIMS:
        _check_known(origin, known.notebooks, "notebook", "in the folder of notebooks")
        return
    _check_known(key, list(known.claims), "statement", "in the table of statements")
    phrase(known.claims[key], language, known.nouns, **options)


def _check_known(name: str, known: Sequence[str], kind: str, where: str) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"use one such as {', '.join(near)}" if near else "correct the name or add it"
    raise PressError(f"there is no {kind} '{name}' {where}", remedy=hint)
