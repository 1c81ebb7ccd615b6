"""Nothing in the book's text is taken for Typst markup."""

from __future__ import annotations

import json

import pytest
import typst

from press.builders.typst.escape import markup, string

NASTY = [
    "# $ * _ < > @ [ ] \\ ~ ` \" ' // /* */",
    "#emph[x](y).z; #{1 + 1} #let x = 1",
    "= no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "1986. A year",
    "/ term: no definition",
    "a -- b --- c -? d -5 ... .. 3-4",
    "https://example.org/a_b?c=d&e=[f]#g",
    "user@example.org <label> @label $x^2$ `raw` ```block```",
    "\\u{41} \\n \\",
    "/* comment */ // comment",
    "a\u2028= no heading\u2029\u20291. no list\x85+ none",
    "ә ғ қ ң ө ұ ү һ і ₸ № « » “ ” — –",
]


def _letters(content: object) -> str:
    """The letters of Typst's content tree."""
    if isinstance(content, list):
        return "".join(_letters(item) for item in content)
    if not isinstance(content, dict):
        return ""
    if content.get("func") == "space":
        return " "
    if content.get("func") == "smartquote":
        return '"' if content.get("double", True) else "'"
    if content.get("func") in ("text", "symbol", "sequence"):
        return str(content.get("text", "")) + _letters(content.get("children", []))
    return f"⟨{content.get('func')}⟩"


@pytest.mark.parametrize("text", NASTY)
def test_text_is_printed_letter_for_letter(text: str) -> None:
    main = f"#set smartquote(enabled: false)\n#metadata[{markup(text)}] <m>".encode()
    content = json.loads(typst.Compiler(main).query("<m>", field="value", one=True))

    assert _letters(content) == " ".join(text.split())


@pytest.mark.parametrize("text", [*NASTY, 'say "hi"\n\tand \\ leave'])
def test_a_string_literal_keeps_every_character(text: str) -> None:
    assert typst.Compiler(b"").eval(f"{string(text)}.len()") == str(len(text.encode()))
