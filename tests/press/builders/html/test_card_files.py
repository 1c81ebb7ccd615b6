"""The cards of each page, in a file apart from it."""

from __future__ import annotations

from pathlib import Path

from press.builders.html.card_files import orphans


def test_the_file_of_a_page_that_is_gone_goes(tmp_path: Path) -> None:
    for name in ("rain.0a1b2c3d4e.js", "notebooks/rain.0a1b2c3d4e.js", "snow.0a1b2c3d4e.js"):
        path = tmp_path / "_cards" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    current = [tmp_path / "rain.html", tmp_path / "notebooks" / "rain.html"]
    assert [path.name for path in orphans(tmp_path, current)] == ["snow.0a1b2c3d4e.js"]
