"""Press does not know what the audit, an extension of it, is about; that nothing imports it, import-linter tells."""

from __future__ import annotations

import re

from press.core.digests import press_files


def test_press_says_nothing_of_the_article_that_a_book_is_about() -> None:
    named = re.compile(r"\b(the|an|of) article\b|\barticle's\b|\bстать|\bмақала", re.IGNORECASE)
    endings = (".py", ".po", ".html", ".js", ".css", ".typ", ".txt")
    # All but the audit, and what is bundled of all.
    files = (path for path in press_files() if path.suffix in endings and not {"audit", "bundle"} & {*path.parts})
    assert [path.name for path in files if named.search(path.read_text(encoding="utf-8"))] == []
