"""What data, labels, works, settings and chapters say is text wherever it comes out: nothing that runs, on no page, in no file and in no PDF."""

from __future__ import annotations

import json
import re
import string
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import html5lib
import openpyxl
import pymupdf
import pytest
import yaml
from lxml import etree
from support.built_pages import parsed, words
from support.rain_tables import edit_descriptor
from support.small_books import append, copy_book, replace

from press.make.book import build_book

# Each closes what it may stand in: an attribute, a script, a title, a comment, CDATA; and begins something of its own.
MARKUP = (
    """'"></title></script>]]>--><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}<svg/onload=alert(3)>"""
)
# In Typst each ends or begins something: a string, a block of content or of code, a reference, a formula, a comment. A PDF in which one were run
# could not be printed.
TYPST = r"""#panic("run") #import "no.typ": all ]) }\" \\ \u{a} @nobody $a/b$ *b* _i_ <rain> `c` ```d``` /* // e"""
HOSTILE = f"{MARKUP} {TYPST}"
FORMULA = '=HYPERLINK("https://example.org";"rain")'
SCRIPTED = ("javascript:", "vbscript:", "data:text/html")
# What a browser does not run: scripts of the page from its own files, and data.
DATA_TYPES = {"application/ld+json", "application/json"}


# The smart quotes of Sphinx take a backslash before another or before a quotation mark for an escape.
PROSE = TYPST.replace('\\"', '"').replace("\\\\ ", "")
ESCAPED = "".join(f"\\{sign}" if sign in string.punctuation else sign for sign in PROSE)
CHAPTER = f"""
(a"#]$@b)=
## Heading {ESCAPED}

Paragraph {ESCAPED}

:::{{list-table}} Caption {ESCAPED}
:name: tab-"#]$@b

* - Cell {ESCAPED}
:::

```
Code {TYPST}
```
"""


def hostile_book(folder: Path) -> Path:
    """A small book that says in each place that is no chapter what nobody would like to have run."""
    root = copy_book("weather", folder)
    _rewrite_settings(root)
    labels = root / "data" / "vocabulary" / "words.csv"
    rows = [line.split(",") for line in labels.read_text(encoding="utf-8").splitlines()]
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    labels.write_text(
        "\n".join([",".join(rows[0]), *(f"{row[0]},{quoted},{quoted}" for row in rows[1:])]).replace(
            f"south,{quoted}", 'south,"' + FORMULA.replace('"', '""') + '"'
        )
        + "\n",
        encoding="utf-8",
    )
    said = {"title": HOSTILE, "licenses": [{"name": HOSTILE}], "producer": HOSTILE, "vintage": HOSTILE}
    said["sources"] = [{"title": HOSTILE, "path": "javascript:alert(4)"}]
    edit_descriptor(root, lambda package: (package.update(title=HOSTILE), package["resources"][0].update(said)))
    replace(root / "_toc.yml", "Measurements", json.dumps(HOSTILE))
    for language in ("en", "ru"):
        chapter = root / "book" / language / "rain.md"
        replace(chapter, "{cite:t}`doe2001`", "{cite:t}`doe2001,doe2002`")
        append(chapter, CHAPTER)
    (root / "references.bib").write_text(
        "@misc{doe2002,\n  title = {Rain},\n  year = {2002},\n  url = {javascript:alert(7)},\n}\n"
        "@misc{doe2001,\n  author = {{" + MARKUP.replace("{", "").replace("}", "") + "}},\n"
        "  title = {"
        + MARKUP
        + "},\n  year = {2001},\n  url = {javascript:alert(5)},\n  doi = {javascript:alert(6)},\n}\n",
        encoding="utf-8",
    )
    return root


def _rewrite_settings(root: Path) -> None:
    path = root / "_config.yml"
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["title"] = HOSTILE
    config = settings["sphinx"]["config"]
    # What stands everywhere is no word of a language.
    config["press_without_checks"] = ["catalogues", "languages", "slips", "works", "settings"]
    for edition in config["press_editions"].values():
        edition |= {"title": HOSTILE, "subtitle": HOSTILE, "name": HOSTILE}
    config["press_citation"] = {
        "publisher": HOSTILE,
        "place": HOSTILE,
        "authors": [{"name": HOSTILE}],
        "dataset": {"en": HOSTILE},
    }
    path.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = hostile_book(tmp_path_factory.mktemp("hostile"))
    build_book(root, lambda line: None)
    return root / "_build" / "site"


def elements(text: str) -> Iterator[etree._Element]:
    """The elements as a browser makes them of a page."""
    yield from (
        one
        for one in html5lib.parse(text, treebuilder="lxml", namespaceHTMLElements=False).iter()
        if isinstance(one.tag, str)
    )


def active(parts: Iterator[etree._Element]) -> list[str]:
    """What among the elements would run that press has not written."""
    found = []
    for part in parts:
        name = etree.QName(part).localname
        if name == "script" and "alert" in (part.text or "") and part.get("type") not in DATA_TYPES:
            found.append(f"script {part.text}")
        for key, value in part.attrib.items():
            address = "".join(unquote(value).split()).lower()
            if str(key).lower().startswith("on") or address.startswith(SCRIPTED) or (name == "img" and value == "x"):
                found.append(f"{name} {key}={value}")
    return found


def test_no_page_runs_what_data_say(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 8
    assert {page.name: found for page in pages if (found := active(elements(page.read_text(encoding="utf-8"))))} == {}


def test_the_words_stand_on_the_pages_as_they_were_written(site: Path) -> None:
    text = words(parsed(site / "en" / "rain.html"))
    assert "</script>" in text
    assert "onerror=alert(2)" in text


def test_data_for_search_engines_are_json_with_the_words_as_text(site: Path) -> None:
    for page in site.rglob("*.html"):
        for part in elements(page.read_text(encoding="utf-8")):
            if part.get("type") in DATA_TYPES:
                assert json.loads(part.text or "") is not None


def test_pictures_hold_nothing_that_runs(site: Path) -> None:
    pictures = sorted(site.rglob("*.svg"))
    assert pictures
    for picture in pictures:
        assert active(one for one in etree.parse(picture).iter() if isinstance(one.tag, str)) == []


def test_epubs_hold_nothing_that_runs_and_no_way_out(site: Path) -> None:
    books = sorted(site.rglob("*.epub"))
    assert books
    for book in books:
        with zipfile.ZipFile(book) as archive:
            for name in archive.namelist():
                assert not (name.startswith("/") or ".." in Path(name).parts or "\\" in name)
                if name.endswith((".xhtml", ".svg", ".opf", ".ncx", ".xml")):
                    tree = etree.fromstring(archive.read(name))
                    assert active(one for one in tree.iter() if isinstance(one.tag, str)) == []


def test_no_cell_that_press_writes_is_a_formula(site: Path) -> None:
    tables = sorted(site.rglob("*.csv"))
    assert tables
    texts = [table.read_text(encoding="utf-8-sig") for table in tables]
    for archive in site.rglob("*-data.zip"):
        with zipfile.ZipFile(archive) as packed:
            texts += [packed.read(name).decode("utf-8-sig") for name in packed.namelist() if "/codebook." in name]
    assert any("'=HYPERLINK" in text for text in texts)
    assert not [text for text in texts if f'"{FORMULA[:10]}' in text or f"\n{FORMULA[:10]}" in text]
    workbooks = [openpyxl.load_workbook(path) for path in site.rglob("*.xlsx")]
    cells = [cell for workbook in workbooks for sheet in workbook for row in sheet for cell in row]
    assert FORMULA in {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}


def plain(text: str) -> str:
    """Return the signs of a text without spaces, hyphens of lines that end and the marks that typography changes."""
    return re.sub(r"[\s\u00ad'\"“”‘’«»„–-]", "", text)


def test_pdfs_show_the_markup_of_typst_as_it_was_written(site: Path) -> None:
    for language in ("en", "ru"):
        with pymupdf.open(site / "pdf" / f"weather.{language}.pdf") as document:
            shown = plain("".join(page.get_text() for page in document))
            assert document.metadata["title"] == document.metadata["author"] == HOSTILE
        assert shown.count(plain(HOSTILE)) > 10
        for place in ("Heading", "Paragraph", "Caption", "Cell"):
            assert place + plain(PROSE) in shown
        assert "Code" + plain(TYPST) in shown
