"""Format a reference in APA style, 7th edition, whose words are English."""

from __future__ import annotations

import datetime as dt

from babel.dates import format_date
from pybtex.richtext import Tag, Text

from press.citation.record import (
    BOOK,
    CHAPTER,
    DATASET,
    People,
    Work,
    and_others,
    joined,
    link,
    named_makers,
    not_identified,
    with_last,
)
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell

_THESES = {"phdthesis": "Doctoral dissertation", "thesis": "Thesis", "mastersthesis": "Master's thesis"}


def apa(work: Work, language: str = ENGLISH.tag, year: str = "") -> Text:
    """Return author and year; title; source; publisher; and the DOI or else the URL (Publication Manual, 9.4).

    ``year`` has the letter that tells works of one year apart. A title in another language is followed by its translation in brackets (9.38);
    a work that nobody signed begins with its title, and one without a date has ``n.d.`` (9.12, 9.17). The 7th edition names no place of publication.
    """
    who = named_makers(work, language, _inverted)
    title = Text() if who == work.text("title") else _title(work, language)
    editors = _role(work.makers()) if work.is_edited else ""
    # Books, chapters and data have the year alone.
    is_dated = work.date and work.kind not in (BOOK, CHAPTER, DATASET)
    day = f", {_date_words(work.date, 'MMMM d', 'MMMM')}" if is_dated else ""
    when = Text(f"({year or work.year or 'n.d.'}{day})")
    head = [Text(Text(who, editors).add_period(), " ", when), title] if who else [title, when]
    sentences = [*head, _container(work, language), work.publisher(language), work.localized(language, "note")]
    # No full stop after a URL, as it could be read as part of it.
    ends = [_address(work), not_identified(work, language)]
    return joined([*(sentence.add_period() for sentence in sentences if sentence), *ends], " ")


def _inverted(people: People, language: str) -> str:
    """Return surnames before initials: ``Wild, C. J., & Seber, G. A. F.``."""
    names = [author.inverted() for author in people.named]
    if people.others:
        named = ", ".join(names)
        return f"{named}{',' if named.endswith('.') else ''} {and_others(named, language)}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else names[0]


def _role(people: People) -> str:
    return " (Eds.)" if len(people.named) > 1 or people.others else " (Ed.)"


def _date_words(date: str, day_pattern: str, month_pattern: str) -> str:
    """Return an ISO day or month by its CLDR pattern; anything else, such as a range of days, unchanged."""
    is_day = date.count("-") == 2
    try:
        day = dt.date.fromisoformat(date if is_day else f"{date}-01")
    except ValueError:
        return date
    return str(format_date(day, day_pattern if is_day else month_pattern, locale=ENGLISH.tag))


def _title(work: Work, language: str) -> Text:
    """Return the title, in italics unless the work is part of another, with its edition, report number or kind."""
    is_part, details = bool(work.text("journal", "journaltitle", "booktitle")), ""
    if not is_part:
        report = " No. ".join(filter(None, [work.text("type"), work.text("number")]))
        details = _in_brackets(*_edition(work), report)
    thesis = _THESES.get(work.kind, "")
    kind = joined([thesis, work.localized(language, "school" if thesis else "howpublished")])
    if work.kind == DATASET:
        kind = Text("Data set")
    named = _named(work, language, "title", is_part=is_part)
    return joined([named, details, Text("[", kind, "]") if kind else ""], " ")


def _named(work: Work, language: str, name: str, *, is_part: bool = False) -> Text:
    title = work.marked(work.with_subtitle(name), language)
    translated = work.text(f"{name}_{language}")
    return joined([title if is_part else _italic(title), f"[{translated}]" if translated else ""], " ")


def _edition(work: Work) -> list[str]:
    """Return version and edition, each empty if unknown."""
    version, edition = work.text("version"), work.text("edition")
    number = f"{spell(Quantity(edition, 'rank'), ENGLISH.tag)} ed." if edition.isdigit() else edition
    return [f"Version {version}" if version else "", number]


def _in_brackets(*parts: str) -> str:
    text = ", ".join(filter(None, parts))
    return f"({text})" if text else ""


def _container(work: Work, language: str) -> Text:
    """Return ``Technometrics, 7(2), 247–254``, or ``In O. Ed & T. Ed (Eds.), The Whole (2nd ed., pp. 10–20)``."""
    if journal := work.localized(language, "journal", "journaltitle"):
        volume, number = work.text("volume"), _in_brackets(work.text("number", "issue"))
        return joined([_italic(journal), Text(_italic(volume), number) if volume else number, work.pages])
    if not work.text("booktitle"):
        return Text()
    pages = f"{'pp.' if set('–,') & set(work.pages) else 'p.'} {work.pages}" if work.pages else ""
    editors = work.editors(language)
    named = with_last([author.signed() for author in editors.named], "&", serial=True)
    book = joined([_named(work, language, "booktitle"), _in_brackets(*_edition(work), pages)], " ")
    return Text("In ", f"{named}{_role(editors)}, " if named else "", book)


def _address(work: Work) -> Text:
    seen, address = work.text("urldate"), link(work.doi_address or work.text("url"))
    if not seen or work.doi_address or not address:
        return address
    return Text(f"Retrieved {_date_words(seen, 'MMMM d, y', 'MMMM y')}, from ", address)


def _italic(text: Text | str) -> Text:
    return Text(Tag("em", text)) if text else Text()
