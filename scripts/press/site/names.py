"""The names that pages and scripts hold: what a selector of a style sheet can find."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from press.builders.html.tags import Tag

_WORD = re.compile(r"-{0,2}[A-Za-z_][\w-]*")
_PROPERTY = re.compile(r"var\(\s*(--[\w-]+)")
_HUMP = re.compile(r"-([a-z])")
# Every document has these, in tags that may be left out.
_ALWAYS = {"html", "head", "body"}


@dataclass
class Names:
    """Names of elements, classes, ids and attributes, and all words of the scripts, any of which may become a name."""

    elements: set[str] = field(default_factory=lambda: set(_ALWAYS))
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def add_tags(self, tags: Iterable[Tag]) -> None:
        """Add what the start tags of a page hold."""
        for tag in tags:
            self.elements.add(tag.name)
            self.attributes.update(tag.attributes)
            self.classes.update(tag.attributes.get("class", "").split())
            self.ids.add(tag.attributes.get("id", ""))
            # Pictures within a page name their colours in attributes: stroke="var(--some-colour)".
            self.words.update(name for value in tag.attributes.values() for name in _PROPERTY.findall(value))

    def add_sheet(self, text: str) -> None:
        """Add the custom properties that a sheet uses which stays by itself."""
        self.words.update(_PROPERTY.findall(text))

    def add(self, others: Names) -> None:
        """Add the names that another holds."""
        for mine, theirs in zip(self._sets(), others._sets(), strict=True):
            mine.update(theirs)

    def among(self, known: set[str]) -> Names:
        """Those of the elements, classes, ids and attributes that are ``known``, and all words."""
        elements, classes, ids, attributes = (names & known for names in self._sets()[:-1])
        return Names(elements, classes, ids, attributes, self.words)

    def spelled(self) -> str:
        """All of them as one text, the same for the same names."""
        return "\0\0".join("\0".join(sorted(names)) for names in self._sets())

    def _sets(self) -> tuple[set[str], ...]:
        return self.elements, self.classes, self.ids, self.attributes, self.words

    def add_script(self, text: str) -> None:
        """Add the words of a script: it can make elements of any of them, or give them to elements."""
        self.words.update(_WORD.findall(text))

    def has_element(self, name: str) -> bool:
        """Whether there may be an element called ``name``."""
        return name.lower() in self.elements or name in self.words

    def has_class(self, name: str) -> bool:
        """Whether an element may be of class ``name``."""
        return name in self.classes or name in self.words

    def has_id(self, name: str) -> bool:
        """Whether an element may have the id ``name``."""
        return name in self.ids or name in self.words

    def has_attribute(self, name: str) -> bool:
        """Whether an element may have the attribute ``name``; scripts spell data-some-thing as someThing."""
        spoken = _HUMP.sub(lambda match: match[1].upper(), name.removeprefix("data-"))
        return name.lower() in self.attributes or name in self.words or spoken in self.words
