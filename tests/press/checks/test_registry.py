"""Checks are chosen by name or kind."""

from __future__ import annotations

import pytest

from press.checks.registry import CHECKS, chosen_checks
from press.core.errors import PressError


def names_of(*chosen: str) -> list[str]:
    return list(chosen_checks(chosen))


def test_a_kind_stands_for_its_checks_and_a_check_for_itself() -> None:
    assert set(names_of()) == set(CHECKS)
    assert names_of("settings", "drafts") == ["settings", "drafts"]
    assert {"tables", "works", "drafts"} <= set(names_of("data"))
    assert "style" not in names_of("data")


def test_an_unknown_name_is_told_with_the_nearest_or_with_all() -> None:
    with pytest.raises(PressError, match="there is no check 'typed-digit'") as told:
        chosen_checks(["typed-digit"])
    assert told.value.remedy.startswith("name a check or a kind such as typed-digits")
    with pytest.raises(PressError) as told:
        chosen_checks(["zzz"])
    assert all(name in told.value.remedy for name in CHECKS)
