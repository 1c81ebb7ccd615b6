"""What each part of a book is made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_books import faults_of, make_edition

from press.core.caches import clear_caches
from press.core.digests import Inputs
from press.core.settings import Settings, load_settings
from press.make.inputs import common_inputs, text_inputs


@pytest.fixture
def settings(weather: Path) -> Settings:
    return load_settings(weather)


def parts(settings: Settings) -> dict[str, Inputs]:
    clear_caches()
    return {**text_inputs(settings), "all": common_inputs(settings)}


def test_a_new_version_of_the_book_concerns_all_parts_and_a_rule_of_a_linter_none(settings: Settings) -> None:
    project = settings.root / "pyproject.toml"
    project.write_text('[project]\nversion = "1"\n', encoding="utf-8")
    before = parts(settings)
    project.write_text('[project]\nversion = "1"\n\n[tool.ruff]\nline-length = 80\n', encoding="utf-8")
    assert parts(settings) == before
    project.write_text('[project]\nversion = "2"\n', encoding="utf-8")
    assert before["all"] != parts(settings)["all"]


def test_what_editors_keep_beside_files_that_are_edited_is_no_source(weather: Path) -> None:
    before = parts(load_settings(weather))
    for name in ("book/en/.#rain.md", "book/notebooks/.#rain.ipynb", "data/.#rain.csv", "data/vocabulary/.#words.csv"):
        # The locks of Emacs.
        (weather / name).symlink_to("somebody@somewhere.4711:1764252000")
    (weather / "book" / "en" / "._index.md").write_bytes(b"\x00\x05\x16\x07")
    assert parts(load_settings(weather)) == before
    assert faults_of(weather) == []
    assert make_edition(weather, "en") == ([], [])
