"""Find letters that none of the available typefaces has before printing, and print them as their code points.

An archivable PDF (PDF/A) may have no letter without a glyph, and Typst refuses a book that has one. Typst itself is asked which
these are, so that its built-in typefaces count too. The source of the whole book passes `Letters.with_show_rule` on its way to Typst,
so that it does not matter where a letter comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import category

import typst

from press.builders.typst.compile import STANDARDS
from press.builders.typst.escape import code_points, string
from press.core.children.processes import forbid_forking

#: Letters that every typeface has: Typst is not asked about them, as that takes some milliseconds.
_PLAIN = frozenset(["\n", "\r", "\t", *map(chr, range(0x20, 0x7F))])
_BYTE_ORDER_MARK, _JOINER = "\ufeff", "\u200d"
#: Invisible characters, of which no code is printed: variation selectors, the zero-width joiner, the byte order mark.
_UNSEEN = frozenset(["\ufe0e", "\ufe0f", _JOINER, _BYTE_ORDER_MARK])
_LINE = re.compile(r"┌─ [^\n]*:(\d+):\d+")
_QUOTED = re.compile(r'error: .*?(?:the text|codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class Letters:
    """The letters that the typefaces ``fonts`` lack. Texts may come one after another; Typst is asked about each letter once."""

    def __init__(self, fonts: typst.Fonts) -> None:
        self._fonts = fonts
        self._asked: set[str] = set()
        self._codes: dict[str, str] = {}
        self._pattern = _any_of([])

    def missing(self, text: str) -> list[str]:
        """Return the letters of ``text`` that are printed as codes, including combining marks that do not fit the letter before them."""
        self._look_up(text)
        codes = {cluster: self._codes[cluster] for cluster in self._pattern.findall(text)}
        return sorted({letter for cluster, code in codes.items() for letter in cluster if f"[{name(letter)}]" in code})

    def with_codes(self, text: str) -> str:
        """Return ``text`` as it is printed in the PDF, missing letters as codes."""
        self._look_up(text)
        return self._pattern.sub(lambda found: self._codes[found[0]], text)

    def with_show_rule(self, source: str) -> str:
        """Return ``source`` after the show rule of the template that prints missing letters as codes, if there are any."""
        self._look_up(source)
        if not self._codes:
            return source
        table = ", ".join(f"{code_points(cluster)}: {string(code)}" for cluster, code in self._codes.items())
        return f"#show: in-codes.with({string(self._pattern.pattern)}, ({table}))\n{source}"

    def learn(self, diagnostic: str) -> list[str]:
        """Record the letters for which Typst has refused a book, such as those of its own signs; return the new ones."""
        found = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _QUOTED.findall(diagnostic)}
        new = sorted(letter for letter in found - _PLAIN - self._asked if len(letter) == 1)
        self._asked.update(new)
        self._add(new)
        return new

    def _look_up(self, text: str) -> None:
        new = sorted(_clusters(text) - self._asked)
        if new:
            self._asked.update(new)
            self._add(_refused(new, self._fonts))

    def _add(self, clusters: Iterable[str]) -> None:
        # The shorter ones first: if a letter alone can be printed, only the marks that it bears become codes.
        for cluster in sorted(clusters, key=len):
            kept = cluster[0] if len(cluster) > 1 and cluster[0] not in self._codes else ""
            self._codes[cluster] = kept + "".join(map(_code, cluster.removeprefix(kept)))
        self._pattern = _any_of(self._codes)


def name(letter: str) -> str:
    """Return the code point of a letter as text, ``U+4F1F``."""
    return f"U+{ord(letter):04X}"


def _code(letter: str) -> str:
    return "" if letter in _UNSEEN else f"[{name(letter)}]"


def _clusters(text: str) -> set[str]:
    """Return the letters to ask about, and each letter with the marks that it bears in ``text``."""
    letters = set(text) - _PLAIN
    marks = "".join(letter for letter in letters if category(letter).startswith("M") or letter == _JOINER)
    marked = re.findall(f".?[{marks}]+", text) if marks else []
    return letters.difference(marks).union(marked)


def _any_of(clusters: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern, in syntax that Python and Typst share, of any of ``clusters``, the longest first; of none, one that never matches."""
    each = (
        "".join(f"\\U{ord(letter):08X}" for letter in cluster) for cluster in sorted(clusters, key=len, reverse=True)
    )
    return re.compile("|".join(each) or r"\b\B")


def _refused(clusters: Sequence[str], fonts: typst.Fonts) -> Iterable[str]:
    """Return those of ``clusters`` that Typst refuses; each has a paragraph of its own, so that the line of an error tells which it is."""
    source = '#set document(title: "Letters")' + "".join(f"\n\n#{code_points(cluster)};" for cluster in clusters)
    forbid_forking()
    compiler: Any = typst.Compiler(source.encode(), font_paths=fonts)
    # The byte order mark is forbidden, but Typst does not always report it.
    refused = {_BYTE_ORDER_MARK}.intersection(clusters)
    try:
        compiler.compile(format="pdf", pdf_standards=list(STANDARDS))
    except typst.TypstError as error:
        refused.update(clusters[(int(line) - 3) // 2] for line in _LINE.findall(error.diagnostic))
        # Typst reports each letter once, even if it cannot be printed in several clusters.
        rest = [cluster for cluster in clusters if cluster not in refused]
        if rest and len(rest) < len(clusters):
            refused.update(_refused(rest, fonts))
    return refused
