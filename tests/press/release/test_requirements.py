"""The lock that uv writes is read whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import ROOT

from press.core.errors import PressError
from press.release.requirements import LOCK_FILE, Pin, not_as_locked, read_lock


def test_every_package_of_a_real_lock_is_found_with_its_checksums() -> None:
    text = (ROOT / LOCK_FILE).read_text(encoding="utf-8")
    pins = read_lock(ROOT)
    # Counted in the text itself.
    assert len(pins) == sum("==" in line and line[0].isalnum() for line in text.splitlines())
    assert sum(len(pin.hashes) for pin in pins) == text.count("--hash=sha256:")
    assert {name for pin in pins for name in pin.wanted_by} - {pin.name for pin in pins} <= {
        "editions-press",
        "hearing-state",
    }


def test_an_entry_tells_version_marker_checksums_and_what_wants_it(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text(
        "# Made by uv.\n"
        "Babel_Fish==1.0 ; python_full_version < '3.12' \\\n"
        f"    --hash=sha256:{'a' * 64} \\\n"
        f"    --hash=sha256:{'b' * 64}\n"
        "    # via\n"
        "    #   sphinx\n"
        "    #   editions-press (scripts/pyproject.toml)\n"
        "zlib-x==2\n"
        "    # via sphinx\n",
        encoding="utf-8",
    )
    assert read_lock(tmp_path) == [
        Pin("babel-fish", "1.0", 'python_full_version < "3.12"', ("a" * 64, "b" * 64), ("sphinx", "editions-press")),
        Pin("zlib-x", "2", "", (), ("sphinx",)),
    ]


@pytest.mark.parametrize("line", ["altair>=1", "altair", "al tair==1", "==1"])
def test_a_line_that_locks_nothing_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / LOCK_FILE).write_text(f"# A lock.\n{line}\n", encoding="utf-8")
    with pytest.raises(PressError, match=rf"{LOCK_FILE}:2: the lock cannot be read"):
        read_lock(tmp_path)


def test_packages_that_are_not_as_locked_are_named() -> None:
    pins = [
        Pin("pytest", "0.0.1", "", (), ()),
        Pin("no-such-package", "1", "", (), ()),
        Pin("elsewhere", "1", "sys_platform == 'never'", (), ()),
    ]
    said = not_as_locked(pins)
    assert said[0].startswith("pytest ")
    assert said[0].endswith(" instead of 0.0.1")
    assert said[1:] == ["no-such-package is not installed instead of 1"]


def test_one_version_written_in_two_ways_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # https://packaging.python.org/en/latest/specifications/version-specifiers/#normalization
    for name, version in (("dated", "2024.08.30"), ("beta", "1.0.Beta2")):
        folder = tmp_path / f"{name}-{version}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not_as_locked([Pin("dated", "2024.8.30", "", (), ()), Pin("beta", "1.0b2", "", (), ())]) == []
    assert not_as_locked([Pin("dated", "2024.8.31", "", (), ())]) == ["dated 2024.08.30 instead of 2024.8.31"]
