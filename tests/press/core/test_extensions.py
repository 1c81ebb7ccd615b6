"""Extensions of a book add to the registries of press, for that book alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.extensions import extension_files, forget_modules, load_extensions
from press.core.registry import Registry
from press.core.settings import load_settings
from press.core.sources import source_files
from press.core.tracking import record_file_reads, sources_among
from press.make.inputs import common_inputs
from press.make.serve import watched

COLOURS: Registry[str] = Registry("colour", {"red": "#f00"})


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "_config.yml").write_text(
        "sphinx:\n  extra_extensions: [press.extension]\n  local_extensions:\n    added_colours: extensions\n",
        encoding="utf-8",
    )
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


def test_what_an_extension_names_is_loaded_once_the_registry_is_looked_into(book: Path) -> None:
    load_extensions(book)
    load_extensions(book)
    assert "shades" not in sys.modules
    assert dict(COLOURS) == {"red": "#f00", "teal": "#088"}
    assert "shades" in sys.modules


def test_another_book_has_none_of_it(book: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    load_extensions(book)
    other = tmp_path_factory.mktemp("other")
    (other / "_config.yml").write_text("sphinx:\n  extra_extensions: [press.extension]\n", encoding="utf-8")
    load_extensions(other)
    assert list(COLOURS) == ["red"]


def test_an_extension_that_cannot_be_imported_is_told_with_its_line(book: Path) -> None:
    write_extension(book, "import nothing_of_that_name")
    with pytest.raises(PressError, match="the extension added_colours cannot be loaded: ModuleNotFoundError") as error:
        load_extensions(book)
    assert (error.value.file, error.value.line) == (book / "_config.yml", 4)


def test_an_extension_of_sphinx_alone_is_not_imported(book: Path) -> None:
    (book / "extensions" / "added_colours.py").write_text("def setup(app):\n    pass\n\n1 / 0\n", encoding="utf-8")
    load_extensions(book)
    assert "added_colours" not in sys.modules


def test_an_extension_that_is_not_there_is_told_with_its_line(book: Path) -> None:
    (book / "_config.yml").write_text("sphinx:\n  extra_extensions: [press.extension, press.colours]\n", "utf-8")
    with pytest.raises(PressError, match=r"No module named 'press\.colours'") as error:
        load_extensions(book)
    assert error.value.line == 2


def test_an_extension_that_fails_when_it_registers_is_told_in_plain_words(book: Path) -> None:
    write_extension(book, "1 / 0")
    with pytest.raises(PressError, match="added_colours cannot be loaded: ZeroDivisionError: division by zero"):
        load_extensions(book)


@pytest.mark.parametrize(
    ("written", "line", "told"),
    [
        ("local_extensions:\n    no_colours: nowhere", 4, "No module named 'no_colours'"),
        ("local_extensions: extensions", 3, "'local_extensions' is 'extensions', which is no section"),
        ("local_extensions: [extensions]", 3, "which is no section"),
        ("extra_extensions: {press.extension: here}", 3, "which is no list of names"),
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


def test_one_extension_may_stand_without_brackets(book: Path) -> None:
    config = book / "_config.yml"
    config.write_text(
        "sphinx:\n  extra_extensions: press.extension\n  config:\n    press_editions: {en: {name: English, title: A}}\n",
        encoding="utf-8",
    )
    load_extensions(book)
    assert load_settings(book).languages == ["en"]


def test_all_files_of_extensions_are_sources_of_the_book(book: Path) -> None:
    package = book / "extensions" / "tints"
    (package / "locale").mkdir(parents=True)
    found = [package / "__init__.py", package / "locale" / "sphinx.po", package / "tints.css"]
    for path in (*found, package / "locale" / "sphinx.mo"):
        path.touch()
    found[:0] = [book / "extensions" / "added_colours.py", book / "extensions" / "shades.py"]
    assert extension_files(book) == found
    assert set(found) <= set(source_files(book))


def test_of_a_folder_in_which_the_book_stands_modules_and_packages_are_sources(book: Path) -> None:
    (book / "_config.yml").write_text("sphinx:\n  local_extensions: {shades: .}\n", encoding="utf-8")
    found = [book / "beside.py", book / "shades" / "__init__.py", book / "shades" / "shades.css"]
    for path in (*found, book / "_build" / "site" / "index.html", book / "README.md"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert extension_files(book) == found


def test_a_changed_extension_makes_all_editions_stale(book: Path) -> None:
    with (book / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("  config:\n    press_editions: {en: {name: English, title: A}}\n")
    settings = load_settings(book)
    before = common_inputs(settings)
    write_extension(book, "pass")
    clear_caches()  # as each build does
    after = common_inputs(settings)
    assert {name for name in before if before[name] != after[name]} == {"extensions/added_colours.py"}


def test_a_module_below_the_book_is_read_again_by_who_imports_it(book: Path) -> None:
    load_extensions(book)
    forget_modules(book)
    with record_file_reads() as reads:
        import_module("added_colours")
    read = sources_among(reads, book)
    assert book / "extensions" / "added_colours.py" in read


def test_what_stands_elsewhere_is_not_imported_again(book: Path) -> None:
    before = set(sys.modules)
    forget_modules(book)
    assert set(sys.modules) == before


def test_extensions_that_stand_beside_the_book_are_watched_while_it_is_served(book: Path) -> None:
    beside = book.parent / "beside"
    beside.mkdir()
    (book / "_config.yml").write_text("sphinx:\n  local_extensions: {other: ../beside, one: extensions}\n", "utf-8")
    assert watched(book) == [book, beside]
