"""What each part of a book is made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book, faults_of, make_edition

from press.core.caches import clear_caches
from press.core.digests import MISSING
from press.core.last_change import dated
from press.core.settings import Settings, load_settings
from press.core.stamps import Inputs, describe_changes
from press.make.inputs import _words_digest, book_inputs, edition_inputs, shared_inputs


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(copy_book("weather", tmp_path))


def parts(settings: Settings) -> dict[str, Inputs]:
    clear_caches()
    found = {
        f"{language} {builder}": edition_inputs(settings, language, builder)
        for language in settings.languages
        for builder in ("html", "typst")
    }
    return {**found, "shared": shared_inputs(settings), "book": book_inputs(settings)}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "stale"),
    [
        ("book/ru/rain.md", "Дождь", "Снег", {"ru html", "ru typst", "book"}),
        ("data/vocabulary/words.csv", "Северный", "Севернее", {"ru html", "ru typst", "shared", "book"}),
        ("data/rain.csv", "south,7", "south,8", {"en html", "en typst", "ru html", "ru typst", "shared", "book"}),
        ("_toc.yml", "rain", "snow", {"en html", "en typst", "ru html", "ru typst", "book"}),
    ],
)
def test_a_change_concerns_the_parts_that_are_made_from_it(
    settings: Settings, file: str, old: str, new: str, stale: set[str]
) -> None:
    before = parts(settings)
    replace(settings.root / file, old, new)
    after = parts(settings)
    assert {name for name, inputs in after.items() if describe_changes(before[name], inputs)} == stale


def test_a_rule_of_style_has_the_book_checked_and_no_edition_made(settings: Settings) -> None:
    before = parts(settings)
    settings.style.mkdir()
    (settings.style / "en.yml").write_text("{}", encoding="utf-8")
    assert {name for name, inputs in parts(settings).items() if describe_changes(before[name], inputs)} == {"book"}


def test_a_new_version_of_the_book_concerns_all_parts_and_a_rule_of_a_linter_none(settings: Settings) -> None:
    project = settings.root / "pyproject.toml"
    project.write_text('[project]\nversion = "1"\n', encoding="utf-8")
    before = parts(settings)
    project.write_text('[project]\nversion = "1"\n\n[tool.ruff]\nline-length = 80\n', encoding="utf-8")
    assert parts(settings) == before
    project.write_text('[project]\nversion = "2"\n', encoding="utf-8")
    assert all(describe_changes(before[name], inputs) for name, inputs in parts(settings).items())


def test_every_file_of_press_counts_and_styles_are_no_part_of_a_pdf(settings: Settings) -> None:
    made = parts(settings)
    for name in (
        "press/builders/html/bundle/first.css",
        "press/builders/html/templates/root.html",
        "press/builders/html/scripts/press-charts.js",
    ):
        assert name in made["ru html"] and name in made["book"]
        assert name not in made["ru typst"]
    assert "press/builders/typst/template.typ" in made["ru typst"]
    assert "press/directives/embed.py" in made["ru html"] and "press/directives/embed.py" in made["ru typst"]


def test_changes_are_told_in_plain_words() -> None:
    before = {"a": "1", "b": "1", "c": "1", "d": "1"}
    assert describe_changes(before, before) == ""
    assert describe_changes(before, {"a": "2", "c": "1", "d": "1", "e": "1"}) == "a changed, b is gone, e is new"
    assert describe_changes(before, {"e": "1"}) == "a is gone, b is gone, c is gone and 2 more"
    assert describe_changes(None, before) == "it was not made before, or not to the end"


def test_a_commit_later_on_the_same_day_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    # 14 November 2023, 22:13 and 23:59 by universal time; the day began 1 699 920 000 seconds after 1970.
    for second in (1_700_000_000, 1_700_006_399):
        monkeypatch.setattr("press.core.last_change.source_epoch", lambda root, second=second: str(second))
        assert dated(tmp_path) == "1699920000"


def test_a_date_that_the_environment_dictates_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert dated(tmp_path) == "1700000000"


def test_labels_that_cannot_be_read_count_as_a_whole_and_are_left_to_the_checks(settings: Settings) -> None:
    words = settings.root / "data" / "vocabulary" / "words.csv"
    before = parts(settings)
    # A mark that nothing closes: the csv module takes no cell of more than 131072 characters.
    words.write_text('code,en,ru\ncity,"' + "a" * 140_000, encoding="utf-8")
    assert describe_changes(before["en html"], parts(settings)["en html"]) == "data/vocabulary/words.csv in en changed"


def test_what_editors_keep_beside_files_that_are_edited_is_no_source(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    before = parts(load_settings(root))
    for name in ("book/en/.#rain.md", "book/notebooks/.#rain.ipynb", "data/.#rain.csv", "data/vocabulary/.#words.csv"):
        # The locks of Emacs.
        (root / name).symlink_to("somebody@somewhere.4711:1764252000")
    (root / "book" / "en" / "._index.md").write_bytes(b"\x00\x05\x16\x07")
    assert parts(load_settings(root)) == before
    assert faults_of(root) == []
    assert make_edition(root, "en") == ([], [])


def test_labels_that_are_removed_after_they_were_listed_are_missing(tmp_path: Path) -> None:
    assert _words_digest(tmp_path / "words.csv", {"ru"}) == MISSING
