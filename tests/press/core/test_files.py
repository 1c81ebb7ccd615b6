"""Files and folders are put in place whole, and what is kept is what was put there."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from press.core.files import kept_file, put_back, remove, swap, write_whole


def folder_with(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "page.html").write_text(text, encoding="utf-8")
    return path


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="these systems exchange folders in one move")
def test_while_a_folder_is_swapped_one_of_both_is_always_there(tmp_path: Path) -> None:
    site, done, missed = folder_with(tmp_path / "site", "0"), threading.Event(), []

    def look() -> None:
        while not done.is_set():
            missed.extend([] if site.exists() else ["no site"])

    thread = threading.Thread(target=look)
    thread.start()
    for number in range(200):
        swap(folder_with(tmp_path / "site.new", str(number)), site)
    done.set()
    thread.join()
    assert missed == []
    assert (site / "page.html").read_text(encoding="utf-8") == "199"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_a_system_cannot_exchange_them_a_folder_is_swapped_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("press.core.files._EXCHANGES", {})
    site = folder_with(tmp_path / "site", "old")
    swap(folder_with(tmp_path / "site.new", "new"), site)
    assert (site / "page.html").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_was_cut_short_is_put_right(tmp_path: Path) -> None:
    folder_with(tmp_path / "site.old", "old")
    folder_with(tmp_path / "site.new", "half")
    put_back(tmp_path / "site")
    assert (tmp_path / "site" / "page.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_cannot_be_removed_is_an_error_and_what_is_not_there_is_none(tmp_path: Path) -> None:
    remove(tmp_path / "not-there")
    folder = folder_with(tmp_path / "site", "page")
    remove(folder)
    assert not folder.exists()
    folder.write_text("no folder", encoding="utf-8")
    with pytest.raises(NotADirectoryError):
        remove(folder)


def test_a_file_that_cannot_be_written_leaves_the_former_one_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_whole(path, b"whole")
    with pytest.raises(TypeError):
        write_whole(path, "no bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("damage", [b"", b"pict", b"PICTURE"], ids=["emptied", "cut in half", "other letters"])
def test_a_kept_file_that_is_not_as_it_was_put_there_is_made_again(tmp_path: Path, damage: bytes) -> None:
    path, made = tmp_path / "kept" / "picture", list[bytes]()

    def make() -> bytes:
        made.append(b"picture")
        return made[-1]

    assert kept_file(path, make).read_bytes() == b"picture"
    assert kept_file(path, make).read_bytes() == b"picture"
    assert len(made) == 1
    path.write_bytes(damage)
    assert kept_file(path, make).read_bytes() == b"picture"
    assert len(made) == 2
