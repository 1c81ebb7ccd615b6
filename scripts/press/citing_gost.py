"""The punctuation and the order of GOST R 7.0.100-2018: areas, and elements within them."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_LISTED = 4
_IN_HEADING = 3


@dataclass(frozen=True)
class Description:
    """The elements of a description that are known, in the words of its language.

    ``other`` is other title information, ``responsibility`` a statement that is printed as it stands instead of
    ``authors`` (family and initials), ``notes`` stand after the areas of publication and extent, ``content`` is the type of
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
    """The note on an address, with when it was visited if that is known."""
    return f"URL: {address}{f' ({accessed})' if accessed else ''}" if address else ""


def gost(description: Description, host: Description | None = None, others: str = "[и др.]") -> str:
    """The record of a work, or of a part within ``host``; ``others`` stands for authors who are not listed.

    Up to three authors: the record begins with the first; otherwise, and where none is known, with the title.
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
    """Areas, each but the first after a full stop and a dash; no full stop is doubled."""
    text = ""
    for area in filter(None, areas):
        text += (" – " if text.endswith(".") else ". – ") + area if text else area
    return text if text.endswith(".") else f"{text}."
