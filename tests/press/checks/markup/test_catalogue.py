"""What Typst would refuse in the settings is told before anything is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.run import check_book
from press.core.errors import PressError


def test_an_extension_that_cannot_be_loaded_is_told_of_the_settings(book: Callable[[str], Path]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("[press.extension]", "[press.extension, sphinx.ext.nothing]")
    config.write_text(text, encoding="utf-8")
    with pytest.raises(PressError) as error:
        check_book(root, ["markup"])
    assert str(error.value).startswith(str(config))
