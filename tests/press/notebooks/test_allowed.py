"""What notebooks are allowed stands in the settings of the book: time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.notebooks.allowed import Allowed, load_allowed

EXECUTE = "sphinx:\n  config:\n    press_execute: {{{}}}\n"


def load(root: Path, text: str) -> Allowed:
    (root / "_config.yml").write_text(f"title: T\n{text}", encoding="utf-8")
    return load_allowed(root)


def test_without_a_word_a_cell_has_five_minutes_and_a_notebook_four_gigabytes(tmp_path: Path) -> None:
    allowed = load(tmp_path, "")
    assert allowed == Allowed(seconds=300, memory=4 * 2**30)
    assert allowed.gigabytes == "4 GB"


@pytest.mark.parametrize(("timeout", "seconds"), [("600", 600), ("-1", 0), ("0", 0), ("1.6", 2)])
def test_the_time_of_a_cell_is_that_of_jupyter_book_and_may_be_without_limit(
    tmp_path: Path, timeout: str, seconds: int
) -> None:
    assert load(tmp_path, f"execute: {{timeout: {timeout}}}\n").seconds == seconds


def test_memory_is_given_in_gigabytes_and_may_be_a_part_of_one(tmp_path: Path) -> None:
    allowed = load(tmp_path, EXECUTE.format("memory: 0.5"))
    assert (allowed.memory, allowed.gigabytes) == (2**29, "0.5 GB")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("execute:\n  timeout: long\n", 3, "timeout is 'long', which is no number"),
        ("execute:\n  timeout: true\n", 3, "timeout is 'True', which is no number"),
        ("execute:\n  timeout: .inf\n", 3, "timeout is 'inf', which is no number"),
        ("execute:\n  timeout: .nan\n", 3, "timeout is 'nan', which is no number"),
        (EXECUTE.format("memory: .inf"), 4, "memory is 'inf', which is no number"),
        (EXECUTE.format("memory: -1"), 4, "memory is -1"),
        (EXECUTE.format("memory: 0"), 4, "memory is 0"),
        (EXECUTE.format("memry: 2"), 4, "press_execute has no 'memry'"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(PressError, match=message) as caught:
        load(tmp_path, text)
    assert (caught.value.file, caught.value.line) == (tmp_path / "_config.yml", line)
    assert caught.value.remedy
