"""Extensions of a book add to the registries of press, for that book alone, and their files are sources of the book."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.core.registry import Registry
from press.extension import setup

COLOURS: Registry[str] = Registry("colour", {"red": "#f00"})
CONFIG = """sphinx:
  extra_extensions: press.extension
  local_extensions:
    added_colours: extensions
  config:
    press_editions: {en: {name: English, title: A}}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    write_extension(tmp_path, "extend('colour', 'shades:SHADES')")
    (tmp_path / "extensions" / "shades.py").write_text("SHADES = {'teal': '#088'}\n", encoding="utf-8")
    return tmp_path


def write_extension(book: Path, code: str) -> None:
    text = f"from press.core.registry import extend\n\n\ndef setup_press():\n    {code}\n"
    (book / "extensions" / "added_colours.py").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def _others_modules() -> Iterator[None]:
    """Forget the modules of one book before the next, as each has its own process otherwise."""
    yield
    for name in ("added_colours", "shades"):
        sys.modules.pop(name, None)
    sys.path[:] = [path for path in sys.path if not path.endswith("/extensions")]


def test_what_an_extension_names_is_loaded_once_the_registry_is_looked_into_and_another_book_has_none_of_it(
    book: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    load_extensions(book)
    load_extensions(book)
    assert "shades" not in sys.modules
    assert dict(COLOURS) == {"red": "#f00", "teal": "#088"}
    other = tmp_path_factory.mktemp("other")
    (other / "_config.yml").write_text("sphinx:\n  extra_extensions: [press.extension]\n", encoding="utf-8")
    load_extensions(other)
    assert (list(COLOURS), COLOURS.get("teal")) == (["red"], None)


def test_an_extension_of_sphinx_alone_is_not_imported(book: Path) -> None:
    (book / "extensions" / "added_colours.py").write_text("def setup(app):\n    pass\n\n1 / 0\n", encoding="utf-8")
    load_extensions(book)
    assert "added_colours" not in sys.modules


def test_an_extension_that_fails_is_told_with_its_line(book: Path) -> None:
    write_extension(book, "1 / 0")
    with pytest.raises(PressError, match="the extension added_colours cannot be loaded: ZeroDivisionError") as error:
        load_extensions(book)
    assert (error.value.file, error.value.line) == (book / "_config.yml", 4)


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ("extra_extensions: [press.extension, press.colours]", 3, r"No module named 'press\.colours'"),
        ("local_extensions:\n    no_colours: nowhere", 4, "No module named 'no_colours'"),
        ("local_extensions: [extensions]", 3, "which is no section"),
        ("extra_extensions: [press.extension, 3]", 3, "which is no list of names"),
    ],
)
def test_extensions_that_are_not_named_as_they_should_be_are_told_with_their_line(
    tmp_path: Path, written: str, line: int, told: str
) -> None:
    (tmp_path / "_config.yml").write_text(f"title: A\nsphinx:\n  {written}\n", encoding="utf-8")
    with pytest.raises(PressError, match=told) as error:
        load_extensions(tmp_path)
    assert (error.value.file, error.value.line) == (tmp_path / "_config.yml", line)


def test_sphinx_tells_a_fault_in_one_without_a_traceback(book: Path) -> None:
    write_extension(book, "1 / 0")
    with pytest.raises(ExtensionError, match=r"_config\.yml:4: the extension added_colours cannot be loaded"):
        setup(SimpleNamespace(srcdir=book))  # type: ignore[arg-type]
