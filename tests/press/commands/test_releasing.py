"""What `press verify` prints, and with what it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from press.cli import main
from press.release.archives import contents_below
from press.release.manifest import Manifest, write_manifest


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A release of a book: one file with its manifest."""
    (tmp_path / "_config.yml").touch()
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "rain.pdf").write_bytes(b"rain")
    files = contents_below(folder)
    write_manifest(Manifest("rain", "1.2", "0" * 40, "", "", "", "", {}, {}, files, {}), folder)
    return folder


def verify(dist: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(dist.parent), "verify", *options, str(dist)])


def test_files_that_are_as_the_manifest_says_are_proved(dist: Path) -> None:
    run = verify(dist, "--files")
    assert (run.exit_code, "Proved: every file is as the manifest says." in run.output) == (0, True), run.output


def test_an_edited_and_an_added_file_end_it_with_one(dist: Path) -> None:
    (dist / "rain.pdf").write_bytes(b"snow!")
    (dist / "new.txt").touch()
    run = verify(dist, "--files")
    assert run.exit_code == 1
    assert "Not as the manifest says:" in run.output
    assert "rain.pdf: it was edited after the release was made (4 bytes then, 5 now)" in run.output
    assert "new.txt: it was added" in run.output
    assert "Proved" not in run.output


def test_a_folder_that_is_no_release_is_a_fault_in_plain_words(dist: Path) -> None:
    (dist / "manifest.json").unlink()
    run = verify(dist)
    assert (run.exit_code, "manifest.json: there is no such file" in run.output) == (1, True), run.output
