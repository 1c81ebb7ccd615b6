"""Data that something has written to are put back as they were, and what was written is set aside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from press.notebooks.data_copy import DataCopy, data_states, other_states


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("a.csv", "deep/b.csv"):
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name} as it was", encoding="utf-8")
    return tmp_path


def content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()
    }


def write(path: Path) -> None:
    path.write_text("lost", encoding="utf-8")


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    write(path / "within.csv")


def replace_by_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/null")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (write, "a.csv"),
        (write, "deep/b.csv"),
        (write, "new.csv"),
        (Path.unlink, "a.csv"),
        (replace_by_folder, "a.csv"),
        (replace_by_link, "deep/b.csv"),
        (lambda path: path.rename(path.with_name("moved.csv")), "a.csv"),
    ],
    ids=["written", "written below", "added", "removed", "a folder", "a link", "moved"],
)
def test_whatever_became_of_a_file_it_is_put_back_with_its_date(root: Path, change: object, name: str) -> None:
    before, states, copy = content(root), data_states(root), DataCopy(root)
    change(root / "data" / name)  # type: ignore[operator]
    changed = copy.changed()
    assert root / "data" / name in changed
    assert copy.restore(changed, root / "aside") == []
    assert (content(root), data_states(root), copy.changed()) == (before, states, [])


def test_what_was_written_is_set_aside_in_place_of_what_was_before(root: Path) -> None:
    copy = DataCopy(root)
    write(root / "aside-old")
    for _ in range(2):
        write(root / "data" / "deep" / "b.csv")
        copy.restore(copy.changed(), root / "aside")
    assert [path.relative_to(root).as_posix() for path in (root / "aside").rglob("*.csv")] == ["aside/data/deep/b.csv"]
    assert (root / "aside" / "data" / "deep" / "b.csv").read_text(encoding="utf-8") == "lost"


def test_a_link_that_was_there_stays_a_link_and_what_it_leads_to_is_put_back(root: Path) -> None:
    target = root / "elsewhere.csv"
    write(target)
    (root / "data" / "link.csv").symlink_to(target)
    copy = DataCopy(root)
    target.write_text("spoiled", encoding="utf-8")
    assert copy.restore(copy.changed(), root / "aside") == []
    assert ((root / "data" / "link.csv").is_symlink(), target.read_text(encoding="utf-8")) == (True, "lost")


def test_a_file_that_was_only_touched_has_not_changed(root: Path) -> None:
    copy = DataCopy(root)
    os.utime(root / "data" / "a.csv", ns=(1, 1))
    assert copy.changed() == []


def test_a_file_too_large_for_memory_cannot_be_put_back_and_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("press.notebooks.data_copy._LARGE", 5)
    path, copy = root / "data" / "a.csv", DataCopy(root)
    write(path)
    assert copy.restore(copy.changed(), root / "aside") == [path]
    assert (root / "aside" / "data" / "a.csv").read_text(encoding="utf-8") == "lost"


def test_files_that_editors_and_systems_leave_are_no_data(root: Path) -> None:
    before = data_states(root)
    for name in (".~lock.a.csv#", "~$a.xlsx", "a.csv~", ".DS_Store"):
        write(root / "data" / name)
    assert data_states(root) == before


def test_data_are_not_among_the_other_sources(root: Path) -> None:
    for name in ("_config.yml", "book/en/rain.md"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write(root / name)
    names = {path.relative_to(root).as_posix() for path in other_states(root)}
    assert {"_config.yml", "book/en/rain.md"} <= names and not any(name.startswith("data/") for name in names)
