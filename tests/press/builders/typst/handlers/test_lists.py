"""Lists of all kinds."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_lists_keep_their_numbers_and_nesting(printed: Printer) -> None:
    book = printed({"index.md": "# T\n\n3) three\n4) four\n   - inner\n\n- a\n\n  more\n- b"})

    assert 'start: 3, numbering: "1)", tight: true' in book.source
    assert "3) three 4) four • inner • a more • b" in book.words()


def test_definitions_fields_and_options_print_term_and_text(printed: Printer) -> None:
    rst = "T\n=\n\nTerm : class\n   Meaning.\n\nText.\n\n:name: value\n\n-v FILE  verbose\n\n| one\n|   two\n"
    words = printed({"index.rst": rst}).words()

    for expected in ("Term class Meaning.", "name value", "-v FILE verbose", "one two"):
        assert expected in words
