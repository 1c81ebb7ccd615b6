"""Sizes of files on pages."""

from pathlib import Path

import pytest

from press.builders.html.file_sizes import size_of, write_sizes


@pytest.mark.parametrize(
    ("size", "language", "told"),
    [
        (127_400, "en", "127\u00a0kB"),
        (2_250_000, "ru", "2,2\u00a0МБ"),
        (2_250_000, "kk", "2,2\u00a0МБ"),
        (999_400, "kk", "999\u00a0кБ"),
    ],
)
def test_a_size_is_told_in_the_language_of_the_page(tmp_path: Path, size: int, language: str, told: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(size))
    assert size_of(path, language) == told


def test_a_page_tells_the_size_of_what_it_offers(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(bytes(1_500_000))
    page = tmp_path / "en" / "page.html"
    page.parent.mkdir()
    page.write_text(
        '<a href="../book.pdf">Book</a> <span class="press-size" data-file="book.pdf" data-language="en"></span>'
    )
    write_sizes(tmp_path)
    assert page.read_text() == '<a href="../book.pdf">Book</a> <span class="press-size">(1.5\u00a0MB)</span>'
