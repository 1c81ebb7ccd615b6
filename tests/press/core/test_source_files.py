"""Which files a book is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.source_files import bibliography_files, source_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a chapter, a table and a page that is not among the chapters."""
    for name in ("book/en/rain.md", "data/rain.csv", "about us.md", "notes.md", "draft.md", "references.bib"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    return tmp_path


def configure(root: Path, text: str) -> None:
    (root / "_config.yml").write_text(text, encoding="utf-8")


def names(root: Path, paths: list[Path]) -> set[str]:
    return {path.relative_to(root).as_posix() for path in paths}


def test_chapters_data_settings_and_the_bibliography_are_sources(root: Path) -> None:
    configure(root, "bibtex_bibfiles: [references.bib]\n")
    found = names(root, source_files(root))
    assert found == {"book/en/rain.md", "data/rain.csv", "_config.yml", "references.bib"}


@pytest.mark.parametrize(
    "contents",
    [
        "root: book/en/rain\nchapters:\n- file: notes\n- file: about us\n",
        "root: book/en/rain\nchapters:\n- file: 'notes'\n- file: \"about us\"\n",
        "root: book/en/rain\nchapters: [{file: notes}, {file: about us.md}]\n",
        '{"root": "book/en/rain", "chapters": [{"file": "notes"}, {"file": "about us"}]}',
        "root: book/en/rain\nparts:\n- caption: draft of it\n  chapters:\n  - file: notes.md\n    sections:\n    - file: about us\n",
    ],
    ids=["plain", "quoted", "in braces", "as JSON", "within parts"],
)
def test_documents_outside_the_folder_of_chapters_are_sources_however_they_are_named(root: Path, contents: str) -> None:
    (root / "_toc.yml").write_text(contents, encoding="utf-8")
    assert names(root, source_files(root)) - {"book/en/rain.md", "data/rain.csv"} == {
        "_toc.yml",
        "notes.md",
        "about us.md",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bibtex_bibfiles: a.bib\n", ["a.bib"]),
        ("bibtex_bibfiles: [a.bib, b.bib]\n", ["a.bib", "b.bib"]),
        # As Jupyter Book has it, what stands under sphinx: config: wins.
        ("bibtex_bibfiles: [a.bib]\nsphinx:\n  config:\n    bibtex_bibfiles: [b.bib]\n", ["b.bib"]),
        ("title: Rain\n", []),
    ],
)
def test_the_bibliography_is_what_the_settings_name(root: Path, text: str, expected: list[str]) -> None:
    configure(root, text)
    assert bibliography_files(root) == [root / name for name in expected]


def test_a_bibliography_that_cannot_be_is_told_with_its_line(root: Path) -> None:
    configure(root, "title: Rain\nbibtex_bibfiles: [a.bib, 3]\n")
    with pytest.raises(PressError, match=r"bibtex_bibfiles is .*, which is no list of names") as caught:
        bibliography_files(root)
    assert (caught.value.file, caught.value.line) == (root / "_config.yml", 2)
