"""A bibliography is read as it was written by both parsers, or told with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.data.references import check_bibliography, load_references


def test_works_that_could_not_be_found_are_those_with_the_keyword_unresolved(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    keywords = {"a": "rain, unresolved", "b": "unresolved,snow", "c": "unresolvedly", "d": "rain"}
    path.write_text(
        "".join(f"@misc{{{key}, keywords = {{{words}}}}}\n" for key, words in keywords.items()), encoding="utf-8"
    )
    frame = load_references(path)
    assert frame.loc[frame["unresolved"], "key"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@misc{a, title = {A}}\n\n@misc{a, title = {Again}}\n", 3),
        ("@misc{a, title = {A}}\n@misc{b, title = nothing}\n", 2),
    ],
    ids=["a key twice", "a string that nothing defines"],
)
def test_an_entry_that_one_parser_alone_refuses_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "references.bib"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as caught:
        check_bibliography(path)
    assert (caught.value.file, caught.value.line) == (path, line), caught.value
