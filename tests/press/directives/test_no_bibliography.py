"""A book that cites nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

from small_books import copy_book

from press.make.book import build_book


def test_a_book_without_a_bibliography_builds(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    (root / "references.bib").unlink()
    config = root / "_config.yml"
    config.write_text(re.sub(r"bibtex_bibfiles:.*\n", "", config.read_text(encoding="utf-8")), encoding="utf-8")
    descriptor = root / "data" / "datapackage.json"
    tables = json.loads(descriptor.read_text(encoding="utf-8"))
    for table in tables["resources"]:
        table.pop("citation", None)
    descriptor.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
    for chapter in root.glob("book/*/rain.md"):
        text = re.sub(r", \w+ \{cite:t\}`doe2001`", "", chapter.read_text(encoding="utf-8"))
        chapter.write_text(re.sub(r"```\{bibliography\}.*?```", "", text, flags=re.DOTALL), encoding="utf-8")
    site = build_book(root, lambda line: None)
    assert "It rained on" in (site.folder / "en" / "rain.html").read_text(encoding="utf-8")
