"""What Typst would refuse in the settings is told before anything is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.run import check_book
from press.core.errors import PressError


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("typst_paper: a44", "typst_paper: 'a44' is no paper that Typst knows"),
        ("typst_accent: blu", "typst_accent: 'blu' is no colour"),
        ("typst_fonts: {serifs: [Noto]}", "typst_fonts: 'serifs' is no kind of typeface"),
    ],
)
def test_a_value_that_typst_does_not_take_is_told_with_its_line(
    book: Callable[[str], Path], line: str, words: str
) -> None:
    root = book("weather")
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("    press_names: []", f"    {line}")
    config.write_text(text, encoding="utf-8")
    place = 1 + text.splitlines().index(f"    {line}")
    with pytest.raises(PressError) as error:
        check_book(root, ["markup"])
    assert f"_config.yml:{place}: {words}" in str(error.value)


def test_an_extension_that_cannot_be_loaded_is_told_of_the_settings(book: Callable[[str], Path]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("[press.extension]", "[press.extension, sphinx.ext.nothing]")
    config.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as error:
        check_book(root, ["markup"])
    assert str(error.value).startswith(str(config))
