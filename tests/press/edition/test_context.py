"""What an edition is loaded from, and what a book may call otherwise than press does."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from small_books import copy_book, make_edition

from press.edition.excluded_classes import RemoveExcluded
from press.edition.load import load_sources

CATALOGUE = 'msgid "Figure %s"\nmsgstr "Chart %s"\n\nmsgid "Figures"\nmsgstr "Charts"\n'


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def test_each_language_has_its_own_chapters(weather: Path) -> None:
    (weather / "book" / "ru" / "numbers.md").unlink()
    sources = load_sources(weather)
    assert sources.chapters == {"en": ("index.md", "numbers.md", "rain.md"), "ru": ("index.md", "rain.md")}


def test_a_file_that_changes_while_a_book_is_built_counts_as_changed_in_the_next(weather: Path) -> None:
    sources, table = load_sources(weather), weather / "data" / "rain.csv"
    before = sources.digest(table)
    table.write_text("city,days\nnorth,1\n", encoding="utf-8")
    assert sources.digest(table) == before
    assert load_sources(weather).digest(table) != before


def test_settings_count_as_sources_and_the_contents_do_not_as_each_edition_has_its_own(weather: Path) -> None:
    named = {Path(path).name for path in load_sources(weather).digests}
    assert {"_config.yml", "rain.csv", "references.bib"} <= named
    assert not {"_toc.yml", "rain.md"} & named


def made(root: Path, language: str) -> str:
    path = root / "book" / "locale" / "en" / "LC_MESSAGES" / "press.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    assert make_edition(root, language, "html") == ([], [])
    return (root / "_build" / "press" / language / "html" / "rain.html").read_text(encoding="utf-8")


def test_figures_have_the_word_of_the_book(weather: Path) -> None:
    page = made(weather, "en")
    assert "Chart 1" in page and "Figure 1" not in page


def test_what_the_configuration_says_wins(weather: Path) -> None:
    with (weather / "_config.yml").open("a", encoding="utf-8") as file:
        file.write('    numfig_format: {figure: "Drawing %s"}\n')
    assert "Drawing 1" in made(weather, "en")


@pytest.mark.parametrize(
    ("builder", "output", "shown"),
    [
        ("html", "html", "all inner outer some words"),
        ("dirhtml", "html", "all inner outer some words"),
        ("typst", "", "all words"),
        ("epub", "html", "all words"),
        ("latex", "latex", "all words"),
    ],
)
def test_only_pages_show_what_is_for_browsers_alone(builder: str, output: str, shown: str) -> None:
    document = new_document("page")
    inner = nodes.paragraph("", "inner", classes=["only-html"])
    document += [
        nodes.paragraph("", "all", classes=["wide"]),
        nodes.container("", inner, nodes.paragraph("", "outer"), classes=["press", "only-html"]),
        nodes.paragraph("", "", nodes.inline("", "some", classes=["only-html"]), nodes.Text(" words")),
    ]
    app = SimpleNamespace(builder=SimpleNamespace(name=builder, format=output))
    document.settings.env = SimpleNamespace(app=app)
    RemoveExcluded(document).run()
    assert " ".join(document.astext().split()) == shown
