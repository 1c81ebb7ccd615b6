"""Format a work in two styles: APA 7 (author, date) and the bibliographic record of GOST R 7.0.100-2018."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from press.citation.record import CHAPTER, DATASET, Title, Work
from press.citation.settings import Author
from press.core.text import Translate
from press.language.profiles.en import ENGLISH

_ENDS = (".", "!", "?", "…")
_MOST_LISTED = 4
_IN_HEADING = 3


@dataclass(frozen=True)
class Span:
    """A piece of a formatted citation; ``language`` is set where it differs from that of the style."""

    text: str
    italic: bool = False
    language: str = ""


def plain(spans: Iterable[Span]) -> str:
    """Return the citation as plain text."""
    return "".join(span.text for span in spans)


def apa(work: Work) -> list[Span]:
    """Return a reference in APA style, 7th edition, whose own words are English.

    A title in another language is followed by its English translation in brackets; a work without authors begins with its
    title, and one without a date has ``n.d.`` (Publication Manual, 9.12, 9.17, 9.38).
    """
    date = Span(f"({work.year or 'n.d.'}).")
    title = _apa_title(work, work.title, italic=work.kind != CHAPTER)
    if work.kind != CHAPTER:
        title = [*title, *_version(work), *([Span(" [Data set]")] if work.kind == DATASET else [])]
    authors = _apa_names(work.authors)
    head = [[Span(authors)], [date], _ended(title)] if authors else [_ended(title), [date]]
    parts = [*head, _apa_container(work), _ended([Span(work.publisher)]), [Span(work.address)]]
    return _spaced([part for part in parts if plain(part)])


def _apa_title(work: Work, title: Title, *, italic: bool) -> list[Span]:
    own = Span(title.full, italic, "" if work.language == ENGLISH.tag else work.language)
    return [own, *([Span(f" [{title.english}]")] if title.english else [])]


def _version(work: Work) -> list[Span]:
    return [Span(f" (Version {work.version})")] if work.version else []


def _apa_container(work: Work) -> list[Span]:
    if work.book is None:
        return []
    return _ended([Span("In "), *_apa_title(work, work.book, italic=True), *_version(work)])


def _apa_names(authors: tuple[Author, ...]) -> str:
    names = [author.name or ", ".join(filter(None, [author.family, initials(author.given)])) for author in authors]
    if not names:
        return ""
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    return joined if joined.endswith(".") else f"{joined}."


def _ended(spans: list[Span]) -> list[Span]:
    text = plain(spans)
    return [*spans, Span(".")] if text and not text.endswith(_ENDS) else spans


def _spaced(parts: list[list[Span]]) -> list[Span]:
    spans: list[Span] = []
    for part in parts:
        spans += [*([Span(" ")] if spans else []), *part]
    return spans


def initials(given: str) -> str:
    """Return ``A. B.`` for ``Aru Bota``, ``A.-M.`` for ``Ann-Mari``; initials are returned unchanged."""
    names = given.replace(".", ". ").replace(". -", ".-").split()
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)


def gost_record(work: Work, translate: Translate) -> str:
    """Return the record of ``work`` by GOST R 7.0.100-2018, with the standard's words in the language of the work."""
    edition = translate("electronic edition")
    own = Description(
        title=work.title.text,
        authors=tuple((author.family or author.name, initials(author.given)) for author in work.authors),
        content=translate("Dataset : electronic") if work.kind == DATASET else translate("Text : electronic"),
    )
    if work.book is not None:
        host = _issued(Description(work.book.text, other=(edition,)), work, translate)
        return gost(own, host, others=translate("[et al.]"))
    kind = translate("data set") if work.kind == DATASET else edition
    whole = replace(own, other=(*_subtitle(work), kind))
    return gost(_issued(whole, work, translate), others=translate("[et al.]"))


def _issued(description: Description, work: Work, translate: Translate) -> Description:
    return replace(
        description,
        edition=translate("Version %s") % work.version if work.version else "",
        place=work.place,
        publisher=work.publisher,
        year=work.year,
        notes=(address_note(work.address),),
    )


def _subtitle(work: Work) -> tuple[str, ...]:
    """Return the subtitle as in catalogues: with a small initial, unless it begins with a name or an abbreviation."""
    subtitle = work.title.subtitle.strip()
    if not subtitle:
        return ()
    # COVID, U.S., X-rays, C++: what follows the capital is no small letter; a letter alone is a word such as "A" or "О".
    is_abbreviation = subtitle[:2].isupper() and not subtitle[1:2].isspace()
    is_pronoun = work.language == ENGLISH.tag and subtitle.split()[0] == "I"
    keeps = is_abbreviation or is_pronoun or subtitle.startswith(work.names)
    return (subtitle if keeps else subtitle[0].lower() + subtitle[1:],)


@dataclass(frozen=True)
class Description:
    """The known elements of a bibliographic description, in its language.

    ``other`` is other title information, ``responsibility`` a statement of responsibility that is printed as given in place of
    ``authors`` (family and initials), ``notes`` follow the areas of publication and extent, ``content`` is the type of
    content and the means of access.
    """

    title: str
    other: tuple[str, ...] = ()
    authors: tuple[tuple[str, str], ...] = ()
    responsibility: str = ""
    edition: str = ""
    place: str = ""
    publisher: str = ""
    year: str = ""
    extent: str = ""
    notes: tuple[str, ...] = ()
    content: str = ""


def address_note(address: str, accessed: str = "") -> str:
    """Return the note on a URL, with the date of access if it is known."""
    return f"URL: {address}{f' ({accessed})' if accessed else ''}" if address else ""


def gost(description: Description, host: Description | None = None, others: str = "[и др.]") -> str:
    """Return the record of a work, or of a part within ``host``; ``others`` stands for authors who are not listed.

    With up to three authors the record begins with the first; with more or none, with the title.
    """
    heading = _heading(description.authors)
    title = " : ".join([description.title, *description.other])
    statement = description.responsibility or _responsibility(description.authors, others)
    first = f"{heading}{title}{f' / {statement}' if statement else ''}"
    if host is None:
        return _joined([first, *_publication(description), *description.notes, description.content])
    return f"{_joined([first, description.content])[:-1]} // {gost(host, others=others)}"


def _heading(authors: tuple[tuple[str, str], ...]) -> str:
    if not authors or len(authors) > _IN_HEADING or not authors[0][1]:
        return ""
    return f"{authors[0][0]}, {authors[0][1]} "


def _responsibility(authors: tuple[tuple[str, str], ...], others: str) -> str:
    names = [" ".join(filter(None, [given, family])) for family, given in authors]
    if len(names) > _MOST_LISTED:
        return f"{', '.join(names[:3])} {others}"
    return ", ".join(names)


def _publication(description: Description) -> list[str]:
    place = " : ".join(filter(None, [description.place, description.publisher]))
    return [description.edition, ", ".join(filter(None, [place, description.year])), description.extent]


def _joined(areas: list[str]) -> str:
    """Join areas by ". – "; no full stop is doubled."""
    text = ""
    for area in filter(None, areas):
        text += (" – " if text.endswith(".") else ". – ") + area if text else area
    return text if text.endswith(".") else f"{text}."
