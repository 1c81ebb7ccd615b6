"""Find the words in a piece of HTML that are shown or spoken."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

# Attributes that are shown or spoken.
_SPOKEN = ("alt", "title", "aria-label")


def entity(typed: str) -> str:
    """Return as many zeros as ``typed`` has signs, if it is an entity that stands for a digit, otherwise spaces."""
    meant = html.unescape(typed)
    is_digit = any(sign.isdecimal() or unicodedata.category(sign) == "No" for sign in meant)
    return ("0" if is_digit else " ") * len(typed)


class _Html(HTMLParser):
    """Find the words in HTML, with the place of each."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self._hidden = ""
        self.feed(source)
        self.close()

    def _note(self, words: str, within: int = 0) -> None:
        line, column = self.getpos()
        self.found.append((self._lines[line - 1] + column + within, words))

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """Note what attributes say aloud."""
        typed = self.get_starttag_text() or ""
        for name, _ in attrs:
            found = re.search(rf"\b{re.escape(name)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", typed, re.IGNORECASE)
            if name in _SPOKEN and found and found.lastindex:
                self._note(found[found.lastindex], found.start(found.lastindex))
        self._hidden = tag if tag in self.CDATA_CONTENT_ELEMENTS else ""

    def handle_endtag(self, tag: str) -> None:
        """Note that a script ends."""
        self._hidden = ""

    def handle_data(self, data: str) -> None:
        """Note text that is no script and no style."""
        if not self._hidden:
            self._note(data)

    def handle_entityref(self, name: str) -> None:
        """Note an entity that is a digit."""
        self._note(entity(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Note a sign that is named by its number, if it is a digit."""
        self._note(entity(f"&#{name};"))


def html_words(source: str) -> list[tuple[int, str]]:
    """Return place and text of what is shown or spoken of a piece of HTML."""
    return _Html(source).found
