"""The book as a whole: order, title page, metadata, language, standards, failure."""

from __future__ import annotations

from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from printing import CHART, Printer, run_sphinx  # type: ignore[import-not-found]

from press.builders.typst.compile import _compiler
from press.builders.typst.fonts import default_folders, families
from press.builders.typst.words import words_of
from press.core.errors import PressError

CHAPTERS = {
    "index.rst": "First\n=====\n\nFirst text.\n\n.. toctree::\n   :caption: Part A\n\n   b\n   a\n\n.. toctree::\n   :caption: Part B\n\n   c\n",
    "a.md": "# Chapter a\n\n## Under a",
    "b.md": "# Chapter b\n\n```{toctree}\nbelow\n```",
    "below.md": "# Below b",
    "c.md": "# Chapter c",
}
SAMPLE = """# {title}

{text}[^n] {{numref}}`f` [link](https://example.org).

[^n]: {text}

:::{{figure}} chart.svg
:name: f
:alt: {title}

{title}
:::

| {title} | 1 |
|---|--:|
| {text} | 2 |
| {text} | 3 |

- {text}

:::{{note}}
{text}
:::

$x^2$

```python
x = 1
```
"""
TEXTS = {
    "en": ("The hearing", "A sentence of some length that speaks of the state and its citizens."),
    "kk": ("Еститін мемлекет", "Ә ғ қ ң ө ұ ү һ і әріптері бар сөйлем: көмек мөлшері 42 500 ₸."),
    "ru": ("Слышащее государство", "Предложение о государстве и гражданах, сумма 42 500 ₸."),
}


def test_chapters_follow_the_contents(printed: Printer) -> None:
    words = printed(CHAPTERS).words()
    order = ["First text.", "Part A", "Chapter b", "Below b", "Chapter a", "Under a", "Part B", "Chapter c"]
    places = [words.rindex(heading) for heading in order]

    assert places == sorted(places)


def test_one_table_of_contents_makes_no_parts(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. toctree::\n   :caption: Contents:\n\n   a\n", "a.md": "# A"})

    assert "#part[" not in book.source


def test_sections_carry_the_numbers_of_sphinx(printed: Printer) -> None:
    book = printed({"index.rst": "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n", "a.md": "# A\n\n## B"})

    assert '#heading(level: 1, numbering: (..) => "1")[A]' in book.source
    assert '#heading(level: 2, numbering: (..) => "1.1")[B]' in book.source


def test_excluded_documents_are_left_out_and_those_below_them_stay(printed: Printer) -> None:
    words = printed(CHAPTERS, typst_exclude=["b", "c"]).words()

    assert "Chapter b" not in words
    assert "Below b" in words
    assert "Part B" not in words


def test_the_title_page_and_the_metadata_say_what_the_book_is(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T"},
        typst_title="Title & more",
        typst_subtitle="Sub",
        typst_author=["One", "Two"],
        typst_date="May 2026",
        typst_imprint=["Printed by us."],
        typst_keywords=["state", "dialogue"],
    )
    with pikepdf.open(book.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Title & more"
        assert metadata["dc:creator"] == ["One, Two"]
        assert "dialogue" in metadata["pdf:Keywords"]
        assert str(pdf.Root.Lang) == "en"
    assert "Title & more Sub One Two May 2026" in book.words()
    assert "Printed by us." in book.words()


@pytest.mark.parametrize(("language", "contents"), [("en", "Contents"), ("kk", "Мазмұны"), ("ru", "Содержание")])
def test_each_edition_is_accessible_and_in_its_language(printed: Printer, language: str, contents: str) -> None:
    title, text = TEXTS[language]
    book = printed({"index.md": SAMPLE.format(title=title, text=text)}, language=language)

    assert contents in book.words()
    assert text in book.words()
    with pikepdf.open(book.pdf) as pdf:
        assert str(pdf.Root.Lang) == language
        metadata = pdf.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == (
            "1",
            "2",
            "A",
        )
    assert [finding.message for finding in pdfua.validate(book.pdf).findings] == []
    assert outloud.check(str(book.pdf)).errors == 0


def test_every_typeface_is_embedded_and_none_is_a_stopgap(printed: Printer) -> None:
    title, text = TEXTS["kk"]
    book = printed({"index.md": SAMPLE.format(title=title, text=text)}, language="kk")
    with pikepdf.open(book.pdf) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"]
        names = {str(font.FontName).split("+")[-1].split("-")[0] for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)

    assert {"NotoSerif", "NotoSans"} <= names
    assert "LibertinusSerif" not in names


def test_equal_sources_give_equal_bytes(printed: Printer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = printed(CHAPTERS).pdf.read_bytes()

    assert printed(CHAPTERS).pdf.read_bytes() == first


def test_what_typst_refuses_is_one_error_and_the_earlier_pdf_stays(printed: Printer) -> None:
    good = printed({"index.md": "# T"})
    before = good.pdf.read_bytes()

    with pytest.raises(PressError) as caught:
        printed({"index.md": "# T\n\n```{raw} typst\n#no-such-function()\n```"})

    assert "no-such-function" in caught.value.message
    assert caught.value.file == (good.folder / "book.typ").resolve()
    lines = (good.folder / "book.typ").read_text().splitlines()
    assert caught.value.line is not None
    assert lines[caught.value.line - 1] == "#no-such-function()"
    assert good.pdf.read_bytes() == before
    assert sorted(path.name for path in good.folder.glob("*.pdf")) == ["book.pdf"]


def test_families_whose_package_is_not_installed_are_left_out() -> None:
    assert default_folders()
    assert families({"sans": ["Some Sans", "Noto Sans"]})["sans"] == ["Some Sans", "Noto Sans"]


def test_two_images_of_one_name_do_not_replace_each_other(printed: Printer, tmp_path: Path) -> None:
    other = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    book = printed({"index.md": "# T\n\n![a](chart.svg)\n\n![b](x/chart.svg)", "x/chart.svg": other})

    assert (book.folder / "images" / "chart-1.svg").read_text() == other


def test_the_project_names_the_file_if_nothing_else_does(printed: Printer, tmp_path: Path) -> None:
    printed({"index.md": "# T"})
    run_sphinx(tmp_path / "source", tmp_path / "other", {"typst_file_name": "", "project": "My Book"})

    assert (tmp_path / "other" / "mybook.pdf").is_file()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_of_the_builder_is_translated(language: str) -> None:
    words = words_of(language)
    used = [
        "Contents",
        "Index",
        "Illustration",
        "Note",
        "Warning",
        "Tip",
        "Hint",
        "Important",
        "Danger",
        "See also",
    ]

    assert [word for word in used if words(word) == word] == []


def test_each_page_names_its_chapter_once_at_its_head(printed: Printer) -> None:
    filler = "\n\n".join(["Filler."] * 30)
    documents = {f"{name}.md": f"# Chapter {name}\n\n{filler}" for name in "ab"}
    contents = "# T\n\n```{toctree}\na\nb\n```"
    book = printed({"index.md": contents, **documents}, typst_paper="a6", typst_contents_depth=0)
    title, begin, *pages = book.text().split("\f")

    assert [page.splitlines()[0] for page in pages] == ["Chapter a", "Chapter a", "Chapter b", "Chapter b"]
    assert all(page.count("Chapter") == 1 for page in pages)
    assert "Chapter" not in title + begin


def test_a_book_printed_again_by_the_same_process_is_as_one_printed_anew(
    printed: Printer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first = printed({"index.md": "# T\n\nA sentence.\n\n![A bar](chart.svg)\n"}).pdf.read_bytes()
    changed = {
        "index.md": "# T\n\nA *longer*\u00a0sentence.\n\n![A bar](chart.svg)\n",
        "chart.svg": CHART.replace("steelblue", "teal"),
    }
    again = printed(changed).pdf.read_bytes()
    _compiler.cache_clear()

    assert again != first
    assert again == printed(changed).pdf.read_bytes()
