"""Running text and inline nodes."""

from __future__ import annotations

import pytest
from printing import (  # type: ignore[import-not-found]
    Printer,  # type: ignore[import-not-found]
)


def test_forms_of_words_are_kept(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n*a* **b** `c d` {sub}`e` {sup}`f` ~~g~~ {abbr}`HT (Hyper)`"})

    for expected in (
        "#emph[a]",
        "#strong[b]",
        '#raw("c d")',
        "#sub[e]",
        "#super[f]",
        "#strike[g]",
        "HT (Hyper)",
    ):
        assert expected in book.source
    assert book.warnings == ""


def test_markup_of_typst_in_the_text_is_printed_as_it_is(printed: Printer) -> None:
    text = "#emph(x) $5 @you <tag> [br] ~ = - + // 1986. http://x.org/a_b"
    escaped = text.replace("<", "\\<").replace("[", "\\[").replace("$", "\\$").replace("~", "\\~")
    book = printed({"index.md": f"# T\n\n{escaped}\n\n1986\\. A year\n\n\\= no heading\n\n\\- no item"})

    for expected in (text, "1986. A year", "= no heading", "- no item"):
        assert expected in book.words()


def test_what_is_for_the_screen_only_is_left_out(printed: Printer) -> None:
    text = "# T\n\n:::{container} only-html\nHidden\n\n(there)=\n## Gone\n:::\n\n<b>x</b> <div>y</div>\n\nSeen"
    book = printed({"index.md": text})

    assert "Hidden" not in book.source
    assert "Seen" in book.words()


def test_raw_typst_is_passed_on(printed: Printer) -> None:
    text = "# T\n\n```{raw} typst\n#text(fill: red)[Raw]\n```\n\n```{raw} html\n<i>no</i>\n```"
    book = printed({"index.md": text})

    assert "#text(fill: red)[Raw]" in book.source
    assert "no" not in book.words()


def test_a_number_keeps_its_ending_on_the_line(printed: Printer) -> None:
    text = " ".join(f"{'x' * (1 + number % 7)} {number}-кесте" for number in range(100, 400))
    lines = printed({"index.md": f"# T\n\n{text}"}).text(layout=True).splitlines()

    assert [line for line in lines if line.rstrip().endswith("-")] == []


def test_a_number_with_an_ending_never_breaks_over_a_line(printed: Printer) -> None:
    text = " ".join(f"{'ә' * (count % 9 + 1)} 10–177-орынға" for count in range(120))
    book = printed({"index.md": f"# T\n\n{text}"}, language="kk")

    assert book.text(layout=True).count("10–177-орынға") == 120


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("a<br>b<br/>c", "a#linebreak();b#linebreak();c"),
        ("a <del>b</del>", "a #strike[b];"),
        ("a <s>b", "a b"),
        ("a <u>b</u>", "a b"),
        ("a <!-- b --> c", "a  c"),
        ("{kbd}`Ctrl`", "#key[Ctrl];"),
        ("[Ctrl]{.kbd}", "#key[Ctrl];"),
        ("{guilabel}`Save`", "#strong[Save];"),
        ("{manpage}`ls(1)`", "#emph[ls(1)];"),
        ("{file}`a/b`", '#raw("a/b");'),
        ("`a  b`", '#raw("a  b");'),
        ("[a]{.smallcaps}", "#smallcaps[a];"),
        ("[a]{.press-bound}", "#box[a];"),
        ("[a]{.line-through}", "#strike[a];"),
        ("[a]{.nothing-known}", "a"),
    ],
)
def test_a_piece_of_text_has_the_form_of_its_kind(printed: Printer, markdown: str, expected: str) -> None:
    enabled = ["attrs_inline", "tasklist", "strikethrough"]

    assert printed({"index.md": f"# T\n\n{markdown}"}, myst_enable_extensions=enabled).body == expected


def test_boxes_of_tasks_are_ticked_or_not(printed: Printer) -> None:
    assert "• ☑ a • ☐ b" in printed({"index.md": "# T\n\n- [x] a\n- [ ] b"}).words()
