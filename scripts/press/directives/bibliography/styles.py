"""Format textual citations, ``{cite:t}`` "Naím (2013)", and parenthetical ones, ``{cite:p}`` "(Naím, 2013)", and define the style of reference lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.database import Entry
from pybtex.richtext import BaseText, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex.style.template import Node
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, GroupReferenceStyle
from sphinxcontrib.bibtex.style.referencing.extra_empty import ExtraEmptyReferenceStyle
from sphinxcontrib.bibtex.style.template import join, post_text, pre_text, reference

from press.directives.bibliography.apa import apa_reference
from press.directives.bibliography.fields import cited_names, is_apa, label_year, labels, sorted_entries
from press.directives.bibliography.gost import gost_reference

# Roles of sphinxcontrib-bibtex: a final s names every author, an initial c capitalises.
_PARENTHETICAL = ("p", "ps", "alp", "alps")
_TEXTUAL = ("t", "ts", "ct", "cts")
_AUTHORS = ("author", "authors", "authorpar", "authorpars", "cauthor", "cauthors")
_YEARS = ("year", "yearpar")
_LABELS = ("label", "labelpar")


def reference_style(language: str) -> type[GroupReferenceStyle]:
    """Return the reference style class (sphinxcontrib-bibtex) for ``language``."""

    class PressReferenceStyle(GroupReferenceStyle):
        def __init__(self) -> None:
            super().__init__(styles=[AuthorYear(language), ExtraEmptyReferenceStyle()])

    return PressReferenceStyle


class AuthorYear(BaseReferenceStyle):
    """Author-year citations for all roles, with the words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def role_names(self) -> Iterable[str]:
        """Return the names of the roles that this style formats."""
        return [*_PARENTHETICAL, *_TEXTUAL, *_AUTHORS, *_YEARS, *_LABELS]

    def outer(self, role_name: str, children: list[BaseText]) -> Node:
        """Return the template that joins the works of one citation, in brackets where the role requires them."""
        separator = ", " if role_name in _TEXTUAL else "; "
        in_brackets = role_name in ("p", "ps") or "par" in role_name
        return join["(" if in_brackets else "", join(sep=separator)[children], ")" if in_brackets else ""]

    def inner(self, role_name: str) -> Node:
        """Return the template of a single work."""
        in_brackets = role_name in _PARENTHETICAL
        names = Node("names", self._names)(everyone=role_name.endswith("s"), in_brackets=in_brackets)
        if role_name in _TEXTUAL:
            return join(sep=" ")[names, join["(", _with_texts(reference[_YEAR]), ")"]]
        if role_name in _AUTHORS:
            return reference[names]
        if role_name in _YEARS:
            return reference[_YEAR]
        return _with_texts(reference[join(sep=", ")[names, _YEAR]])

    def _names(self, _children: list[Any], data: dict[str, Any], everyone: bool, in_brackets: bool) -> BaseText:
        return Text(cited_names(data["entry"], self.language, everyone=everyone, in_brackets=in_brackets))


def _with_texts(citation: Node) -> Node:
    """Return a template that puts the author's own words before and after a citation: ``{see}naim2013{p. 12}``."""
    return join(sep=" ")[pre_text, join(sep=", ")[citation, post_text]]


def _year(_children: list[Any], data: dict[str, Any]) -> BaseText:
    return Text(label_year(data["formatted_entry"].label))


_YEAR = Node("year", _year)


def entry_style(language: str) -> type[BaseStyle]:
    """Return the pybtex style class for ``language``."""
    reference = apa_reference if is_apa(language) else gost_reference

    class Labels(BaseLabelStyle):  # type: ignore[misc]
        def format_labels(self, entries: Iterable[Entry]) -> Iterator[str]:
            return labels(entries, language)

    class Sorting(BaseSortingStyle):  # type: ignore[misc]
        def sort(self, entries: Iterable[Entry]) -> list[Entry]:
            return sorted_entries(entries, language)

    class PressStyle(BaseStyle):  # type: ignore[misc]
        default_name_style = "last"
        default_label_style = Labels
        default_sorting_style = Sorting

        def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
            return FormattedEntry(entry.key, reference(entry, label, language), label)

    return PressStyle
