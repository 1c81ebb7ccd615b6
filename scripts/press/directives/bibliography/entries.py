"""Define the style of the reference list: APA for English editions, GOST for others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pybtex.database import Entry
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.sorting import BaseSortingStyle

from press.directives.bibliography.apa import apa_reference
from press.directives.bibliography.gost import gost_reference
from press.directives.bibliography.names import is_apa, labels, sorted_entries


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
