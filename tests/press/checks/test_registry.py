"""Checks are chosen by name or kind."""

from __future__ import annotations

from press.checks.registry import CHECKS, chosen_checks


def names_of(*chosen: str) -> list[str]:
    return [check.name for check in chosen_checks(chosen)]


def test_a_kind_stands_for_its_checks_and_a_check_for_itself() -> None:
    assert set(names_of()) == set(CHECKS)
    assert names_of("settings", "drafts") == ["settings", "drafts"]
    assert {"tables", "works", "drafts"} <= set(names_of("data"))
    assert "style" not in names_of("data")
