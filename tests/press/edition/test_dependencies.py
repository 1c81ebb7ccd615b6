"""What a page tells follows all that it was made from; what it does not tell of leaves it alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from docutils import nodes
from small_books import copy_book, replace
from sphinx.application import Sphinx
from sphinx.testing.util import SphinxTestApp

from press.core import digests
from press.core.caches import clear_caches
from press.data.accept import accept
from press.edition.dependencies import xref_digest
from press.edition.load import load_book, load_sources
from press.make.sphinx_run import run, started

pytestmark = pytest.mark.threads
PAGES = Path("_build", "press", "ru", "html")


def make(root: Path, builder: str = "html") -> None:
    """Make the Russian edition, in this process, which has at hand what it made before."""
    clear_caches()
    assert run(load_book(root), "ru", builder) == ([], [])


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Russian pages of the weather book, with one chapter that shows but a number and one that shows nothing; each test changes them further."""
    root = copy_book("weather", tmp_path_factory.mktemp("edition"))
    for language in ("en", "ru"):
        folder = root / "book" / language
        (folder / "told.md").write_text("# Told\n\nOn {number}`rain/total` days.\n", encoding="utf-8")
        (folder / "plain.md").write_text("# Sun\n\nIt shines.\n", encoding="utf-8")
    # They are in English in both languages.
    replace(root / "_config.yml", "    press_slug:", "    press_without_checks: [languages]\n    press_slug:")
    with (root / "_toc.yml").open("a", encoding="utf-8") as file:
        file.write("      - file: book/en/told\n      - file: book/en/plain\n")
    make(root)
    return root


def page(root: Path, name: str) -> str:
    return (root / PAGES / f"{name}.html").read_text(encoding="utf-8")


def written(root: Path) -> dict[str, int]:
    """When each page was written last."""
    return {path.stem: path.stat().st_mtime_ns for path in (root / PAGES).glob("*.html")}


def another_row(root: Path, days: int) -> None:
    table = root / "data" / "rain.csv"
    table.write_text(re.sub(r"south,\d+", f"south,{days}", table.read_text(encoding="utf-8")), encoding="utf-8")
    accept([table], load_sources(root))


def test_a_changed_word_reaches_pages_whose_chapters_are_as_they_were(edition: Path) -> None:
    replace(edition / "data" / "vocabulary" / "words.csv", "Дни с дождём в обоих городах", "Мокрые дни двух городов")
    make(edition)
    assert "Мокрые дни двух городов" in page(edition, "numbers")


def test_a_changed_row_reaches_the_pages_and_files_that_show_it_and_no_other_page(edition: Path) -> None:
    another_row(edition, 8)
    make(edition)
    before = written(edition)
    another_row(edition, 9)
    make(edition)
    for name in ("rain", "told"):
        assert re.search(r'class="press-number"[^>]*>21<', page(edition, name))
    assert "\nЮжный,9" in (edition / PAGES / "_downloads/results/rain-days.ru.csv").read_text("utf-8").replace("\r", "")
    assert written(edition)["plain"] == before["plain"]


def test_another_title_reaches_the_pages_that_name_it(edition: Path) -> None:
    replace(edition / "book" / "ru" / "plain.md", "# Sun", "# Moon")
    make(edition)
    assert all("Moon" in page(edition, name) for name in ("index", "rain"))


def test_a_sentence_of_which_others_say_nothing_leaves_their_pages_alone(edition: Path) -> None:
    before = written(edition)
    replace(edition / "book" / "ru" / "plain.md", "It shines.", "It shines again.")
    make(edition)
    assert "It shines again." in page(edition, "plain")
    assert {name for name, time in written(edition).items() if time == before[name]} >= {"rain", "numbers"}


def test_a_sentence_that_is_saved_while_its_chapter_is_read_is_shown_by_the_next_run(edition: Path) -> None:
    chapter = edition / "book" / "ru" / "plain.md"

    def save_meanwhile(app: Sphinx, gathered: object) -> None:
        def save(app: Sphinx, doctree: nodes.document) -> None:
            if app.env.docname == "book/ru/plain":
                replace(chapter, "at noon", "at night")

        app.connect("doctree-read", save)

    replace(chapter, "It shines", "It shines at noon")
    with started(load_book(edition), "ru", "html", save_meanwhile) as make_it:
        assert make_it() == ([], [])
    make(edition)
    assert "at night" in page(edition, "plain")


def test_a_chapter_that_is_put_back_with_an_older_date_is_shown(edition: Path) -> None:
    chapter = edition / "book" / "ru" / "plain.md"
    replace(chapter, "It shines", "The old sun shines")
    os.utime(chapter, (1_000_000_000, 1_000_000_000))
    make(edition)
    assert "The old sun shines" in page(edition, "plain")


def test_a_list_of_works_tells_of_a_citation_that_another_chapter_got(edition: Path) -> None:
    assert "index.html" not in _citing(edition)
    with (edition / "book" / "ru" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee {cite:p}`doe2001`.\n")
    make(edition)
    assert "index.html" in _citing(edition)


def _citing(root: Path) -> list[str]:
    """The pages to which the foot of the one entry in the list of works leads."""
    (foot,) = re.findall(r'class="[^"]*press-cited-in.*?</p>', page(root, "rain"), re.DOTALL)
    return re.findall(r'href="([^"#]*)', foot)


def test_a_list_of_numbers_puts_a_number_under_the_chapter_that_now_shows_it_first(edition: Path) -> None:
    assert _chapters_listed(edition) == ["rain.html"]
    number = "{number}`rain/total`"
    hidden = f"\n% {number}\n\n<!-- {number} -->\n\n`` {number} ``\n\n```text\n{number}\n<!--\n```\n"
    with (edition / "book" / "ru" / "index.md").open("a", encoding="utf-8") as file:
        file.write(hidden)
    make(edition)
    assert _chapters_listed(edition) == ["rain.html"]
    with (edition / "book" / "ru" / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{number} days.\n")
    make(edition)
    assert _chapters_listed(edition) == ["index.html"]


def _chapters_listed(root: Path) -> list[str]:
    """The pages of the chapters above the entries of the list of numbers."""
    return re.findall(r'<p class="rubric"[^>]*>.*?href="([^"#]+)', page(root, "numbers"))


def test_another_press_makes_every_page_anew(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(edition)
    before = written(edition)
    files, changed = digests.press_files(), tmp_path / "changed.py"
    changed.write_text("# another version", encoding="utf-8")
    monkeypatch.setattr(digests, "press_files", lambda: [*files, changed])
    make(edition)
    clear_caches()
    assert [name for name, time in written(edition).items() if time == before[name]] == []


START = "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   rain\n"
RAIN = "Rain\n====\n\n.. _here:\n\nIn May\n------\n\nIt rained.\n\n.. figure:: x.svg\n\n   Days.\n"


@pytest.fixture(scope="module")
def digest_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """The digest of a project of two documents, whose second one has this text."""

    @cache
    def read(text: str, *, numfig: bool = True) -> str:
        folder = tmp_path_factory.mktemp("project")
        (folder / "conf.py").write_text(f"numfig = {numfig}\n", encoding="utf-8")
        (folder / "index.rst").write_text(START, encoding="utf-8")
        (folder / "rain.rst").write_text(text, encoding="utf-8")
        app = SphinxTestApp("dummy", folder)
        app.builder.read()
        # At which Sphinx numbers sections and figures.
        app.emit("env-get-updated", app.env)
        app.cleanup()
        return xref_digest(app.env)

    return read


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Rain\n====", "Snow\n===="),
        ("In May", "In mid"),
        (".. _here:", ".. _there:"),
        (".. figure:: x.svg\n\n   Days.", "Days."),
        ("It rained.", "It rained.\n\n.. index:: rain"),
        ("It rained.", "It rained.\n\n.. option:: --wet"),
        ("In May\n------\n\n", ""),
    ],
)
def test_a_change_that_other_pages_may_show_changes_the_digest(
    digest_of: Callable[[str], str], old: str, new: str
) -> None:
    assert old in RAIN
    assert digest_of(RAIN) != digest_of(RAIN.replace(old, new))


@pytest.mark.parametrize("new", ["It snowed.", "It rained.\n\nAnd again, *much*.", "It rained. See :ref:`here`."])
def test_a_change_of_text_alone_does_not(digest_of: Callable[[str], str], new: str) -> None:
    assert digest_of(RAIN) == digest_of(RAIN.replace("It rained.", new))
