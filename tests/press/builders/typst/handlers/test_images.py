"""What is wrong with the file of an image is one message with file and line and what to do; the rest of the book still prints."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from printing import Printer, run_sphinx  # type: ignore[import-not-found]

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15" {}>Words</text></svg>'


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


@pytest.mark.parametrize(
    "attributes",
    ['font-family="No Such Face"', "style=\"font-size: 9px; font-family: 'No Such Face', Neither\""],
)
def test_letters_of_an_svg_without_their_typeface_are_told(printed: Printer, attributes: str) -> None:
    book = printed({"index.md": "# T\n\n![w](face.svg)", "face.svg": SVG.format(attributes)})

    (message,) = book.messages
    assert "index.md:3: WARNING: the letters of the image 'face.svg' want No Such Face" in message
    assert "Words" in book.words()


@pytest.mark.parametrize(
    "attributes", ['font-family="Noto Sans"', 'font-family="Neither, noto sans"', 'font-family="serif"', ""]
)
def test_letters_of_an_svg_with_a_typeface_that_is_there_are_not_told(printed: Printer, attributes: str) -> None:
    assert printed({"index.md": "# T\n\n![w](face.svg)", "face.svg": SVG.format(attributes)}).warnings == ""
