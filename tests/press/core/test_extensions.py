"""Extensions of a book add to the registries of press, for that book alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.core.extensions import extension_files, load_extensions
from press.core.registry import Registry

COLOURS: Registry[str] = Registry("colour", {"red": "#f00"})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(
        "sphinx:\n  extra_extensions: [press.extension]\n  local_extensions:\n    added_colours: extensions\n",
        encoding="utf-8",
    )
    (tmp_path / "extensions").mkdir()
    write_extension(tmp_path, 'COLOURS.register("teal", "#088")')
    return tmp_path


def write_extension(book: Path, code: str) -> None:
    text = f"from {__name__} import COLOURS\n\n\ndef setup_press():\n    {code}\n"
    (book / "extensions" / "added_colours.py").write_text(text, encoding="utf-8")


def test_an_extension_in_the_folder_of_the_book_adds_to_a_registry(book: Path) -> None:
    load_extensions(book)
    load_extensions(book)
    assert dict(COLOURS) == {"red": "#f00", "teal": "#088"}


def test_another_book_has_none_of_it(book: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    load_extensions(book)
    other = tmp_path_factory.mktemp("other")
    (other / "_config.yml").write_text("sphinx:\n  extra_extensions: [press.extension]\n", encoding="utf-8")
    load_extensions(other)
    assert list(COLOURS) == ["red"]


def test_a_changed_extension_is_loaded_anew(book: Path) -> None:
    load_extensions(book)
    write_extension(book, 'COLOURS.register("navy", "#008080")')
    load_extensions(book)
    assert list(COLOURS) == ["red", "navy"]


def test_a_name_that_is_taken_is_a_fault(book: Path) -> None:
    write_extension(book, 'COLOURS.register("red", "#e00")')
    with pytest.raises(PressError, match="the colour 'red' is registered twice"):
        load_extensions(book)


def test_an_extension_that_cannot_be_imported_is_told_with_its_line(book: Path) -> None:
    write_extension(book, "pass\nimport nothing_of_that_name")
    with pytest.raises(PressError, match="the extension added_colours cannot be imported") as error:
        load_extensions(book)
    assert (error.value.file, error.value.line) == (book / "_config.yml", 4)


def test_modules_of_extensions_are_sources_of_the_book(book: Path) -> None:
    assert extension_files(book) == [book / "extensions" / "added_colours.py"]
