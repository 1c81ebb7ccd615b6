"""Format a reference in APA style, 7th edition, whose own words are English."""

from __future__ import annotations

import datetime as dt
import re

from babel.dates import format_date
from pybtex.database import Entry, Person
from pybtex.richtext import Tag, Text

from press.citation.styles import initials
from press.directives.bibliography.fields import (
    Fields,
    People,
    and_others,
    authors_or_editors,
    joined,
    link,
    parts,
    with_last,
)
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell

_THESES = {"phdthesis": "Doctoral dissertation", "thesis": "Thesis", "mastersthesis": "Master's thesis"}


def apa_reference(entry: Entry, label: str, language: str) -> Text:
    """Return author and year; title; source; publisher; and the DOI or else the URL (Publication Manual, 9.4).

    The 7th edition names no place of publication.
    """
    fields = Fields(entry, label, language)
    sentences = [_head(fields), _title(fields), _container(fields), fields.publisher(), fields.localised("note")]
    # No full stop after a URL, as it could be read as part of it.
    ends = [_address(fields), fields.not_found()]
    return Text(" ").join([sentence.add_period() for sentence in sentences if sentence] + [end for end in ends if end])


def _head(fields: Fields) -> Text:
    editors = _role(authors_or_editors(fields.entry)) if fields.has_editors_alone() else ""
    date = fields.date()
    # The month and day follow the year.
    day = f", {_date_words(date, 'MMMM d', 'MMMM')}" if date else ""
    return Text(Text(fields.heading(_people), editors).add_period(), f" ({fields.year}{day})")


def _people(found: People, language: str) -> str:
    """Return surnames before initials: ``Wild, C. J., & Seber, G. A. F.``."""
    names = [
        ", ".join(filter(None, [family, initials(given)])) for family, given in map(_family_and_given, found.named)
    ]
    if found.others:
        joined = ", ".join(names)
        return f"{joined}{',' if joined.endswith('.') else ''} {and_others(joined, language)}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else names[0]


def _family_and_given(person: Person) -> tuple[str, str]:
    family, given = (*parts(person), "")[:2]
    return family, given


def _role(found: People) -> str:
    return " (Eds.)" if len(found.named) > 1 or found.others else " (Ed.)"


def _date_words(date: str, day_pattern: str, month_pattern: str) -> str:
    """Return an ISO day or month by its CLDR pattern; anything else, such as a range of days, unchanged."""
    is_day = date.count("-") == 2
    try:
        day = dt.date.fromisoformat(date if is_day else f"{date}-01")
    except ValueError:
        return date
    return str(format_date(day, day_pattern if is_day else month_pattern, locale=ENGLISH.tag))


def _title(fields: Fields) -> Text:
    """Return the title, in italics unless the work is part of another, with its edition, report number or kind of thesis."""
    title = fields.title()
    is_part = _is_part(fields)
    edition = "" if is_part else _edition(fields)
    report = "" if is_part else " No. ".join(filter(None, [fields.text("type"), fields.text("number")]))
    return joined([title if is_part else _italic(title), _bracketed(edition, report), _kind(fields)], " ")


def _edition(fields: Fields) -> str:
    edition = fields.text("edition")
    return f"{spell(Quantity(edition, 'rank'), ENGLISH.tag)} ed." if edition.isdigit() else edition


def _is_part(fields: Fields) -> bool:
    return bool(fields.text("journal", "journaltitle", "booktitle"))


def _bracketed(*parts: str) -> str:
    text = ", ".join(filter(None, parts))
    return f"({text})" if text else ""


def _kind(fields: Fields) -> Text:
    """Return the kind of a thesis with its school, or the medium of publication, in square brackets."""
    thesis = _THESES.get(fields.entry.type, "")
    kind = joined([thesis, fields.localised("school")] if thesis else [fields.localised("howpublished")])
    return Text("[", kind, "]") if kind else Text()


def _container(fields: Fields) -> Text:
    """Return ``Technometrics, 7(2), 247–254``, or ``In O. Ed & T. Ed (Eds.), The Whole (2nd ed., pp. 10–20)``."""
    journal, book = fields.localised("journal", "journaltitle"), fields.localised("booktitle")
    if journal:
        number = _bracketed(fields.text("number", "issue"))
        volume = fields.text("volume")
        issue = Text(_italic(Text(volume)), number) if volume else number
        return joined([_italic(journal), issue, fields.pages()])
    pages = f"{'pp.' if re.search('[–,]', fields.pages()) else 'p.'} {fields.pages()}" if fields.pages() else ""
    editors = fields.editors()
    names = [
        " ".join(filter(None, [initials(given), family])) for family, given in map(_family_and_given, editors.named)
    ]
    named = with_last(names, "&", serial=True)
    edited = f"{named}{_role(editors)}, " if named else ""
    details = _bracketed(_edition(fields), pages)
    return Text("In ", edited, joined([_italic(book), details], " ")) if book else Text()


def _address(fields: Fields) -> Text:
    doi, seen = fields.doi_address(), fields.text("urldate")
    address = link(doi or fields.verbatim("url"))
    if not seen or doi or not address:
        return address
    return Text(f"Retrieved {_date_words(seen, 'MMMM d, y', 'MMMM y')}, from ", address)


def _italic(text: Text) -> Text:
    return Text(Tag("em", text)) if text else Text()
