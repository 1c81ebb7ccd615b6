"""What is kept from one build to the next, and when it is found out anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.core.caches import DiskCache, cached_by_state, cached_per_build, clear_all_caches, clear_caches


def answers(path: Path, basis: str, *questions: str) -> list[str]:
    """What is found out anew of ``questions``, asked on a ``basis``."""
    kept, found = DiskCache(path, basis), list[str]()
    for question in questions:
        kept.get_or_compute((question,), lambda question=question: found.append(question))  # type: ignore[misc]
    kept.save()
    return found


def test_what_was_answered_is_known_the_next_time_as_long_as_it_stands_on_the_same_basis(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    assert answers(file, "one press", "page", "sheet") == ["page", "sheet"]
    assert answers(file, "one press", "page", "another page") == ["another page"]
    assert answers(file, "another press", "page") == ["page"]


@pytest.fixture
def counted() -> tuple[Callable[[int], int], Callable[[int], int], list[int]]:
    """A function that is cached for a build, one that is cached by the state of files, and what both were called with."""
    calls: list[int] = []

    def double(number: int) -> int:
        """Double a number."""
        calls.append(number)
        return 2 * number

    return cached_per_build(double), cached_by_state(double), calls


def test_a_new_build_forgets_what_belongs_to_a_build_and_another_book_all(counted: tuple[Any, Any, list[int]]) -> None:
    of_build, by_state, calls = counted
    of_build(1), by_state(2)
    for clear, again in ((clear_caches, [1]), (clear_all_caches, [1, 2])):
        clear()
        calls.clear()
        of_build(1), by_state(2)
        assert calls == again


@pytest.mark.parametrize("content", [b"", b"x" * 40, b"\x80"])
def test_a_file_that_is_no_cache_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "kept").write_bytes(content)
    assert answers(tmp_path / "kept", "press", "page") == ["page"]
