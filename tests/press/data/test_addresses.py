"""Addresses that the data rely on are found with file and line, and the table of them says what became of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rain_tables import edit_descriptor, write_rain_book

from press.data.addresses import WebPage, named_addresses
from press.edition.chapters import load_sources


def add_table(root: Path, name: str, text: str) -> None:
    (root / "data" / f"{name}.csv").write_text(text, encoding="utf-8")
    fields = [{"name": column, "type": "string"} for column in text.splitlines()[0].split(",")]
    described = {"name": name, "path": f"{name}.csv", "schema": {"fields": fields}}
    edit_descriptor(root, lambda package: package["resources"].append(described))


@pytest.mark.parametrize(
    ("final", "moved"),
    [
        ("", False),
        ("http://www.example.org/a", False),
        ("https://EXAMPLE.org/a/", True),
        ("https://example.org/a/index.html", False),
        ("https://example.org/b", True),
        ("https://login.example.org/a", True),
    ],
)
def test_an_address_has_moved_when_it_leads_to_another_page_not_to_another_spelling(final: str, moved: bool) -> None:
    assert WebPage("https://example.org/a", answer="200", final=final).has_moved is moved


@pytest.mark.parametrize(
    ("answer", "gone"), [("404", True), ("410", True), ("no-host", True), ("403", False), ("500", False), ("", False)]
)
def test_a_page_is_gone_when_its_host_says_so_or_is_gone_itself(answer: str, gone: bool) -> None:
    page = WebPage("https://example.org/a", answer=answer, final="https://example.org/lost")
    assert (page.is_gone, page.has_moved) == (gone, not gone)


def test_addresses_stand_alone_in_cells_in_descriptions_and_in_works(tmp_path: Path) -> None:
    root = write_rain_book(tmp_path)
    add_table(
        root,
        "links",
        "id,where\na,https://example.org/a http://example.org/b\nb,see https://example.org/c\nc,HTTPS://example.org/d\n",
    )
    add_table(root, "addresses", "address\nhttps://example.org/only-listed\n")
    sources = [{"title": "a yearbook", "path": "https://example.org/yearbook"}, {"title": "https://example.org/title"}]
    terms = [{"name": "other-at", "path": "https://example.org/terms"}]
    edit_descriptor(root, lambda package: package["resources"][0].update(sources=sources, licenses=terms))
    bibliography = root / "references.bib"
    bibliography.write_text("@misc{doe,\n  title = {A},\n  url = {https://example.org/doe},\n}\n", encoding="utf-8")
    found = [(each.address, each.file.name, each.line) for each in named_addresses(load_sources(root))]
    assert found == [
        ("https://example.org/yearbook", "datapackage.json", None),
        ("https://example.org/terms", "datapackage.json", None),
        ("https://example.org/a", "links.csv", 2),
        ("http://example.org/b", "links.csv", 2),
        ("HTTPS://example.org/d", "links.csv", 4),
        ("https://example.org/doe", "references.bib", 3),
    ]
