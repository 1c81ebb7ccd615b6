"""What is wrong with the file of an image is one message with file and line and what to do; the rest of the book still prints."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from printing import Printer, run_sphinx  # type: ignore[import-not-found]

from press.builders.typst.handlers.images import unknown_families

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


def _file(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_an_image_that_has_been_mended_prints_in_the_same_process(printed: Printer, tmp_path: Path) -> None:
    printed({"index.md": "# T\n\n![w](a.png)", "a.png": PNG[:40]})
    (tmp_path / "source" / "a.png").write_bytes(PNG)

    assert run_sphinx(tmp_path / "source", tmp_path / "out", {}, freshenv=False).warnings == ""


@pytest.mark.parametrize(
    ("style", "unknown"),
    [
        ("<style>text { font-family: 'No Face', serif }</style>", []),
        ("<style>text { font-family: 'No Face'; } b { font-family: Other }</style>", ["No Face", "Other"]),
        ("", []),
    ],
)
def test_typefaces_are_looked_for_in_style_sheets_too(tmp_path: Path, style: str, unknown: list[str]) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{style}<text>a</text></svg>'

    assert unknown_families(_file(tmp_path, "a.svg", svg), {"Noto Sans"}) == unknown


def test_a_drawing_without_letters_needs_no_typeface(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" font-family="No Face"><rect/></svg>'

    assert unknown_families(_file(tmp_path, "a.svg", svg), []) == []
    assert unknown_families(_file(tmp_path, "a.png", PNG), []) == []
