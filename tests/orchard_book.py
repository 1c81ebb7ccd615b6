"""Changes to chapters of the orchard book, and what checks then find."""

from __future__ import annotations

from pathlib import Path

from small_books import faults_of


def append(root: Path, text: str, language: str = "en", name: str = "harvest") -> int:
    """Write ``text`` at the end of a chapter; return the line it begins at."""
    path = root / "book" / language / f"{name}.md"
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


def style_faults(root: Path, *names: str) -> list[str]:
    """What checks find in the book, those of style where none is named."""
    return faults_of(root, *(names or ("style",)))
