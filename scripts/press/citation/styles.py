"""Name the styles of citing: how a list of works is written, and what cites a work in the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pybtex.richtext import Text

from press.citation.apa import apa
from press.citation.gost import gost
from press.citation.in_text import AuthorYear
from press.core.registry import Registry
from press.language.profiles.en import ENGLISH


@dataclass(frozen=True)
class Style:
    """A style of citing."""

    name: str
    # Returns a `press.citation.record.Work` as it is listed. Given a language and a mark of `in_text`, it is an entry of a list of works for
    # readers of that language; without, a record of its own.
    cite: Callable[..., Text]
    # What cites a work in the text. That of another kind, such as by number, is a class with the same methods.
    in_text: AuthorYear
    # The language of its words, if that is not the one of the work.
    language: str = ""


_APA = Style("APA 7", apa, AuthorYear(last_in_brackets="&", has_serial_comma=True), ENGLISH.tag)
_GOST = Style("GOST R 7.0.100-2018", gost, AuthorYear())
# By the names in ``press_citation`` and in the profiles of languages. Each page's panel "Cite" offers them for the edition, its chapters and its data.
STYLES: Registry[Style] = Registry("style of citing", {"apa": _APA, "gost": _GOST})
