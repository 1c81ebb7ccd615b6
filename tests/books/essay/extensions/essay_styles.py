"""Chicago's author-date style (The Chicago Manual of Style, 18th edition, chapter 13), of books and articles, and a format that Sphinx has."""

from __future__ import annotations

from pybtex.richtext import Tag, Text

from press.api import Format
from press.api.sphinx import AuthorYear, Style, Work, joined, link

UNDATED = "n.d."


class InText(AuthorYear):
    """Citations by author and year with no comma between them, unless there is no year."""

    def label(self, work: Work, language: str, mark: str) -> str:
        """Return what is cited in brackets: ``Yu 2020``, ``OED, n.d.``."""
        return super().label(work, language, mark).replace(f" {UNDATED}", f", {UNDATED}")


def chicago(work: Work, language: str = "en", year: str = "") -> Text:
    """Return names, year, title, and publisher or journal."""
    first, *others = [author.sorted if at == 0 else author.full for at, author in enumerate(work.makers().named)] or [
        work.body()
    ]
    names = [first, *others[:-1], *(f"and {name}" for name in others[-1:])]
    title, journal = work.with_subtitle(), work.text("journal")
    issue = f" {work.text('volume')} ({work.text('number')}): {work.pages}" if work.text("volume") else ""
    parts = [
        ", ".join(names),
        year or work.year or UNDATED,
        Text("“", title, ".”") if journal else Text(Tag("em", title)),
        Text(Tag("em", journal), issue) if journal else work.publisher(language),
    ]
    sentences = [part if str(part).endswith((".", ".”")) else Text(part, ".") for part in parts if part]
    return joined([*sentences, Text(link(work.doi_address), ".") if work.doi_address else ""], " ")


STYLES = {
    "chicago": Style("Chicago", chicago, InText(before_mark=" ", last_in_brackets="and", has_serial_comma=True), "en")
}
FORMATS = {"text": Format("Text", "txt", "The book as plain text", start="book/{language}/index.txt")}
