"""What press offers to extensions of books: told on its page, whose example is built here, and all that the small books import."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.small_books import BOOKS, ROOT, append, copy_book, faults_of, make_edition, replace

from press import api
from press.api import sphinx

PAGE = (ROOT / "docs" / "reference" / "extensions.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book that `press new` writes, with the extension of the page, its result and its chapter."""
    root = copy_book("weather", tmp_path_factory.mktemp("extended"))
    code = {kind: [text for name, text in BLOCKS if name == kind] for kind in ("yaml", "python", "markdown")}
    replace(root / "_config.yml", "sphinx:\n  extra_extensions: [press.extension]\n", *code["yaml"])
    (root / "extensions").mkdir()
    for module in code["python"]:
        (root / module.removeprefix('"""').partition(":")[0]).write_text(module, encoding="utf-8")
    notebook = root / "book" / "notebooks" / "rain.ipynb"
    content = json.loads(notebook.read_text(encoding="utf-8"))
    (publishing,) = re.findall(r"`(publish\.result.*?)`", PAGE)
    content["cells"][-1]["source"] += f"\n{publishing}"
    notebook.write_text(json.dumps(content), encoding="utf-8")
    append(root / "book" / "en" / "rain.md", "\n".join(["", *code["markdown"]]))
    return root


def test_the_example_of_the_page_shows_a_result_and_a_component(book: Path) -> None:
    assert make_edition(book, "en").faults == []
    html = (book / "_build" / "press" / "en" / "html" / "rain.html").read_text(encoding="utf-8")
    assert re.findall(r"<li><p[^>]*>(\w+)</p></li>", html) == ["Northern", "Southern"]
    assert re.findall(r'<div class="question">\s*<p[^>]*>(.*?)</p>', html) == ["Where is your umbrella?"]


def test_its_check_tells_a_question_without_a_mark_with_its_line(book: Path) -> None:
    chapter = book / "book" / "en" / "rain.md"
    replace(chapter, "umbrella?", "umbrella.")
    line = chapter.read_text(encoding="utf-8").splitlines().index(":::{question}") + 1
    assert faults_of(book, "questions") == [
        f"book/en/rain.md:{line}: this question has no question mark; write it [questions]"
    ]


@pytest.mark.parametrize("module", [api, sphinx])
def test_each_name_is_on_the_page_and_says_itself_what_it_is(module: object) -> None:
    names = [name for name in vars(module) if name[0].isalpha() and name not in ("annotations", "sphinx")]
    assert [name for name in names if f"`{name}`" not in PAGE.partition("## What to import")[2]] == []
    things = {name: getattr(module, name) for name in names}
    assert [name for name, thing in things.items() if not (isinstance(thing, str) or thing.__doc__)] == []


@pytest.mark.parametrize("extension", sorted(BOOKS.glob("*/extensions/**/*.py")), ids=lambda path: path.stem)
def test_extensions_of_the_small_books_import_nothing_else_of_press(extension: Path) -> None:
    imported = re.findall(r"^\s*(?:from|import) (press[\w.]*)", extension.read_text(encoding="utf-8"), re.MULTILINE)
    assert {*imported} <= {"press.api", "press.api.sphinx"}
