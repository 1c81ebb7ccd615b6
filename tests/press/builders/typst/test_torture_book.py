"""A book that holds one of every construct, as an archivable and accessible PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from support.pdf_archival import unanswered  # type: ignore[import-not-found]
from support.pdf_tags import tags  # type: ignore[import-not-found]
from support.printing import Printed, run_sphinx  # type: ignore[import-not-found]

BOOK = Path(__file__).parents[3] / "books" / "torture"
#: The checker takes a row that cells from above reach into for one that has too few; the tags do say /RowSpan.
KNOWN = {"TBL-004"}
SETTINGS = {
    "parsers": ["myst_nb"],
    "extensions": [
        *("sphinx_design", "sphinxcontrib.bibtex", "sphinx.ext.todo", "sphinx_togglebutton"),
        *("sphinx_proof", "sphinx_exercise"),
    ],
    "nb_execution_mode": "off",
    "bibtex_bibfiles": ["references.bib"],
    "todo_include_todos": True,
    "typst_title": "Everything at once",
    "typst_subtitle": "One of each",
    "myst_enable_extensions": [
        *("amsmath", "attrs_inline", "attrs_block", "colon_fence", "deflist", "dollarmath", "fieldlist"),
        *("html_image", "smartquotes", "strikethrough", "substitution", "tasklist"),
    ],
}


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    return run_sphinx(BOOK, tmp_path_factory.mktemp("torture"), dict(SETTINGS))


def test_it_prints_without_a_warning(torture: Printed) -> None:
    assert torture.warnings == ""


def test_each_construct_has_its_markup(torture: Printed) -> None:
    """Read each difference; what is as it should be is copied from the file that the assertion names."""
    assert torture.source.splitlines() == (BOOK / "expected.typ").read_text(encoding="utf-8").splitlines(), (
        torture.folder / "book.typ"
    )


def test_it_is_fit_for_archives_and_for_screen_readers(torture: Printed) -> None:
    with pikepdf.open(torture.pdf) as pdf:
        metadata = pdf.open_metadata()
        claims = (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"])
    assert claims == ("1", "2", "A")
    assert [finding.message for finding in pdfua.validate(torture.pdf).findings] == []
    assert {
        finding.rule for finding in outloud.check(str(torture.pdf)).findings if finding.severity == "error"
    } <= KNOWN


def test_a_second_reader_of_the_standard_finds_nothing_that_was_not_answered(torture: Printed) -> None:
    assert unanswered(torture.pdf) == []
    with pikepdf.open(torture.pdf) as pdf:
        known = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))
        fonts = [one.FontDescriptor for one in known if one.get("/Subtype") == "/CIDFontType2"]
        glyphs = [TTFont(BytesIO(font.FontFile2.read_bytes()))["maxp"].numGlyphs for font in fonts]
        named = ["".join(f"{byte:08b}" for byte in font.CIDSet.read_bytes()).rstrip("0") for font in fonts]
    assert named == ["1" * count for count in glyphs], "each CIDSet names all glyphs of its font, and no other"


def test_its_tags_are_those_that_were_read_and_accepted(torture: Printed) -> None:
    """Read each difference; what is as it should be is copied from the file that the assertion names."""
    found = torture.folder / "tags.txt"
    found.write_text("\n".join([*tags(torture.pdf), ""]), encoding="utf-8")
    assert (
        found.read_text(encoding="utf-8").splitlines() == (BOOK / "tags.txt").read_text(encoding="utf-8").splitlines()
    ), found
