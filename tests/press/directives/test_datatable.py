"""A published table in a chapter: caption, source, file."""

from __future__ import annotations

from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.links import download_link

TEXT = ".. datatable:: rain/days\n   :name: tab-rain\n\n   Rainy *days*.\n"


def test_a_table_has_caption_and_label_and_offers_its_values(sphinx: BareSphinx) -> None:
    document = sphinx.read(TEXT)
    (table,) = document.findall(nodes.table)
    assert table[0].astext() == "Rainy days."
    assert table["names"] == ["tab-rain"]
    (link,) = document.findall(download_link)
    assert (link.astext(), link["path"]) == ("Download as CSV", "_downloads/results/rain-days-table.en.csv")
