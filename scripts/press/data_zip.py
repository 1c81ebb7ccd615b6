"""All data of a book as one file to take away: the tables, their descriptor, and in each language what explains and cites them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.chart_html import take_away
from press.citing_formats import FORMATS
from press.citing_record import dataset_work, edition_work
from press.citing_settings import CitationSettings
from press.citing_titles import dataset_title
from press.context import Press, press_of
from press.data_readme import codebook_csv, readme
from press.fingerprint import files_below
from press.last_change import last_change
from press.packing import add_entry
from press.settings import Settings
from press.vocabulary import Vocabulary

_FOLDER = "data"


def setup_data_zip(app: Sphinx) -> None:
    """Register the directive that offers the file."""
    app.add_directive("datazip", DatazipDirective)


def zip_name(settings: Settings) -> str:
    """The name of the file, the same in all editions."""
    return f"{settings.slug}-data.zip"


def data_zip(settings: Settings, vocabulary: Vocabulary, citation: CitationSettings) -> bytes:
    """The file: everything below ``data/``, ``README.<language>.md``, ``codebook.<language>.csv`` and, below ``cite/``, the
    files for reference managers that pages offer too; the same data of the same day are the same bytes."""
    folder, packed = Path(zip_name(settings)).stem, io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(_contents(settings, vocabulary, citation)):
            add_entry(archive, f"{folder}/{name}", content)
    return packed.getvalue()


def _contents(settings: Settings, vocabulary: Vocabulary, citation: CitationSettings) -> Iterator[tuple[str, bytes]]:
    for path in files_below(settings.root / _FOLDER):
        yield path.relative_to(settings.root).as_posix(), path.read_bytes()
    issued, title = last_change(settings.root), dataset_title(settings.root)
    for edition in settings.editions:
        label = partial(_label, vocabulary, edition.language)
        book = edition_work(settings, edition.language, citation, issued)
        cited = dataset_work(book, citation.dataset, title)
        yield f"README.{edition.language}.md", readme(settings, edition, label, cited).encode()
        yield f"codebook.{edition.language}.csv", codebook_csv(settings, edition, label)
        for ending, write in FORMATS.values():
            yield f"cite/{cited.name}.{ending}", write(cited).encode()


def _label(vocabulary: Vocabulary, language: str, code: str) -> str:
    """The words for ``code``, or nothing where there are none."""
    return vocabulary.label(code, language) if vocabulary.has(code) else ""


def write_data_zip(settings: Settings, vocabulary: Vocabulary, citation: CitationSettings, folder: Path) -> None:
    """Put the file into ``folder``, unless the book has no data."""
    if (settings.root / _FOLDER).is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / zip_name(settings)).write_bytes(data_zip(settings, vocabulary, citation))


class DatazipDirective(SphinxDirective):
    """A line that offers all data as one file, for pages only."""

    def run(self) -> list[nodes.Node]:
        """The paragraph."""
        press: Press = press_of(self.env.app)
        name = zip_name(press.settings)
        link = take_away("", name, path=f"{self.config.press_shared}/{name}")
        words = press.word("All tables, with codebook and README in each language, as one file")
        return [nodes.paragraph("", f"{words}: ", link, classes=["only-html"])]
