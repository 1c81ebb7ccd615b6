"""What is kept from one build to the next, and when it is found out anew."""

from __future__ import annotations

from pathlib import Path

from press.core.caches import DiskCache


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


def test_what_nobody_asks_for_is_kept_no_longer(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    answers(file, "press", "page", "page that goes")
    answers(file, "press", "page", "page that comes")
    assert answers(file, "press", "page that goes") == ["page that goes"]


def test_a_file_that_was_cut_short_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    answers(file, "press", "page")
    file.write_bytes(file.read_bytes()[:-3])
    assert answers(file, "press", "page") == ["page"]
