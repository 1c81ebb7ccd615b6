"""Typst source becomes a PDF, or a fault in plain words."""

from __future__ import annotations

import pytest
from sphinx.errors import SphinxError
from support.printing import CHART, Printer  # type: ignore[import-not-found]

from press.builders.typst.compile import compile_pdf
from press.builders.typst.typst_builder import FONT_FOLDERS
from press.core.errors import PressError


def test_letters_of_the_three_languages_and_common_signs_need_no_stopgap(printed: Printer) -> None:
    letters = "Ә ә Ғ ғ Қ қ Ң ң Ө ө Ұ ұ Ү ү Һ һ І і Ё ё Ъ ъ ₸ № € « » „ “ … – — → ← ✓ ☐ ☑ × ÷ ± ≤ ≥ √ ′ ″"
    book = printed({"index.md": f"# T\n\n{letters}\n\n`{letters}`"})

    assert book.warnings == ""
    assert book.words().count(letters) == 2


def test_a_letter_that_no_typeface_has_is_told_and_the_book_prints_all_the_same(printed: Printer) -> None:
    documents = {"index.md": "# T\n\n```{toctree}\na\n```", "a.md": "# A\n\nBy 王 and \U0001f642.\n\nThe end."}
    book = printed(documents)

    (message,) = book.messages
    assert message.startswith("a.md:3: WARNING: no typeface of the PDF has 王, \U0001f642, so it keeps to no standard")
    assert "The end." in book.words()


def test_a_picture_with_html_in_it_is_told_once_with_its_place_and_printed(printed: Printer) -> None:
    picture = CHART.replace("</svg>", "<foreignObject width='9' height='9'><p>Said</p></foreignObject></svg>")
    text = "# T\n\nText.\n\n```{figure} words.svg\n:alt: Words\n\nA chart\n```\n"
    book = printed({"index.md": text, "words.svg": picture})

    (message,) = book.messages
    assert message.startswith("index.md:5: WARNING: the PDF shows this picture without what is HTML in it")
    assert "Үлесі ₸" in book.words()


def test_what_the_builder_has_written_can_be_compiled_without_sphinx(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nText."}, typst_compile=False)
    assert not book.pdf.exists()

    assert compile_pdf(book.folder / "book.typ", FONT_FOLDERS, ["ua-1", "a-2a"]) == []
    assert "Text." in book.words()


def test_what_typst_refuses_is_one_error_and_the_earlier_pdf_stays(printed: Printer) -> None:
    good = printed({"index.md": "# T"})
    before = good.pdf.read_bytes()

    with pytest.raises(SphinxError, match="no-such-function") as caught:
        printed({"index.md": "# T\n\n```{raw} typst\n#no-such-function()\n```"})

    told = caught.value.__cause__
    assert isinstance(told, PressError)
    assert told.place == "index.md:3"
    generated = (good.folder / "book.typ").read_text().splitlines().index("#no-such-function()") + 1
    assert f"{good.folder / 'book.typ'}:{generated}" in str(told.remedy)
    assert good.pdf.read_bytes() == before
    assert sorted(path.name for path in good.folder.glob("*.pdf")) == ["book.pdf"]


# A fault, and one within a function of the template.
REFUSED = {
    "#no-such-function()": "unknown variable: no-such-function",
    "#sans([]).missing()": "element context has no method `missing`",
}


@pytest.mark.parametrize(("markup", "reason"), REFUSED.items())
@pytest.mark.parametrize("place", ["index", "b", "d"])
def test_what_typst_refuses_is_told_with_its_document(printed: Printer, markup: str, reason: str, place: str) -> None:
    documents = {f"{name}.md": f"# {name}\n\nSee {{doc}}`index` and {{doc}}`d`.\n" for name in "abcd"}
    documents["index.md"] = "# T\n\n```{toctree}\na\nb\nc\nd\n```\n"
    documents[f"{place}.md"] += f"\n## Below\n\nText.\n\n```{{raw}} typst\n{markup}\n```\n"
    with pytest.raises(SphinxError) as caught:
        printed(documents, typst_front_matter=["index"])

    line = documents[f"{place}.md"].split("\n").index("```{raw} typst") + 1
    assert str(caught.value).startswith(f"{place}.md:{line}: Typst cannot print the book: {reason}\n")


def test_what_is_refused_outside_of_the_documents_is_told_without_one(printed: Printer) -> None:
    with pytest.raises(SphinxError, match=r"^Typst cannot print the book: color string"):
        printed({"index.md": "# T\n\nText."}, typst_accent="red")
