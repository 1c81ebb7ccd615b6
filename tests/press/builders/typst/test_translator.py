"""What the chapters of the torture book do not show: links out of the book, numbers, notes, faults, and how what is printed looks."""

from __future__ import annotations

import base64
import re

import pymupdf
import pytest
from sphinx.errors import SphinxError
from support.printing import Printer  # type: ignore[import-not-found]

FIGURE = ":::{figure} chart.svg\n:name: fig\n:alt: A bar\n\nCaption *here*.\n\nSource: me.\n:::\n"
TABLE = ":::{list-table} Title\n:name: tab\n:header-rows: 1\n\n* - A\n  - B\n* - x\n  - 1\n:::\n"


def test_a_number_with_an_ending_never_breaks_over_a_line(printed: Printer) -> None:
    text = " ".join(f"{'ә' * (count % 9 + 1)} 10–177-орынға, 178-кесте" for count in range(120))
    book = printed({"index.md": f"# T\n\n{text}"}, language="kk")

    assert [book.text(layout=True).count(number) for number in ("10–177-орынға", "178-кесте")] == [120, 120]


TWO = {
    "index.md": "# One\n\n```{toctree}\ntwo\n```\n\nSee {doc}`two` and {ref}`there <spot>`, [out](https://example.org/?a=1#b).",
    "two.md": "# Two\n\n(spot)=\n## Spot\n\nBack to {doc}`index`.",
}


def test_links_to_documents_left_out_lead_to_the_site(printed: Printer) -> None:
    book = printed(TWO, typst_exclude=["tw*"], typst_base_url="https://site.example/en/")

    assert '#link("https://site.example/en/two.html")[Two]' in book.source
    assert '#link("https://site.example/en/two.html#spot")[there]' in book.source
    assert "Back to" not in book.words()


def test_without_an_address_of_the_site_they_are_plain_text(printed: Printer) -> None:
    book = printed(TWO, typst_exclude=["two"])

    assert "See Two and there, out." in book.words()


def test_a_footnote_in_a_heading_is_not_repeated_in_the_contents(printed: Printer) -> None:
    filler = "Word. " * 4000
    text = printed({"index.md": f"# T[^n]\n\n{filler}\n\n[^n]: The note."}).text()

    assert text.count("The note.") == 1


def test_of_a_long_output_the_ends_are_printed_with_the_lines_between_named(printed: Printer) -> None:
    lines = "\n".join(f"rain {number}" for number in range(1, 3001))
    book = printed({"index.md": f"# T\n\n```{{code-block}} none\n:class: output\n\n{lines}\n```"})

    assert "rain 500\\n[Lines 501 to 2500 of this output are shown on its page alone.]\\nrain 2501\\n" in book.source


BIB = b"@book{smith, author={Smith, Ann}, title={A title}, year={2001}, publisher={Press}}"


def test_labels_are_printed_where_the_text_cites_by_label(printed: Printer) -> None:
    text = "# T\n\nAs {cite}`smith` says.\n\n```{bibliography}\n```"
    book = printed({"index.md": text, "r.bib": BIB}, extensions=["sphinxcontrib.bibtex"], bibtex_bibfiles=["r.bib"])

    assert "[Smi01] Ann Smith." in book.words()


def test_a_download_leads_to_the_site(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T\n\n{download}`file <data.csv>`", "data.csv": "a"},
        typst_base_url="https://site.example/",
    )

    assert '#link("https://site.example/_downloads/' in book.source
    assert 'data.csv")[#raw("file");]' in book.source


def test_each_page_names_its_chapter_once_at_its_head(printed: Printer) -> None:
    filler = "\n\n".join(["Filler."] * 30)
    documents = {f"{name}.md": f"# Chapter {name}\n\n{filler}" for name in "ab"}
    contents = "# T\n\n```{toctree}\na\nb\n```"
    book = printed({"index.md": contents, **documents}, typst_paper="a6", typst_contents_depth=0)
    title, begin, *pages = book.text().split("\f")

    assert [page.splitlines()[0] for page in pages] == ["Chapter a", "Chapter a", "Chapter b", "Chapter b"]
    assert all(page.count("Chapter") == 1 for page in pages)
    assert "Chapter" not in title + begin


DEEP = {
    "index.md": "# T\n\n```{toctree}\na\n```",
    "a.md": "# A\n\n## Under a\n\n```{toctree}\nb\n```",
    "b.md": "# B\n\n## Under b",
}


def test_documents_below_others_are_sections_of_theirs(printed: Printer) -> None:
    headings = re.findall(r"#heading\(level: (\d)\)\[(.*?)\]", printed(DEEP).source)

    assert headings == [("1", "T"), ("1", "A"), ("2", "Under a"), ("2", "B"), ("3", "Under b")]


@pytest.mark.parametrize("language", ["python", "text"])
@pytest.mark.parametrize(
    "text",
    [
        "x=[" + ",".join(f"'name_{number}'" for number in range(40)) + "]",
        "/".join(f"averylongname{number}" for number in range(600)),
        " ".join(f"{number}-Jan" for number in range(600)),
        "\n".join(f"{number}-Jan a.b" for number in range(600)),
        "x" * 20_000,
        "=" * 5_000,
        "ә→" * 5_000,
    ],
    ids=lambda text: text[:12].strip(),
)
def test_program_text_of_any_length_is_on_the_page_and_copied_whole(printed: Printer, text: str, language: str) -> None:
    book = printed({"index.md": f"# T\n\n```{{code-block}} {language}\n{text}\n```"})

    with pymupdf.open(book.pdf) as pdf:
        margin = pdf[0].rect.width - 26 / 25.4 * 72
        # Between the running head and the number of the page.
        words = [word for page in pdf for word in page.get_text("words") if 70 < word[1] < page.rect.height - 75]
    assert max(right for _, _, right, *_ in words) <= margin
    assert "".join(text.split()) in "".join(word for _, _, _, _, word, *_ in words)


def test_lines_of_program_text_stand_as_in_the_source(printed: Printer) -> None:
    lines = ["line"] * 9 + [""] + ["line"] * 10 + [""] * 12 + ["line"] * 8
    book = printed({"index.md": "\n".join(["# T\n\n```text", *lines, "```"])})

    with pymupdf.open(book.pdf) as pdf:
        places = [word[:2] for page in pdf for word in page.get_text("words") if word[4] == "line"]
    (left, first), (_, second), *_ = places
    expected = [(0, number) for number, line in enumerate(lines) if line]
    assert [(round(x - left), round((y - first) / (second - first), 1)) for x, y in places] == expected


def test_a_formula_has_the_number_of_its_chapter_where_the_site_gives_it(printed: Printer) -> None:
    documents = {
        "index.rst": "T\n=\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n",
        "a.md": "# A",
        "b.md": "# B\n\n$$x$$ (x)",
    }
    book = printed(documents, numfig=True, math_numfig=True, numfig_secnum_depth=1)

    assert 'numbering: (..) => "(2.1)"' in book.source


def test_a_format_of_numbers_may_put_the_number_first(printed: Printer) -> None:
    formats = {"figure": "%s-сурет", "table": "%s-кесте"}
    book = printed({"index.md": f"# T\n\n{FIGURE}\n{TABLE}\n{{numref}}`tab`"}, numfig_format=formats, language="kk")

    assert "1-сурет. Caption here." in book.words()
    assert "1-кесте. Title" in book.words()


def test_without_numbering_captions_have_no_number(printed: Printer) -> None:
    assert "#number" not in printed({"index.md": f"# T\n\n{FIGURE}"}, numfig=False).source


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
        ("broken.png", PNG[:40], r"^a\.md:3: .*failed to decode image"),
        ("words.jpg", b"no picture at all", r"^a\.md:3: .*failed to decode image"),
        (
            "broken.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>",
            r"(?s)^a\.md:3: .*failed to parse SVG.*images/broken\.svg:1$",
        ),
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


def test_an_unknown_node_is_one_warning_with_its_line_and_its_text_prints(printed: Printer) -> None:
    conf = (
        "from docutils import nodes\nfrom docutils.parsers.rst import Directive\n"
        "class strange(nodes.General, nodes.Element): pass\n"
        "class Strange(Directive):\n    has_content = True\n    def run(self):\n"
        "        node = strange(); node.line = self.lineno; node.source = 'index.md'\n"
        "        self.state.nested_parse(self.content, self.content_offset, node); return [node]\n"
        "def setup(app):\n    app.add_node(strange); app.add_directive('strange', Strange)\n"
    )
    book = printed({"index.md": "# T\n\n:::{strange}\nStill *here*\n:::", "odd.py": conf}, extensions=["odd"])

    assert book.warnings.count("[typst.node]") == 1
    assert "index.md:3: WARNING" in book.warnings
    assert "<strange>" in book.warnings
    assert "Still here" in book.words()
