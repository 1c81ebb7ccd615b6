"""Find the start tags of a finished page with their positions, so that single ones can be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

# A comment, or an element whose content is no markup, or a start tag. Quoted values may hold any sign but their quote.
_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style)(?P<raw_rest>(?:\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)?)>(?P<content>.*?)</(?P=raw)\s*>"
    r"|<(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=\"'/>]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+)))?"
)

Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Tag:
    """A start tag and its positions in the page; of a script or style the whole element, with its content."""

    name: str
    rest: str
    start: int
    end: int
    content: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the values of the attributes by their names in lower case."""
        return _attributes(self.rest)


@lru_cache(maxsize=1 << 16)
def _attributes(rest: str) -> Mapping[str, str]:
    """Return the attributes of a tag. Cached, as a site has few different ones, many times."""
    return {match["name"].lower(): _value(match) for match in _ATTRIBUTE.finditer(rest)}


def _value(match: re.Match[str]) -> str:
    return unescape(match["double"] or match["single"] or match["bare"] or "")


def tags_of(page: str) -> Iterator[Tag]:
    """Yield every start tag of ``page`` in order."""
    for match in _TAG.finditer(page):
        if match["raw"]:
            yield Tag(match["raw"].lower(), match["raw_rest"] or "", match.start(), match.end(), match["content"])
        elif match["name"]:
            yield Tag(match["name"].lower(), match["rest"], match.start(), match.end())


def apply_edits(page: str, edits: Iterable[Edit]) -> str:
    """Return ``page`` with each range from start to end replaced by a text."""
    parts, at = [], 0
    for start, end, text in sorted(edits):
        parts += [page[at:start], text]
        at = end
    return "".join([*parts, page[at:]])
