"""Typefaces come from packages and from folders of the book."""

from __future__ import annotations

from press.builders.typst.fonts import default_folders, families


def test_families_whose_package_is_not_installed_are_left_out() -> None:
    assert default_folders()
    assert families({"sans": ["Some Sans", "Noto Sans"]})["sans"] == ["Some Sans", "Noto Sans"]
