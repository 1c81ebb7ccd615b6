"""Lists of all kinds."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]


def test_lists_keep_their_numbers_and_nesting(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n3) three\n4) four\n   - inner\n\n- a\n\n  more\n- b"})

    assert 'start: 3, numbering: "1)", tight: true' in book.source
    assert "3) three 4) four • inner • a more • b" in book.words()


def test_definitions_and_fields_print_term_and_text(printed: Printer) -> None:
    rst = "T\n=\n\nTerm : class\n   Meaning.\n\nText.\n\n:name: value\n\n| one\n|   two\n"
    words = printed({"index.rst": rst}).words()

    for expected in ("Term class Meaning.", "name value", "one two"):
        assert expected in words


@pytest.mark.parametrize(
    ("rst", "expected"),
    [
        ("- a\n- b", "#list([a],\n[b],\ntight: true)"),
        ("- a\n\n  b\n- c", "#list([a\n\nb],\n[c],\ntight: false)"),
        ("- a\n\n  - b", "#list([a\n\n#list([b],\ntight: true)],\ntight: true)"),
        ("5. a\n6. b", '#enum([a],\n[b],\nstart: 5, numbering: "1.", tight: true)'),
        ("(c) a\n(d) b", '#enum([a],\n[b],\nstart: 3, numbering: "(a)", tight: true)'),
        ("II. a\nIII. b", '#enum([a],\n[b],\nstart: 2, numbering: "I.", tight: true)'),
        ("Rain\n  Water.", "#definition(term: [Rain])[Water.];"),
        ("Rain : noun : wet\n  Water.", "#definition(term: [Rain#classifier[noun];#classifier[wet];])[Water.];"),
        (".. A comment\n\n:Place: Oral", "#field(name: [Place])[Oral];"),
        ("| One\n|   Two\n| Three", "#verse[One#linebreak();\n#h(1.5em);Two#linebreak();\nThree];"),
        (".. glossary::\n\n   Rain\n   Shower\n     Water.", "#definition(term: [Rain#linebreak();Shower])[Water.];"),
        (".. py:function:: f(x)\n\n   Does it.", '#raw("f(x)");\n\nDoes it.'),
        (".. acks::\n\n   * Abay", "#list([Abay],\ntight: true)"),
    ],
    ids=lambda text: text.splitlines()[0],
)
def test_a_list_has_the_form_of_its_kind(printed: Printer, rst: str, expected: str) -> None:
    book = printed({"index.rst": f"T\n=\n\n{rst}\n"})

    assert book.body == expected
    assert book.warnings == ""
