"""Load the sources of a book: settings, chapters, data, claims, labels, bibliography; once, to be passed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from press.core.digests import MISSING
from press.core.files import shown_path
from press.core.settings import Settings
from press.core.source_files import bibliography_files
from press.data.claims import Claim, load_claims
from press.data.descriptor import DataPackage, read_package
from press.data.references import read_library
from press.data.validation import Row, TableDescription, accepted_rows, describe_table, texts_of
from press.data.vocabulary import Labels, load_vocabulary
from press.language.number_phrases import Nouns, load_nouns


@dataclass(frozen=True, eq=False)
class Sources:
    """The sources of a book, as they were when this was created; not to be changed.

    ``chapters`` are the names of the chapters by language; ``digests`` are those of the files that every page may depend on, by
    path from the root. The other parts are read once, on first access, which raises what is wrong with them. Each
    access is recorded as a dependency (`press.core.tracking`).
    """

    settings: Settings
    chapters: Mapping[str, tuple[str, ...]]
    digests: Mapping[str, str]
    _rows: dict[str, tuple[Row, ...]] = field(default_factory=dict, init=False, repr=False)

    @property
    def root(self) -> Path:
        """Return the folder of the book."""
        return self.settings.root

    @cached_property
    def package(self) -> DataPackage:
        """Return the data package."""
        return read_package(self.root, self.settings.build / "press" / "tables")

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id; empty where the book has none."""
        return load_claims(self.package)

    @cached_property
    def vocabulary(self) -> Labels:
        """Return the labels by code and language."""
        return load_vocabulary(self.root, self.settings.languages)

    @cached_property
    def nouns(self) -> Nouns:
        """Return the forms of counted nouns by code and language."""
        return load_nouns(self.root, self.settings.languages)

    @cached_property
    def works(self) -> tuple[str, ...]:
        """Return the keys of the bibliography; none where its files do not exist."""
        there = (path for path in bibliography_files(self.root) if path.is_file())
        return tuple(entry.key for path in there for entry in read_library(path).entries)

    def rows(self, name: str) -> tuple[Row, ...]:
        """Return the rows of the table ``name``.

        Raise PressError where it breaks its description or has another checksum.
        """
        self.package.needed(name)
        if name not in self._rows:
            self._rows[name] = accepted_rows(self.package, name)
        return self._rows[name]

    def texts(self, name: str) -> list[dict[str, str]]:
        """Return the rows of the table ``name`` with their values as texts, empty where they are missing.

        Raise as `rows`.
        """
        return list(texts_of(self.rows(name)))

    def describe(self, name: str) -> TableDescription:
        """Return the description of the table ``name`` for a codebook."""
        return describe_table(self.package, name, len(self.rows(name)))

    def digest(self, path: Path) -> str:
        """Return the digest of a file that every page may depend on, as it was before anything was read.

        `MISSING` for others.
        """
        return self.digests.get(shown_path(path, self.root), MISSING)
