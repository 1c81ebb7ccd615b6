"""What no person writes into a bibliography is told with its line, before the parsers spend minutes on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.data.bibliography_limits import too_large
from press.data.references import check_bibliography


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("@misc{a, title = {\n" + "{}" * 100_000 + "}}\n", 2, "braces, commas and other signs of BibTeX"),
        ('@misc(a,\ntitle = "a"' + ' # "a"' * 4000 + ",\n" + "x" * 500_000 + ")", 2, "quotation marks stand behind"),
        ('@misc{a,\ntitle = "a"' + ' # "a"' * 6000 + "}", 2, "this file has 6000 signs #"),
        (
            "@string{s0 = {aaaaaaaaaa}}\n" + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 40)),
            11,
            "'@string{s10' stands for more than 10000 characters",
        ),
        (
            "@misc{a, title = {a}}\n@misc{b, author = {" + "{a} " * 13_000 + "}}",
            2,
            "'b' has 52000 characters in the field",
        ),
    ],
    ids=["braces", "quotes", "joined", "strings", "names"],
)
def test_what_no_person_writes_into_a_bibliography_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        check_bibliography(path)
    assert (caught.value.line, told in caught.value.message) == (line, True), str(caught.value)[:300]
    assert len(str(caught.value)) < 1000


def test_a_long_bibliography_that_people_keep_is_read() -> None:
    # A file of reference managers: a thousand works of ten fields, some in quotation marks, with accents and formulas in braces.
    fields = "".join(f'  field{number} = "The {{Role}} of {{\\"o}} \\#{number}",\n' for number in range(5))
    fields += "".join(f"  other{number} = {{Words, {{more}} words}},\n" for number in range(5))
    assert too_large("".join(f"@article{{key{number},\n{fields}}}\n" for number in range(1000))) is None
