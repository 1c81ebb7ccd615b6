"""Press does not know what the audit, an extension of it, is about; that nothing imports it, import-linter tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from press.core.digests import press_files
from press.core.resources import press_folder


def texts_of_press() -> Iterator[tuple[str, str]]:
    """Every file of press but the audit, by its name, and but what is bundled of all of them."""
    for path in press_files():
        inside = path.relative_to(press_folder())
        if (
            inside.parts[0] != "audit"
            and "bundle" not in inside.parts
            and path.suffix in (".py", ".po", ".html", ".js", ".css", ".typ", ".txt")
        ):
            yield inside.as_posix(), path.read_text(encoding="utf-8")


def lines_with(pattern: str) -> list[str]:
    return [
        f"{name}: {line.strip()}"
        for name, text in texts_of_press()
        for line in text.splitlines()
        if re.search(pattern, line, re.IGNORECASE)
    ]


def test_press_says_nothing_of_the_article_that_a_book_is_about() -> None:
    assert lines_with(r"\b(the|an|of) article\b|\barticle's\b|\bстать|\bмақала") == []
