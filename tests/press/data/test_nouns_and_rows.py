"""A table is what its file says, cell by cell, or its fault is told with a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.language.number_phrases import NOUNS_FILE, load_nouns


def test_a_quotation_mark_that_stays_open_in_counted_nouns_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / NOUNS_FILE).parent.mkdir(parents=True)
    (tmp_path / NOUNS_FILE).write_text('code,language,one,few,many,other\ncow,en,"cow,,,cows\n', encoding="utf-8")
    with pytest.raises(PressError) as caught:
        load_nouns(tmp_path, ["en"])
    assert caught.value.line == 2
