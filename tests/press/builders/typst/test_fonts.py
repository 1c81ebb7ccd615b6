"""Typefaces come from packages and from folders of the book."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from sphinx.errors import ConfigError

from press.builders.typst.fonts import PACKAGES, default_folders, families, folders, package_folder


def test_families_whose_package_is_not_installed_are_left_out() -> None:
    assert default_folders()
    assert families({"sans": ["Some Sans", "Noto Sans"]})["sans"] == ["Some Sans", "Noto Sans"]


def test_each_package_has_the_family_that_it_stands_for() -> None:
    installed = {family: folder for family, name in PACKAGES.items() if (folder := package_folder(name))}
    found = set(typst.Fonts(include_system_fonts=False, font_paths=list(map(str, installed.values()))).families())

    assert set(installed) <= found
    assert package_folder("fontpkg_of_nobody") is None


def test_families_of_the_book_replace_those_of_one_role_alone() -> None:
    assert families({"sans": ["Some Sans"]}) == {**families({}), "sans": ["Some Sans"]}


def test_folders_of_the_book_come_first(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()

    assert folders(["own"], tmp_path) == [(tmp_path / "own").resolve(), *default_folders()]
    with pytest.raises(ConfigError, match="nowhere"):
        folders(["own", "nowhere"], tmp_path)
