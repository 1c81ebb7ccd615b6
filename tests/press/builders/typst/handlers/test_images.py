"""What is wrong with the file of an image is one message with file and line and what to do; the rest of the book still prints."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from printing import Printer, run_sphinx  # type: ignore[import-not-found]

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("broken.png", PNG[:40], "is damaged or is no image of the kind that its name says"),
        ("words.jpg", b"no picture at all", "is damaged or is no image of the kind that its name says"),
        ("broken.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>", "is no whole SVG"),
        ("page.svg", b"<html/>", "is no SVG"),
    ],
)
def test_an_image_that_does_not_open_is_told_once_and_its_words_print(
    printed: Printer, name: str, content: bytes, expected: str
) -> None:
    book = printed({"index.md": f"# T\n\n![What it shows]({name})\n\nAfter.", name: content})

    (message,) = book.messages
    assert f"index.md:3: WARNING: the image '{name}' {expected}" in message
    assert "replace the file" in message
    assert message.endswith("[typst.image]")
    assert "What it shows After." in book.words()


def test_an_image_that_is_missing_is_told_once_in_every_build(printed: Printer, tmp_path: Path) -> None:
    first = printed({"index.md": "# T\n\n![What it shows](gone.png)\n\nAfter."})
    second = run_sphinx(tmp_path / "source", tmp_path / "out", {}, freshenv=False)

    for book in (first, second):
        (message,) = book.messages
        assert "index.md:3: WARNING" in message
        assert "gone.png" in message
        assert "What it shows After." in book.words()


def test_an_image_that_has_been_mended_prints_in_the_same_process(printed: Printer, tmp_path: Path) -> None:
    printed({"index.md": "# T\n\n![w](a.png)", "a.png": PNG[:40]})
    (tmp_path / "source" / "a.png").write_bytes(PNG)

    assert run_sphinx(tmp_path / "source", tmp_path / "out", {}, freshenv=False).warnings == ""
