"""Files and folders are put in place whole, and what is kept is what was put there."""

from __future__ import annotations

import errno
import os
import sys
import threading
from pathlib import Path

import pytest

from press.core.files import file_state, link, put_back, swap


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


def test_where_a_disk_has_no_links_a_file_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder_with(tmp_path / "site", "page") / "page.html"
    link(source, tmp_path / "linked.html")

    def refuse(*paths: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    link(source, tmp_path / "copied.html")
    assert (tmp_path / "linked.html").samefile(source) and not (tmp_path / "copied.html").samefile(source)
    assert file_state(tmp_path / "copied.html") == file_state(source)
