"""The notice says of each part of a release which licence its source names, or that none does."""

from __future__ import annotations

from pathlib import Path

from rain_tables import edit_descriptor, write_rain_book

from press.citation.settings import load_citation
from press.edition.load import load_sources
from press.release.components import Component
from press.release.licences import licence_of
from press.release.notice import notice
from press.release.requirements import installed_version


def rows(text: str) -> dict[str, list[str]]:
    """The cells of the table by its first ones."""
    cells = [
        [cell.strip() for cell in line.strip("| ").split(" | ")] for line in text.splitlines() if line.startswith("| ")
    ]
    return {first: rest for first, *rest in cells}


def write(root: Path, *parts: Component) -> str:
    return notice(load_sources(root), load_citation(root), parts)


def test_tables_are_told_by_their_sources_with_their_licence_and_the_note_on_it(tmp_path: Path) -> None:
    root = write_rain_book(tmp_path)
    edit_descriptor(
        root, lambda package: package["resources"][0]["licenses"][0].update(title="Free for all | everywhere")
    )
    edit_descriptor(root, lambda package: package["resources"][1].pop("licenses"))
    edit_descriptor(root, lambda package: package["resources"][1].update(sources=[{"title": "A"}, {"title": "B"}]))
    text = write(root)
    assert "| a yearbook, page 3 | `data/rain.csv` | CC0-1.0. Free for all \\| everywhere |" in text
    assert rows(text)["A; B"] == ["`data/countries.csv`", "unknown"]
    assert rows(text)["the text, its translations and its pictures"] == ["all files", "none has been chosen yet"]


def test_a_part_that_others_made_is_told_with_its_package_whose_licence_follows_once(tmp_path: Path) -> None:
    root = write_rain_book(tmp_path)
    parts = [Component(f"the part {name}", f"{name}.js", "packaging") for name in "ab"]
    text = write(root, *parts, Component("the part c", "c.js", "no-such-package"))
    said = f"{licence_of('packaging')}, as the package packaging {installed_version('packaging')} says of itself"
    assert rows(text)["the part b"] == ["`b.js`", said]
    assert rows(text)["the part c"][1].startswith("unknown, as the package no-such-package")
    assert text.count("## The licence in packaging") == 1 and "no-such-package\n" not in text
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_the_licence_of_a_book_is_told_with_what_it_leaves_out_and_that_of_press_whole(tmp_path: Path) -> None:
    root = write_rain_book(tmp_path)
    config = root / "_config.yml"
    given = "press_citation: {licence: 'https://example.org/terms', not_licensed: {en: Not the drawings.}}, "
    config.write_text(config.read_text(encoding="utf-8").replace("config: {", f"config: {{{given}"), encoding="utf-8")
    text = write(root)
    assert (
        rows(text)["the text, its translations and its pictures"][1] == "https://example.org/terms. Not the drawings."
    )
    assert "## The licence in editions-press" in text and "Redistributions in binary form" in text
