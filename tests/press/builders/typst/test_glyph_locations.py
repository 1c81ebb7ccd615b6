"""A letter that no typeface of the book has never stops the PDF: its code is printed, and it is told where it is from."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from printing import Printer  # type: ignore[import-not-found]

NAME, CODES = "王伟", "[U+738B][U+4F1F]"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="20"><text y="15">{}</text></svg>'
CONTENTS = "```{toctree}\n:caption: \U0001f4da Guides\n\na\n```\n\n```{toctree}\n:caption: More\n\nb\n```"


def test_a_letter_without_a_typeface_is_told_with_its_line_and_prints_its_code(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nOne \U0001f642 and `\u6f22`.\n\nAnother \U0001f642."})

    assert "index.md:3: WARNING: no typeface of the PDF has \U0001f642 (U+1F642)" in book.warnings
    assert book.warnings.count("U+1F642") == 1, "a letter is told once a document"
    assert "U+6F22" in book.warnings
    assert "One [U+1F642] and [U+6F22]." in book.words()
    assert "Another [U+1F642]." in book.words()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("typst_title", f"Of {NAME}"),
        ("project", f"Of {NAME}"),
        ("typst_subtitle", f"Of {NAME}"),
        ("typst_author", ["Abay", NAME]),
        ("author", NAME),
        ("typst_date", f"Year {NAME}"),
        ("typst_imprint", ["First edition", ("Printer", NAME)]),
    ],
)
def test_a_setting_is_printed_with_codes_and_told_with_its_name(printed: Printer, option: str, value: object) -> None:
    book = printed({"index.md": "# T\n\nText."}, **{option: value})

    front = " ".join(book.pages()[:2])
    assert CODES in front
    (message,) = book.messages
    assert f"WARNING: conf.py: {option}: no typeface of the PDF has 伟 (U+4F1F), 王 (U+738B)" in message


def test_a_setting_of_a_jupyter_book_is_told_with_its_line(printed: Printer) -> None:
    config = f"title: A book\nsphinx:\n  config:\n    press_citation:\n      authors:\n        - name: {NAME}\n"
    book = printed({"index.md": "# T", "_config.yml": config}, typst_author=[NAME])

    (message,) = book.messages
    assert message.startswith("_config.yml:6: WARNING: sphinx: config: press_citation: authors: name: no typeface")


def test_the_title_in_the_running_foot_is_printed_with_codes(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\nText."}, typst_title=f"Of {NAME}")

    assert f"Of {CODES} 1" in book.pages()[-1]


def test_the_data_of_the_file_hold_the_letters_themselves(printed: Printer) -> None:
    book = printed(
        {"index.md": f"# {NAME}\n\n![{NAME} at work](chart.svg)"},
        typst_title=NAME,
        typst_author=NAME,
        typst_keywords=[NAME, "\ue000"],
        typst_description=f"By {NAME} \U0001f642",
    )

    with pikepdf.open(book.pdf) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == NAME
        assert metadata["dc:creator"] == [NAME]
        assert NAME in metadata["pdf:Keywords"]
        assert metadata["dc:description"] == f"By {NAME} \U0001f642"
    with pikepdf.open(book.pdf) as pdf:
        said = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert f"{NAME} at work" in said
    with pymupdf.open(book.pdf) as pdf:
        assert NAME in [name for _, name, _ in pdf.get_toc()]


def test_letters_of_the_data_of_the_file_alone_are_not_told(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n![{NAME}](chart.svg)"}, typst_keywords=[NAME], typst_description=NAME)

    assert book.warnings == ""


def test_numbers_of_figures_are_printed_with_codes(printed: Printer) -> None:
    figure = "```{figure} chart.svg\n:alt: A chart\n\nRain.\n```"
    book = printed({"index.md": f"# T\n\n{figure}"}, numfig_format={"figure": "图 %s"}, typst_lists=["figures"])

    assert book.words().count("[U+56FE] 1. Rain") == 2
    assert "WARNING: conf.py: numfig_format: no typeface of the PDF has 图 (U+56FE)" in book.warnings


def test_the_caption_of_a_part_is_told_with_the_line_of_its_contents(printed: Printer) -> None:
    documents = {"index.md": "# T\n\n" + CONTENTS, "a.md": "# A", "b.md": "# B"}
    book = printed(documents)

    assert book.words().count("[U+1F4DA] Guides") >= 2, "on its page and in the contents"
    (message,) = book.messages
    assert message.startswith("index.md:3: WARNING: no typeface of the PDF has \U0001f4da (U+1F4DA)")


def test_the_caption_of_a_part_in_a_jupyter_book_is_told_with_its_line(printed: Printer) -> None:
    contents = (
        "format: jb-book\nroot: index\nparts:\n- caption: \U0001f4da Guides\n  chapters:\n  - file: a\n"
        "- caption: More\n  chapters:\n  - file: b\n"
    )
    documents = {"index.md": "# T", "a.md": "# A", "b.md": "# B", "_toc.yml": contents}
    book = printed(documents, extensions=["sphinx_external_toc"], external_toc_path="_toc.yml")

    assert "[U+1F4DA] Guides" in book.words()
    (message,) = book.messages
    assert message.startswith("_toc.yml:4: WARNING: caption: no typeface of the PDF has \U0001f4da (U+1F4DA)")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"## Of {NAME}", f"Of {CODES}"),
        (f"Text of *{NAME}* and **{NAME}**.", f"Text of {CODES} and {CODES}."),
        (f"| a | b |\n|---|---|\n| {NAME} | 2 |", CODES),
        (f"| {NAME} | b |\n|---|---|\n| 1 | 2 |", CODES),
        (f"- {NAME}\n- two", CODES),
        (f"[Of {NAME}](https://example.org/{NAME})", f"Of {CODES}"),
        (f"```python\nname = '{NAME}'\n```", f"name = '{CODES}'"),
        (f"```python\nname = '{NAME}' + 'a-word-that-is-longer-than-the-line-of-a-page-can-be'\n```", CODES),
        (f"`a-very-long-word/{NAME}/of-a-program.py`", f"a-very-long-word/{CODES}/"),
        (f":Name: {NAME}", CODES),
        (f":{NAME}: value", CODES),
        (f"{NAME}\n: what it is", f"{CODES} what it is"),
        (f"> Said.\n>\n> -- {NAME}", CODES),
        (f"```{{note}}\n{NAME}\n```", CODES),
        (f"```{{admonition}} {NAME}\nText.\n```", CODES),
        (f"{{abbr}}`CN ({NAME})`", f"CN ({CODES})"),
        (f"{{kbd}}`{NAME}`", CODES),
        (f"```{{productionlist}} name: {NAME}\n```", CODES),
        (f"```{{py:function}} f({NAME})\nText.\n```", f"f({CODES})"),
        (f"```{{option}} --name {NAME}\nText.\n```", CODES),
        (f"```{{raw}} typst\nRaw {NAME}.\n```", f"Raw {CODES}."),
        (f"<table><tr><td>{NAME}</td></tr></table>", CODES),
        (f'<iframe src="https://example.org/{NAME}"></iframe>', f"https://example.org/{CODES}"),
        (f"```{{figure}} chart.svg\n:alt: A chart\n\nOf {NAME}. More.\n```", f"Of {CODES}. More."),
    ],
    ids=lambda value: None if "[U+" in value else value.splitlines()[0].replace(NAME, "X"),
)
def test_a_document_is_printed_with_codes_and_told_with_its_line(printed: Printer, text: str, words: str) -> None:
    book = printed({"index.md": f"# T\n\n{text}\n"}, typst_lists=["figures", "tables"])

    assert words.replace(" ", "") in book.words().replace(" ", "")
    (message,) = [line for line in book.messages if "typst." in line]
    assert message.startswith("index.md:")
    assert "no typeface of the PDF has 伟 (U+4F1F), 王 (U+738B)" in message
    assert message.endswith("[typst.letter]")


def test_a_note_is_printed_with_codes(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n| head[^a] |\n|---|\n| 1 |\n\n[^a]: By {NAME}.\n"})

    assert f"By {CODES}." in book.words()
    assert "index.md:7: WARNING: no typeface" in book.warnings


@pytest.mark.parametrize("formula", [rf"\text{{{NAME}}}", rf"\mathrm{{{NAME}}}", NAME, rf"x_{{\text{{{NAME}}}}}"])
def test_a_formula_is_printed_with_codes(printed: Printer, formula: str) -> None:
    book = printed({"index.md": f"# T\n\nLine: ${formula} + y$.\n\n$$\n{formula} = 2\n$$\n"})

    assert book.words().replace(" ", "").count(CODES) == 2
    (message,) = book.messages
    assert message.startswith("index.md:3: WARNING: no typeface of the PDF has 伟 (U+4F1F), 王 (U+738B)")


def test_a_formula_that_cannot_be_set_shows_its_source_with_codes(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n$\\nosuch{{{NAME}}}$\n"})

    assert rf"\nosuch{{{CODES}}}" in book.words()
    assert sorted(line.rsplit("[", 1)[1] for line in book.messages) == ["typst.letter]", "typst.math]"]


def test_a_sign_of_a_formula_that_no_typeface_has_is_printed_with_its_code(printed: Printer) -> None:
    # Typst knows this planet by its name, so that the letter is not in the source of the book.
    book = printed({"index.md": "# T\n\n```{toctree}\na\n```", "a.md": "# A\n\nIt is $\\uranus$."})

    assert "It is [U+26E2]." in book.words()
    (message,) = book.messages
    assert message.startswith("a.md: WARNING: no typeface of the PDF has ⛢ (U+26E2)")


def test_an_entry_of_the_index_is_printed_with_codes_under_its_letter(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\nAbove.\n\n```{{index}} {NAME}, single: a; {NAME}\n```\n\nText.\n"})

    index = book.words().split("Index", 1)[1]
    assert index.count(CODES) == 2
    assert "[U+738B] [U+738B][U+4F1F]" in index
    (message,) = book.messages
    assert message.startswith("index.md:5: WARNING: no typeface")


def test_entries_of_an_index_that_is_not_printed_are_not_told(printed: Printer) -> None:
    book = printed(
        {"index.md": f"# T\n\n```{{index}} {NAME}\n```\n\n% A comment on {NAME}\n\nText.\n"}, typst_index=False
    )

    assert book.warnings == ""


def test_the_letters_of_a_drawing_are_printed_with_codes(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n![w](face.svg)\n", "face.svg": SVG.format(f"W {NAME} <tspan>\ue000</tspan> z")})

    assert f"W {CODES} [U+E000] z" in book.words()
    (message,) = book.messages
    assert message.startswith(
        "index.md:3: WARNING: no typeface of the PDF has 伟 (U+4F1F), 王 (U+738B), \ue000 (U+E000)"
    )


def test_a_picture_that_does_not_open_is_replaced_by_its_words_with_codes(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n![By {NAME}](broken.png)\n", "broken.png": b"x"})

    assert f"By {CODES}" in book.words()
    assert sorted(line.rsplit("[", 1)[1] for line in book.messages) == ["typst.image]", "typst.letter]"]


def test_outputs_of_notebooks_are_printed_with_codes(printed: Printer) -> None:
    table = f"<table><tr><th>{NAME}</th></tr></table>"
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": f"said {NAME}\n"},
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": table}},
    ]
    cell = {"cell_type": "code", "source": "f()", "metadata": {}, "execution_count": 1, "outputs": outputs}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    book = printed(
        {"index.md": "# T\n\n```{toctree}\nn\n```", "n.ipynb": json.dumps(notebook)},
        parsers=["myst_nb"],
        nb_execution_mode="off",
    )

    assert f"said {CODES} {CODES}" in book.words()


def test_a_work_of_the_bibliography_is_printed_with_codes(printed: Printer) -> None:
    work = f"@book{{wang, author = {{{NAME}}}, title = {{Rain}}, year = {{2020}}, publisher = {{P}}}}\n"
    book = printed(
        {"index.md": "# T\n\n{cite}`wang`\n\n```{bibliography}\n```\n", "works.bib": work},
        extensions=["sphinxcontrib.bibtex"],
        bibtex_bibfiles=["works.bib"],
    )

    assert f"{CODES}. Rain." in book.words()
    assert "index.md" in book.messages[0]


def test_what_is_told_does_not_depend_on_what_was_read_before(printed: Printer, tmp_path: Path) -> None:
    from printing import run_sphinx  # noqa: PLC0415

    first = printed({"index.md": f"# T\n\nBy {NAME}."})
    second = run_sphinx(tmp_path / "source", tmp_path / "out", {}, freshenv=False)

    assert first.warnings == second.warnings != ""
