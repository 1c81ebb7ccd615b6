"""Format a reference by GOST R 7.0.100-2018.

Elements with words of the work's own language (``Vol. 7, no. 2. – P. 247–254``) stay in it, as the standard requires.
"""

from __future__ import annotations

from pybtex.richtext import Text

from press.citation.record import BOOK, DATASET, People, Work, and_others, joined, link, named_makers, not_identified
from press.core.errors import PressError
from press.language.catalogues import get_translation
from press.language.profiles.en import ENGLISH
from press.language.quantities import Quantity, spell, spell_iso

_THESES = {"phdthesis": "Ph.D. thesis", "mastersthesis": "Master's thesis"}
# With up to three authors a record begins with the first; of more than four, three are named.
_IN_HEADING, _MOST_NAMED = 3, 4


def gost(work: Work, language: str = "", year: str = "") -> Text:
    """Return the record of ``work`` for readers of ``language``, by default that of the work.

    With a ``year`` it is the entry of a list of works that are cited by author and year: all names and the year stand before it, and are
    not told again; nor is the kind of content, which is not known of works that others cite. No full stop follows an address there.
    """
    return _Record(work, language or work.language, year).text()


class _Record:
    def __init__(self, work: Work, language: str, year: str) -> None:
        self.work, self.language, self.year = work, language, year
        self.work_language = work.language or language
        # The words of press, and those of what is described, in the language of the work.
        self.say = get_translation(self.work_language)
        self.of_work = get_translation(self.work_language, "bibliography")
        self.date = _in_words(work.date, language) if year else work.year
        thesis = _THESES.get(work.kind)
        self.kind = Text(self.of_work(thesis)) if thesis else work.localized(language, "howpublished")

    def text(self) -> Text:
        work, title, authors = self.work, self.work.localized(self.language, "title"), self.work.authors
        if not self.year:
            leads = authors and len(authors) <= _IN_HEADING and authors[0].given
            return _joined(self._areas(Text(f"{authors[0].inverted()} " if leads else "", title)), ends=True)
        who = named_makers(work, self.language, _family_first)
        title_leads = who in ("", work.text("title"))
        role = self.of_work("ed." if len(work.makers().named) == 1 else "eds.")
        head = Text(title if title_leads else who, f" ({role})" if work.is_edited else "", f" ({self.year}).")
        areas = [area for area in self._areas(Text() if title_leads else title) if area]
        ends = not str(areas[-1]).startswith(("DOI ", "URL: ")) if areas else False
        return joined([head, _joined(areas, ends=ends), not_identified(work, self.language)], " ")

    def _areas(self, title: Text) -> list[Text]:
        """Return the areas; of a part (article, chapter) with those of the work that contains it."""
        work, language, say = self.work, self.language, self.say
        # Other title information: ``Message, 2 September 2019``.
        other = [_subtitle(work), joined([self.kind, self.date]) if self.kind else ""]
        responsible, content, electronic = "", Text(), ""
        if not self.year:
            other.append({BOOK: say("electronic edition"), DATASET: say("data set")}.get(work.kind, ""))
            names = [author.signed() for author in work.authors]
            few = len(names) <= _MOST_NAMED
            responsible = ", ".join(names) if few else f"{', '.join(names[:3])} {say('[et al.]')}"
            content = Text(say("Dataset : electronic" if work.kind == DATASET else "Text : electronic"))
            electronic = say("electronic edition")
        first = joined([joined([title, *other], " : "), responsible], " / ")
        # Place and publisher, and the date unless the title has it.
        publisher = work.localized(language, "school") or work.publisher(language)
        published = joined([work.text("address", "location"), publisher], " : ")
        issued = [self._edition(), joined([published, "" if self.kind else self.date])]
        journal = work.localized(language, "journal", "journaltitle")
        host = journal or work.localized(language, "booktitle")
        if not host:
            extent = self._phrase("%s p.", work.text("pagetotal")) or self._phrase("p. %s", work.pages)
            # As in ``(Policy Research Working Paper ; no. 5430)``.
            name = work.localized(language, "series", "type")
            series = joined([name, self._phrase("no. %s", work.text("number"))], " ; ")
            return [first, *issued, extent, Text("(", series, ")") if series else Text(), *self._notes(), content]
        editors = self._phrase("ed. %s", ", ".join(editor.signed() for editor in work.editors(language).named))
        host = joined([host, electronic], " : ")
        part = joined([_joined([first, content], ends=False), joined([host, editors], " / ")], " // ")
        issue = [self._phrase("vol. %s", work.text("volume")), self._phrase("no. %s", work.text("number", "issue"))]
        return [part, *([] if journal else issued), joined(issue), self._phrase("p. %s", work.pages), *self._notes()]

    def _edition(self) -> Text:
        version, edition = self.work.text("version"), self.work.text("edition")
        if not edition.isdigit():
            return Text(self.say("Version %s") % version if version else edition)
        number = spell(Quantity(edition, "rank"), self.work_language) if self.work_language == ENGLISH.tag else edition
        return self._phrase("%s ed.", number)

    def _notes(self) -> list[Text]:
        isbn, doi, url = (self.work.text(name) for name in ("isbn", "doi", "url"))
        notes = [self.work.localized(self.language, "note"), Text(f"ISBN {isbn}" if isbn else "")]
        if doi:
            return [*notes, Text("DOI ", link(self.work.doi_address, doi))]
        seen = _in_words(self.work.text("urldate"), self.language)
        accessed = get_translation(self.language, "bibliography")("accessed %s")
        return [*notes, Text("URL: ", link(url), f" ({accessed % seen})" if seen else "") if url else Text()]

    def _phrase(self, pattern: str, value: str) -> Text:
        """Return ``value`` in ``pattern``, translated into the language of the work: ``vol. 11``; empty without a value."""
        return self.work.marked(self.of_work(pattern) % value, self.language) if value else Text()


def _in_words(date: str, language: str) -> str:
    """Return an ISO day or month in words; anything else is returned unchanged."""
    try:
        return spell_iso(date, language) or date
    except PressError:
        return date


def _subtitle(work: Work) -> str:
    """Return the subtitle as in catalogues: with a small initial, unless it begins with a name or an abbreviation."""
    subtitle = work.text("subtitle").strip()
    # COVID, U.S., X-rays, C++: what follows the capital is no small letter; a letter alone is a word such as "A" or "О".
    is_abbreviation = subtitle[:2].isupper() and not subtitle[1:2].isspace()
    keeps = is_abbreviation or subtitle.startswith(work.names)
    return subtitle if keeps else subtitle[:1].lower() + subtitle[1:]


def _joined(areas: list[Text], *, ends: bool) -> Text:
    """Join areas by ". – ", those behind the first with a capital; no full stop is doubled."""
    text = Text()
    for area in filter(None, areas):
        text = Text(_stopped(text), " – ", area.capfirst()) if text else area
    return _stopped(text) if ends else text


def _stopped(text: Text) -> Text:
    return text if not text or str(text).endswith(".") else Text(text, ".")


def _family_first(people: People, language: str) -> str:
    """Return surnames before initials: ``Wild C. J., Seber G. A. F.``."""
    names = ", ".join(author.inverted(" ") for author in people.named)
    return f"{names} {and_others(names, language)}" if people.others else names
