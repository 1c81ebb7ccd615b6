"""Images, figures and their captions in the PDF."""

from __future__ import annotations

import base64
from textwrap import indent

import pymupdf
import pytest
from docutils import nodes
from printing import Printer  # type: ignore[import-not-found]
from sphinx.errors import SphinxError

from press.builders.typst.translator import split_caption as split

FIGURE = ":::{figure} chart.svg\n:name: fig\n:alt: A bar\n\nCaption *here*.\n\nSource: me.\n:::\n"
TABLE = ":::{list-table} Title\n:name: tab\n:header-rows: 1\n\n* - A\n  - B\n* - x\n  - 1\n:::\n"


def test_figures_and_tables_carry_the_numbers_of_sphinx(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FIGURE}\n{TABLE}\nSee {{numref}}`fig` and {{numref}}`tab`."})

    assert "Fig. 1. Caption here." in book.words()
    assert "Table 1. Title" in book.words()
    assert '#link(label("index:fig"))[Fig.~1]' in book.source
    assert book.warnings == ""


def test_a_format_of_numbers_may_put_the_number_first(printed: Printer) -> None:
    formats = {"figure": "%s-сурет", "table": "%s-кесте"}
    book = printed({"index.md": f"# T\n\n{FIGURE}\n{TABLE}\n{{numref}}`tab`"}, numfig_format=formats, language="kk")

    assert "1-сурет. Caption here." in book.words()
    assert "1-кесте. Title" in book.words()


def test_without_numbering_captions_have_no_number(printed: Printer) -> None:
    assert "#number" not in printed({"index.md": f"# T\n\n{FIGURE}"}, numfig=False).source


@pytest.mark.parametrize(
    ("caption", "head"),
    [
        ("Shares of answers. The dots are estimates.", "Shares of answers"),
        ("Население, млн чел. по годам. Точки – оценки.", "Население, млн чел. по годам"),
        ("2019 ж. жауаптар. Нүктелер – бағалау.", "2019 ж. жауаптар"),
        ("One sentence.", "One sentence"),
        ("No stop", "No stop"),
    ],
)
def test_the_first_sentence_of_a_caption_ends_at_its_full_stop(caption: str, head: str) -> None:
    first, rest = split(nodes.caption(caption, caption))

    assert "".join(node.astext() for node in first) == head
    assert "".join(node.astext() for node in [*first, *rest]) == caption


def test_a_sentence_that_ends_within_markup_is_not_looked_for() -> None:
    caption = nodes.caption("", "", nodes.Text("Of "), nodes.emphasis("", "rain. Snow"), nodes.Text(" and hail. More"))
    first, rest = split(caption)

    assert "".join(node.astext() for node in first) == "Of rain. Snow and hail"
    assert "".join(node.astext() for node in rest) == ". More"
    assert all(node.parent is caption for node in [*first, *rest]), "the parent has the language"


def test_a_caption_without_text_has_no_first_sentence() -> None:
    assert split(nodes.caption()) == ([], [])


def test_numbers_of_chapters_are_part_of_those_of_figures(printed: Printer) -> None:
    contents = "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n"
    book = printed({"index.rst": contents, "a.md": f"# A\n\n{FIGURE}"})

    assert "#number[Fig. 1.1];" in book.source


def test_what_a_caption_refers_to_is_not_repeated_in_a_list(printed: Printer) -> None:
    figure = ":::{figure} chart.svg\n:alt: A bar\n\nOf steppe[^n]\n:::"
    book = printed({"index.md": f"# T\n\n{figure}\n\n[^n]: The note."}, typst_lists=["figures"])

    assert book.warnings == ""
    assert book.words().count("Of steppe") == 2
    assert book.words().count("The note.") == 1


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("broken.png", PNG[:40], "in a: failed to decode image"),
        ("words.jpg", b"no picture at all", "in a: failed to decode image"),
        ("broken.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", r"images/broken\.svg:1: "),
    ],
)
def test_of_an_image_that_does_not_open_its_file_or_document_is_told(
    printed: Printer, name: str, content: bytes, place: str
) -> None:
    documents = {"index.md": "# T\n\n```{toctree}\na\n```", "a.md": f"# A\n\n![What it shows]({name})\n\nAfter."}
    with pytest.raises(SphinxError, match=place):
        printed({**documents, name: content})


def test_an_image_that_is_missing_is_told_once_and_its_words_print(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n![What it shows](gone.png)\n\nAfter."})

    (message,) = book.messages
    assert "index.md:3: WARNING" in message and "gone.png" in message
    assert "What it shows After." in book.words()


def test_a_caption_stands_over_what_is_shown_and_a_legend_under_it(printed: Printer) -> None:
    words = printed({"index.md": f"# T\n\n{FIGURE}"}).words()

    assert "Caption here. Үлесі ₸ Source: me." in words


def test_the_text_of_a_chart_is_set_in_the_books_typeface(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FIGURE}"})

    assert "Үлесі ₸" in book.words()


def test_an_image_without_alternative_text_is_a_warning(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n:::{figure} chart.svg\nOnly a caption\n:::\n"})

    assert "index.md:3: WARNING: the image 'chart.svg' has no alternative text; say" in book.warnings


def test_widths_in_pixels_are_inches_of_96(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n:::{image} chart.svg\n:alt: a\n:width: 96px\n:::\n"})

    assert "width: 72pt" in book.source


def test_a_linked_image_prints_its_address(printed: Printer) -> None:
    rst = "T\n=\n\n.. image:: chart.svg\n   :alt: a\n   :target: https://example.org/x\n"

    assert '#image-link("https://example.org/x"' in printed({"index.rst": rst}).source


def _wide(columns: int, word: str = "бәсекелестік") -> str:
    return "|" + "|".join([word] * columns) + "|\n" + "|---" * columns + "|\n" + "|".join(["", *"x" * columns]) + "|\n"


def test_a_wide_table_in_a_box_is_not_turned(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n:::{{note}}\n{_wide(6)}\n:::"})

    assert "#turned" not in book.source
    assert 'type: "small"' in book.source


CELLS = "| Бағанның аты | `a_file_name.csv` |\n|---|---|\n| `code` and **bold** | 1 |\n"
DENSE = "```{list-table} T\n:class: dense\n:widths: 1 3\n\n* - `code`\n  - Words\n```\n"


@pytest.mark.parametrize(
    "table",
    [
        CELLS,
        DENSE,
        _wide(8),
        f":::{{note}}\n{_wide(6)}\n{CELLS}\n:::",
        f"- An item\n\n  - Below\n\n{indent(CELLS, '    ')}",
    ],
    ids=["ordinary", "dense", "wide", "in a box", "in a list"],
)
def test_no_table_is_set_in_type_below_eight_points(printed: Printer, table: str) -> None:
    book = printed({"index.md": f"# T\n\n{table}"})

    with pymupdf.open(book.pdf) as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    sizes = {span["size"] for block in blocks for line in block.get("lines", []) for span in line["spans"]}
    assert min(sizes) >= 8


def test_the_class_landscape_turns_a_figure_or_a_table(printed: Printer) -> None:
    figure = ":::{figure} chart.svg\n:alt: a\n:figclass: landscape\n\nCaption.\n:::\n"
    table = ":::{list-table} Title\n:class: landscape\n\n* - A\n:::\n"
    book = printed({"index.md": f"# T\n\n{figure}\n{table}"})

    assert book.source.count("#turned[") == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('width="50%"', "width: 50%"),
        ('width="96"', "width: 72pt"),
        ('width="1.5in"', "width: 1.5in"),
        ('height="2cm"', "height: 2cm"),
        ('height="50%"', None),
        ('width="2pc"', "width: 24pt"),
        ('width="2ex"', None),
    ],
)
def test_a_size_is_one_of_typst_or_left_out(printed: Printer, given: str, expected: str | None) -> None:
    html = f'<img src="chart.svg" alt="A bar" {given}>'
    book = printed({"index.md": f"# T\n\n{html}"}, myst_enable_extensions=["html_image"])

    assert ("width:" in book.body or "height:" in book.body) is (expected is not None)
    assert (expected or "") in book.body
