"""Documents of an edition: their parts, the names of their headings, and the files that they name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from chapters import edition_of, outline
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.base import compute_unique_slug

from press.checks.markup.documents import DocumentPart, other_documents, relative
from press.checks.myst.parser import markdown_parser
from press.core.settings import load_settings


@pytest.mark.parametrize(
    ("target", "path"),
    [("a.png", "book/en/a.png"), ("../a.png", "book/a.png"), ("/a.png", "a.png"), ("./b/../a.png", "book/en/a.png"), ("../../../a", "../a")],
)  # fmt: skip
def test_a_path_is_one_from_the_folder_of_its_text_or_with_a_slash_from_the_root(target: str, path: str) -> None:
    assert relative(target, PurePosixPath("book/en")) == path


def test_headings_of_one_name_are_numbered_as_myst_does_it() -> None:
    (document,) = edition_of({"book/en/rain": "# Rain\n\n## Days\n\n## Days\n\n### Days"}).documents
    slugs: list[str] = []
    for title in ("Rain", "Days", "Days", "Days"):
        slugs.append(compute_unique_slug(SyntaxTreeNode(markdown_parser(()).parse(f"# {title}"))[0], slugs))
    assert document.slugs == dict(zip(slugs, (1, 2, 2, 3), strict=True))


def test_a_fault_stands_at_a_line_of_a_chapter_and_in_the_words_of_a_cell() -> None:
    text = "# T\n\nOne\ntwo."
    path, base = Path("book/en/rain.md"), PurePosixPath("book/en")
    chapter = DocumentPart(outline(text), path, base)
    cell = DocumentPart(outline(text), path.with_suffix(".ipynb"), base, tuple(text.split("\n")))
    assert chapter.place(4) == "book/en/rain.md:4"
    assert cell.place(4) == "book/en/rain.ipynb: in the text 'two.'"
    # Others would be told of the line on which the paragraph begins.
    assert chapter.lines_spoiled(4) == {"book/en/rain.md:4", "book/en/rain.md:3"}
    assert cell.lines_spoiled(4) == frozenset()


def test_what_sphinx_reads_beside_the_contents_is_known_but_for_what_is_excluded(book: Callable[[str], Path]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    config.write_text("exclude_patterns: ['**/left-out*']\n" + config.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("notes.md", "left-out.md", "old/plain.rst", "_build/page.md"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).touch()
    known = [str(path.relative_to(root).with_suffix("")) for path in (root / "book").rglob("*.*")]
    assert other_documents(load_settings(root), known) == ["notes", "old/plain"]
