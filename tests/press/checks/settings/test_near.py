"""What an unknown key may have been meant to be is told in few words."""

from __future__ import annotations

from press.checks.settings.near import suggestion


def test_the_nearest_keys_are_offered_however_many_there_are_the_nearest_first() -> None:
    keys = [f"key_{number:02}" for number in range(40)]
    assert suggestion("tittle", ["title", "author", *keys]) == "did you mean title?"
    assert suggestion("colour", ["colours", "color"]) == "did you mean colours or color?"


def test_few_keys_are_listed_where_none_is_near() -> None:
    assert suggestion("zebra", ["title", "author"]) == "write one of author, title"


def test_many_keys_are_not_listed() -> None:
    keys = [f"key_{number:02}" for number in range(13)]
    assert suggestion("zebra", keys) == "correct its name or remove it"
    assert suggestion("zebra", keys, "look it up") == "look it up"
    assert suggestion("zebra", []) == "correct its name or remove it"
