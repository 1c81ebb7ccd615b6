"""A published table in a chapter: caption, source, file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.embeds import DATATABLE
from press.directives.links import download_link
from press.edition.context import EditionContext
from press.notebooks.results import TABLE

TEXT = ".. datatable:: rain/days\n   :name: tab-rain\n\n   Rainy *days*.\n"


def test_a_table_has_caption_and_label_and_offers_its_values(sphinx: BareSphinx) -> None:
    document = sphinx.read(TEXT)
    (table,) = document.findall(nodes.table)
    assert table[0].astext() == "Rainy days."
    assert table["names"] == ["tab-rain"]
    (link,) = document.findall(download_link)
    assert (link.astext(), link["path"]) == ("Download as CSV", "_downloads/results/rain-days-table.en.csv")


def test_the_file_has_the_words_of_the_language(edition: Callable[..., EditionContext]) -> None:
    context = edition("ru")
    ((suffix, content),) = DATATABLE.files(context, context.results.find("rain/days", TABLE), "")
    assert suffix == "csv"
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))) == [
        ["Город", "Дни с дождём"],
        ["Северный", "12"],
        ["Южный", "7"],
    ]
