"""What both styles of references share: the names above an entry, links, and the note on works of which no record was found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from pybtex.richtext import HRef, Text

from press.citation.record import People, Work
from press.core.errors import PressError
from press.language.catalogues import get_translation
from press.language.quantities import spell_iso

_OF_WEB = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def heading(work: Work, language: str, format_people: Callable[[People, str], str]) -> str:
    """Return who made the work: its people, formatted by ``format_people``, else an organization or a site; empty where nobody is named.

    Where the edition spells it differently from the work, the work's own spelling follows in brackets. A work of which nothing is known
    has its key.
    """

    def spelled(language: str) -> str:
        people = work.makers(language)
        return format_people(people, language) if people else work.body(language)

    here, own = spelled(language), spelled("")
    return (here if here == own else f"{here} [{own}]") or ("" if work.text("title") else work.name)


def and_others(names: str, language: str) -> str:
    """Return "et al." for use behind ``names``: in ``language``, but in Latin behind Latin letters."""
    latin = "et al."
    return latin if script(names) == "LATIN" else get_translation(language, domain="bibliography")(latin)


def script(text: str) -> str:
    """Return the script of the first letter of ``text`` by its Unicode name ("LATIN"); empty without letters."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter).split()[0] if letter else ""


def with_last(names: list[str], last: str, *, serial: bool) -> str:
    """Return ``A``, ``A & B`` or ``A, B, & C``; with the last comma only if ``serial``."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if serial and len(names) > 2 else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def spell_if_date(date: str, language: str) -> str:
    """Return an ISO day or month in words; anything else is returned unchanged."""
    try:
        return spell_iso(date, language) or date
    except PressError:
        return date


def link(address: str, shown: str = "") -> Text:
    """Return ``address`` as a link with the text ``shown``; as plain text where it is no web address."""
    return Text(HRef(address, shown or address) if _OF_WEB.match(address) else address)


def not_identified(work: Work, language: str) -> Text:
    """Return a note that no record of the work was found, if the .bib says so."""
    note = get_translation(language)("Not identified") if work.is_unresolved else ""
    return Text(f"[{note}.]" if note else "")


def joined(parts: Iterable[Text | str], separator: str = ", ") -> Text:
    """Return the ``parts`` that are not empty, joined by ``separator``."""
    return Text(separator).join([part for part in parts if part])
