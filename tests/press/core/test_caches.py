"""What is found out anew: in each build, or once a file is another."""

from __future__ import annotations

from pathlib import Path

from press.core.caches import cached_by_state, cached_per_build, clear_all_caches, clear_caches


def test_a_new_build_forgets_what_belongs_to_a_build_and_another_book_all(tmp_path: Path) -> None:
    calls: list[str] = []

    def of_build(path: Path) -> None:
        calls.append("build")

    def by_state(path: Path) -> None:
        calls.append("state")

    asked = cached_per_build(of_build), cached_by_state(by_state)
    (tmp_path / "a").touch()

    def again() -> list[str]:
        calls.clear()
        for each in asked:
            each(tmp_path / "a")
        return [*calls]

    assert (again(), again()) == (["build", "state"], [])
    (tmp_path / "a").write_text("another", encoding="utf-8")
    assert again() == ["state"]
    clear_caches()
    assert again() == ["build"]
    clear_all_caches()
    assert again() == ["build", "state"]
