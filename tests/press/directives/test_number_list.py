"""The numbers of all chapters, each where it is used first."""

from __future__ import annotations

from bare_sphinx import BareSphinx

from press.directives.number_list import USES


def test_the_list_has_each_chapter_with_its_numbers_and_each_file_once(sphinx: BareSphinx) -> None:
    vars(sphinx.app.env)[USES] = [("book/en/rain", ["rain/total"])]
    document = sphinx.read(".. numberlist::\n")
    chapter, entry, files, table = document.children
    assert chapter[0]["docname"] == "book/en/rain"
    assert entry["ids"] == ["number-rain-total"]
    assert entry[0].astext() == "19 — Days of rain in both cities together"
    assert entry[1].astext().startswith("How computed: The days of both cities added up. · Notebook: ")
    assert files.astext() == "Files"
    assert [row[0].astext() for row in table.findall() if row.tagname == "row"] == ["File", "rain.csv"]
