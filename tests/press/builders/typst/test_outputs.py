"""What notebook cells put out, on paper."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest
from printing import CHART, Printed, Printer  # type: ignore[import-not-found]

BARS = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "description": "Two bars, two and three high",
    "data": {"values": [{"a": "x", "b": 2}, {"a": "y", "b": 3}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}


#: As pandas writes a frame.
FRAME = (
    "<div><style scoped>th {text-align: right}</style><table border='1' class='dataframe'><thead><tr><th></th>"
    "<th>region</th><th>share</th></tr></thead><tbody><tr><th>0</th><td>Almaty</td><td>40.0</td></tr>"
    "<tr><th>1</th><td><b>Oral</b></td><td>-2.2</td></tr></tbody></table><p>2 rows</p></div>"
)


LANGUAGE = {"language_info": {"name": "python", "pygments_lexer": "ipython3"}}
FILM = '<iframe src="https://example.org/film?x=1"></iframe>'


@pytest.fixture
def shown(printed: Printer) -> Any:
    """Prints a notebook whose one cell put out the given forms of one thing."""

    def build(forms: dict[str, Any], **config: Any) -> Printed:
        output = nbformat.v4.new_output("display_data", forms)
        cells = [nbformat.v4.new_markdown_cell("# N"), nbformat.v4.new_code_cell("show()", outputs=[output])]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=LANGUAGE)
        text = nbformat.writes(notebook)
        return printed({"index.ipynb": text}, parsers=["myst_nb"], nb_execution_mode="off", **config)

    return build


def test_a_frame_prints_as_a_table_with_head_stub_and_numbers_to_the_right(shown: Any) -> None:
    book = shown({"text/html": FRAME, "text/plain": "  region  share"})

    assert "header: ([#head[];], [#head[region];], table.cell(align: right)[#head[share];])" in book.source
    assert "[#stub[0];], [Almaty], table.cell(align: right)[#num[40\\.0];]" in book.source
    assert "2 rows" in book.words()
    assert book.warnings == ""


def test_a_chart_of_vega_lite_prints_as_a_drawing_with_its_description(shown: Any) -> None:
    book = shown({"application/vnd.vegalite.v6+json": BARS, "text/plain": "alt.Chart(...)"})

    assert 'alt: "Two bars, two and three high"' in book.source
    assert "alt.Chart" not in book.source
    assert book.warnings == ""
    (drawing,) = (book.folder / "images").glob("*.svg")
    assert "<svg" in drawing.read_text()


@pytest.mark.parametrize(
    "forms",
    [
        {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "IntSlider(value=7)"},
        {"application/javascript": "run()", "text/plain": "<IPython.core.display.Javascript object>"},
        {"application/vnd.plotly.v1+json": {"data": []}},
        {"text/html": "<script>run()</script>"},
    ],
    ids=["widget", "script", "plotly", "html"],
)
def test_what_only_a_screen_can_show_is_said_with_the_address_of_the_page(shown: Any, forms: dict[str, Any]) -> None:
    book = shown(forms, typst_base_url="https://site.example/en/")

    assert "This can only be seen on a screen: https://site.example/en/index.html" in book.words()
    assert book.warnings == ""


def test_a_film_is_said_with_its_own_address(shown: Any) -> None:
    book = shown({"text/html": FILM, "text/plain": "<IPython.lib.display.IFrame at 0x7f>"}, language="ru")

    assert "Это можно увидеть только на экране: https://example.org/film?x=1" in book.words()


def test_html_without_a_printed_form_gives_way_to_plain_words(shown: Any) -> None:
    book = shown({"text/html": "<svg></svg><canvas></canvas>", "text/plain": "Three of five"})

    assert "Three of five" in book.words()


def test_latex_that_cannot_be_set_gives_way_to_what_can(shown: Any) -> None:
    book = shown({"text/latex": "\\begin{tabular}{l}a\\end{tabular}", "text/plain": "a | b"})

    assert "a | b" in book.words()
    assert book.warnings == ""


def test_json_prints_as_program_text(shown: Any) -> None:
    book = shown({"application/json": {"key": [1, "ә"]}, "text/plain": "<JSON>"})

    assert 'lang: "json"' in book.source
    assert '"ә"' in book.words()


def test_the_best_form_of_several_is_printed(shown: Any) -> None:
    book = shown({"image/svg+xml": CHART, "text/html": FRAME, "text/plain": "plain"})

    assert "Үлесі" in book.words()
    assert "region" not in book.words()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"title": "Rain"}, "Rain"),
        ({"title": ["Rain", "in May"]}, "Rain in May"),
        ({"title": {"text": ["Rain", "in May"], "anchor": "start"}}, "Rain in May"),
        ({"title": {"text": "Rain"}, "description": "It fell."}, "It fell."),
    ],
)
def test_a_chart_is_read_out_by_its_description_or_its_title(shown: Any, words: dict[str, Any], expected: str) -> None:
    chart = {**{name: value for name, value in BARS.items() if name != "description"}, **words}

    assert f'alt: "{expected}"' in shown({"application/vnd.vegalite.v6+json": chart}).source


@pytest.mark.parametrize("content", ["no chart", [1], {"mark": 5}])
def test_a_chart_that_cannot_be_drawn_gives_way_to_words(shown: Any, content: Any) -> None:
    book = shown({"application/vnd.vegalite.v6+json": content, "text/plain": "Two bars"})

    assert "Two bars" in book.words()
    assert book.warnings == ""


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [("<Figure size 640x480>", False), ("Figure(640, 480)", False), ("alt.Chart(...)", False), ("f(x) = 2", True)],
)
def test_the_name_of_an_object_is_no_output_beside_what_cannot_be_printed(
    shown: Any, text: str, is_printed: bool
) -> None:
    book = shown({"application/vnd.plotly.v1+json": {}, "text/plain": text})

    assert ("This can only be seen on a screen" not in book.words()) is is_printed


def test_the_name_of_an_object_is_an_output_where_there_is_no_other(shown: Any) -> None:
    assert "Figure(640, 480)" in shown({"text/plain": "Figure(640, 480)"}).words()


def test_colours_of_a_terminal_are_no_text(shown: Any) -> None:
    book = shown({"text/plain": "\x1b[1;31mred\x1b[0m, \x1b[38;5;12mblue\x1b[K"})

    assert "red, blue" in book.words()
    assert book.warnings == ""
