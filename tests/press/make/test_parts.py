"""A part of a book is made again when its inputs, or the files that were made of them, are others than its stamp says."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.settings import Settings, load_settings
from press.make.parts import Part, forget_made, note_made, note_unfinished, part_name, remove_unfinished, stale_parts

INPUTS = {"a.md": "1"}
PAGES: Part = ("en", "html")
PDF: Part = ("en", "typst")
SHARED: Part = ("shared",)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A book whose pages, PDF and shared files have been made."""
    settings = load_settings(copy_book("weather", tmp_path))
    edition = settings.build / "press" / "en"
    for name in (
        "html/index.html",
        "doctrees/index.doctree",
        "doctrees/environment.pickle",
        "blocks/index.json",
        "cards.json",
        "typst/a.pdf",
    ):
        write(edition / name)
    write(settings.build / "press" / "shared" / "site.css")
    for part in (PAGES, PDF, SHARED):
        note_made(settings, part, INPUTS)
    return settings


def write(path: Path, text: str = "made") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def reasons(settings: Settings, inputs: dict[str, str] = INPUTS) -> dict[str, str]:
    """Why each of the parts is stale, by its name for people."""
    told: list[str] = []
    stale = dict(stale_parts(settings, dict.fromkeys((PAGES, PDF, SHARED), inputs), told.append))
    found = dict(line.split(": ", 1) for line in told)
    assert [*map(part_name, stale)] == [*found] and set(map(str, stale.values())) <= {str(inputs)}
    return found


def test_a_part_has_a_name_for_people() -> None:
    assert [part_name(part) for part in (PAGES, PDF, SHARED)] == ["en pages", "en PDF", "files that all editions share"]


def test_parts_that_were_made_of_these_inputs_are_not_stale(settings: Settings) -> None:
    assert reasons(settings) == {}


def test_other_inputs_make_a_part_stale_and_are_the_reason(settings: Settings) -> None:
    assert set(reasons(settings, {"a.md": "2", "b.md": "1"}).values()) == {"a.md changed, b.md is new"}


@pytest.mark.parametrize(
    ("name", "stale"),
    [
        ("en/html/index.html", {"en pages"}),
        ("en/doctrees/index.doctree", {"en pages"}),
        ("en/blocks/index.json", {"en pages"}),
        ("en/cards.json", {"en pages"}),
        ("en/typst/a.pdf", {"en PDF"}),
        ("shared/site.css", {"files that all editions share"}),
        # Runs for other formats write it anew.
        ("en/doctrees/environment.pickle", set()),
    ],
)
def test_a_file_that_is_lost_or_edited_makes_the_part_stale_that_it_is_of(
    settings: Settings, name: str, stale: set[str]
) -> None:
    path = settings.build / "press" / name
    path.write_text("other", encoding="utf-8")
    assert set(reasons(settings)) == stale
    path.unlink()
    assert set(reasons(settings)) == stale


def test_a_part_without_its_folder_is_not_there(settings: Settings) -> None:
    (settings.build / "press" / "en" / "typst" / "a.pdf").unlink()
    (settings.build / "press" / "en" / "typst").rmdir()
    assert reasons(settings) == {"en PDF": "it is not there"}


def test_a_part_that_is_being_made_is_stale_until_it_is_made(settings: Settings) -> None:
    forget_made(settings, [PDF])
    assert reasons(settings) == {"en PDF": "it was not made before, or not to the end"}
    forget_made(settings, [PDF])
    note_made(settings, PDF, INPUTS)
    assert reasons(settings) == {}


def test_a_run_that_found_faults_leaves_a_part_stale_and_its_files_of_use(settings: Settings) -> None:
    note_unfinished(settings, PAGES)
    assert "its last run is gone" in reasons(settings)["en pages"]
    remove_unfinished(settings)
    assert (settings.build / "press" / "en" / "html").is_dir()


def test_an_edition_that_was_not_made_to_the_end_goes_with_all_its_formats(settings: Settings) -> None:
    forget_made(settings, [PAGES])
    remove_unfinished(settings)
    assert ((settings.build / "press" / "en").exists(), (settings.build / "press" / "shared").is_dir()) == (False, True)
