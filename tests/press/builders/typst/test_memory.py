"""How much memory a PDF takes, and how much there is."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from support.printing import Printer  # type: ignore[import-not-found]

from press.builders.typst.memory import available_memory, memory_needed, require_memory
from press.core.errors import PressError


@pytest.fixture(autouse=True)
def _two_gigabytes_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=2_000_000_000))


@pytest.mark.parametrize(
    ("limit", "free"),
    [("max", 2_000_000_000), ("1500000", 1_400_000), ("9000000000", 2_000_000_000), (None, 2_000_000_000)],
)
def test_new_processes_may_take_what_is_free_in_a_container(tmp_path: Path, limit: str | None, free: int) -> None:
    if limit:
        (tmp_path / "memory.max").write_text(f"{limit}\n", encoding="utf-8")
        (tmp_path / "memory.stat").write_text("anon 100000\nfile 700000\n", encoding="utf-8")
    assert available_memory(tmp_path) == free


def test_a_book_too_large_for_the_machine_is_told_with_what_to_do(printed: Printer) -> None:
    source = printed({"index.md": "# T\n\nWords."}, typst_compile=False).folder / "book.typ"
    require_memory(source, memory_needed(source))
    with pytest.raises(
        PressError, match=r"^the book is too large for the memory that is free: its PDF takes about 0\.\d GB"
    ) as told:
        require_memory(source, 50_000_000)
    assert "there are 0.1 GB" in told.value.message
    assert "typst_exclude" in str(told.value.remedy)
