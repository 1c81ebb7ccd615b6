"""A book that cites works, built: its links, its languages, the style that it chooses, and a key that is not there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import html5lib
import pytest
from cited_works import BOOK, build, paragraphs


def test_each_citation_leads_to_its_entry(site: dict[str, Path]) -> None:
    text = (site["kk"] / "index.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="references\.html#([^"]+)"', text)) - {"references"}
    entries = (site["kk"] / "references.html").read_text(encoding="utf-8")
    assert len(targets) == 10
    assert all(f'id="{target}"' in entries for target in targets)


def test_a_key_that_does_not_exist_is_named_with_file_and_line(tmp_path: Path) -> None:
    source = Path(shutil.copytree(BOOK, tmp_path / "book"))
    page = source / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("{cite:t}`site`", "{cite:t}`nobody1900`"), encoding="utf-8"
    )
    warnings = build(source, tmp_path / "out", "kk")
    assert re.search(r'index\.md:5: WARNING: could not find bibtex key "nobody1900"', warnings)


def test_a_style_that_the_book_chooses_is_kept(tmp_path: Path) -> None:
    build(BOOK, tmp_path, "kk", bibtex_reference_style="author_year", bibtex_default_style="plain")
    assert any("Naím [2013]" in text for text in paragraphs(tmp_path / "index.html"))


@pytest.mark.parametrize(("language", "marked"), [("en", []), ("ru", ["The End of Power", "Basic Books"])])
def test_words_of_a_work_in_another_language_are_marked_with_it(
    site: dict[str, Path], language: str, marked: list[str]
) -> None:
    tree = html5lib.parse((site[language] / "references.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert [
        span.text or span[0].text for span in tree.iter() if span.get("lang") == "en" and span.tag != "html"
    ] == marked
