"""What a page tells follows all that it was made from; what it does not tell of leaves it alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from support.followed_book import add_chapter, another_row
from support.small_books import append, copy_book, load_book, replace

from press.core.caches import clear_caches
from press.make.sphinx_run import run, started

pytestmark = pytest.mark.threads
PAGES = Path("_build", "press", "ru", "html")


def make(root: Path, builder: str = "html") -> None:
    """Make the Russian edition, in this process, which has at hand what it made before."""
    clear_caches()
    assert run(load_book(root), "ru", builder).all() == []


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian pages of the weather book, with one chapter that shows but a number and one that shows nothing."""
    root = copy_book("weather", tmp_path_factory.mktemp("edition"))
    for language in ("en", "ru"):
        told = root / "book" / language / "told.md"
        told.write_text("# Told\n\nOn {number}`rain/total` days.\n", encoding="utf-8")
    # They are in English in both languages.
    replace(root / "_config.yml", "    press_slug:", "    press_without_checks: [languages]\n    press_slug:")
    append(root / "_toc.yml", "      - file: book/en/told\n")
    add_chapter(root)
    make(root)
    return root


@pytest.fixture
def root(made: Path) -> Iterator[Path]:
    """The same book, whose chapters are put back after the test."""
    before = {path: path.read_bytes() for path in (made / "book" / "ru").glob("*.md")}
    yield made
    for path, text in before.items():
        path.write_bytes(text)


def page(root: Path, name: str) -> str:
    return (root / PAGES / f"{name}.html").read_text(encoding="utf-8")


def written(root: Path) -> dict[str, int]:
    """When each page was written last."""
    return {path.stem: path.stat().st_mtime_ns for path in (root / PAGES).glob("*.html")}


def test_a_changed_row_reaches_the_pages_and_files_that_show_it_and_no_other_page(root: Path) -> None:
    another_row(root, 8)
    make(root)
    before = written(root)
    another_row(root, 9)
    make(root)
    for name in ("rain", "told"):
        assert re.search(r'class="press-number"[^>]*>21<', page(root, name))
    assert "\nЮжный,9" in (root / PAGES / "_downloads/results/rain-days.ru.csv").read_text("utf-8").replace("\r", "")
    assert written(root)["plain"] == before["plain"]


def test_a_sentence_of_which_others_say_nothing_leaves_their_pages_alone(root: Path) -> None:
    make(root)
    before = written(root)
    replace(root / "book" / "ru" / "plain.md", "It shines.", "It shines again.")
    make(root)
    assert "It shines again." in page(root, "plain")
    assert {name for name, time in written(root).items() if time == before[name]} >= {"rain", "told"}


def test_a_section_moves_with_its_label_to_a_chapter_that_is_read_earlier(root: Path) -> None:
    told, plain = (root / "book" / "ru" / f"{name}.md" for name in ("told", "plain"))
    append(told, "\n(moved)=\n## Moved\n")
    make(root)
    replace(told, "\n(moved)=\n## Moved\n", "")
    append(plain, "\n(moved)=\n## Moved\n")
    make(root)
    assert 'id="moved"' in page(root, "plain") and 'id="moved"' not in page(root, "told")


def test_a_sentence_that_is_saved_while_its_chapter_is_read_is_shown_by_the_next_run(root: Path) -> None:
    chapter = root / "book" / "ru" / "plain.md"

    def save_meanwhile(app: Sphinx, gathered: object) -> None:
        def save(app: Sphinx, doctree: nodes.document) -> None:
            if app.env.docname == "book/ru/plain":
                replace(chapter, "at noon", "at night")

        app.connect("doctree-read", save)

    replace(chapter, "It shines", "It shines at noon")
    with started(load_book(root), "ru", "html", save_meanwhile) as sphinx:
        assert sphinx.make().all() == []
    make(root)
    assert "at night" in page(root, "plain")


def test_a_chapter_that_is_put_back_with_an_older_date_is_shown(root: Path) -> None:
    chapter = root / "book" / "ru" / "plain.md"
    replace(chapter, "It shines", "The old sun shines")
    os.utime(chapter, (1_000_000_000, 1_000_000_000))
    make(root)
    assert "The old sun shines" in page(root, "plain")


def test_a_list_of_works_tells_of_a_citation_that_another_chapter_got(root: Path) -> None:
    assert "index.html" not in _citing(root)
    append(root / "book" / "ru" / "index.md", "\nSee {cite:p}`doe2001`.\n")
    make(root)
    assert "index.html" in _citing(root)


def _citing(root: Path) -> list[str]:
    """The pages to which the foot of the one entry in the list of works leads."""
    (foot,) = re.findall(r'class="[^"]*press-cited-in.*?</p>', page(root, "rain"), re.DOTALL)
    return re.findall(r'href="([^"#]*)', foot)
