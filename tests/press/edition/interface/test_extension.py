"""The interface around the text: in the language of the edition, whichever package puts words there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import html5lib
import pytest
from docutils import languages
from docutils.parsers.rst import languages as rst_languages
from reading import visible
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.edition.interface.extension import numbered_names
from press.language.catalogues import catalogue_words, get_translation

BOOK = Path(__file__).parents[3] / "books" / "interface"
LANGUAGES = ("kk", "ru")
# What a Kazakh or Russian page may have in Latin letters: keys, file endings, names.
LATIN = re.compile(r"Ctrl|\.(md|ipynb|pdf)\b|PDF|JavaScript")


# Parts of Sphinx whose words no reader of a book meets: documentation of code, and its own themes.
def build(language: str, target: Path) -> str:
    """Build the small book in ``language`` into ``target`` and return the warnings."""
    warnings = StringIO()
    with patch_docutils(str(BOOK)), docutils_namespace():
        app = Sphinx(
            str(BOOK),
            str(BOOK),
            str(target),
            str(target / ".doctrees"),
            "html",
            confoverrides={"language": language},
            status=None,
            warning=warnings,
        )
        app.build()
    return strip_colors(warnings.getvalue())


@pytest.fixture(scope="module", autouse=True)
def unasked() -> None:
    """Have docutils forget that it did not find a language: other tests of this process ask it before press has told of one."""
    for importer in (languages.get_language, rst_languages.get_language):
        importer.cache.clear()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book in three languages, built one after the other in this one process."""
    folders = {language: tmp_path_factory.mktemp(language) for language in ("kk", "ru", "en")}
    for language, folder in folders.items():
        (folder / "warnings.txt").write_text(build(language, folder), encoding="utf-8")
    return folders


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["index", "chapter", "notebook", "genindex"])
def test_no_english_word_is_left_on_a_page(site: dict[str, Path], language: str, page: str) -> None:
    left = {text.strip() for text in visible(site[language] / f"{page}.html") if _has_english(text, language)}
    assert left == set()


def _has_english(text: str, language: str) -> bool:
    without = LATIN.sub("", text)
    return bool(re.search(r"[A-Za-z]{2,}", without)) and without.strip() != language


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_build_warns_of_nothing(site: dict[str, Path], language: str) -> None:
    warnings = (site[language] / "warnings.txt").read_text(encoding="utf-8").splitlines()
    # Sphinx says this of each node and directive from its second run in a process on.
    assert [line for line in warnings if "already registered" not in line] == []


@pytest.mark.parametrize(
    ("language", "code", "result", "whole"),
    [
        ("en", "Code of cell", "Result of cell", "Cell"),
        ("kk", "ұяшықтың коды", "ұяшықтың нәтижесі", "ұяшық"),
        ("ru", "Код ячейки", "Результат ячейки", "Ячейка"),
    ],
)
def test_folded_cells_are_called_by_what_they_hold_and_their_number(
    site: dict[str, Path], language: str, code: str, result: str, whole: str
) -> None:
    page = html5lib.parse((site[language] / "notebook.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    folded = [one.find("summary") for one in page.iter("details") if "press-code" in one.get("class", "")]
    assert folded
    names = []
    for summary in folded:
        assert summary is not None and not set(summary.attrib) & {"aria-label", "title"}
        assert [part.tag for part in summary] in ([], ["span"])
        names.append((summary.text or "").strip())
    assert len(set(names)) == len(names)
    for kind in (code, result, whole):
        assert any(re.fullmatch(rf"{kind} \d+|\d+-{kind}", name) for name in names), kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_for_all_programs_stands_below_the_title(site: dict[str, Path], language: str) -> None:
    html = (site[language] / "notebook.html").read_text(encoding="utf-8")
    translate = get_translation(language)
    assert html.count("press-code-switch") == 1
    assert html.index("</h1>") < html.index(f">{translate('Show all code')}</button>")
    assert "press-code-switch" not in (site[language] / "chapter.html").read_text(encoding="utf-8")


def test_english_after_kazakh_and_russian_in_one_process_is_english(site: dict[str, Path]) -> None:
    left = "\n".join(visible(site["en"] / "chapter.html"))
    for word in (
        "Note",
        "Link to this heading",
        "Skip to main content",
        "Contents of the book",
        "Added in version 1.0: ",
    ):
        assert word in left
    for language in LANGUAGES:
        known = set(catalogue_words(language, "sphinx").values())
        assert known & {line.strip() for line in left.splitlines()} == set()


def test_russian_after_kazakh_in_one_process_has_nothing_kazakh(site: dict[str, Path]) -> None:
    own = set(catalogue_words("kk", "sphinx").values()) - set(catalogue_words("ru", "sphinx").values())
    shown = {text.strip() for text in visible(site["ru"] / "chapter.html")}
    assert own & shown == set()


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("kk", {"1-сурет", "1-кесте", "1-листинг"}),
        ("ru", {"Рисунок 1", "таблица 1", "листинг 1"}),
        ("en", {"Figure 1", "Table 1", "Listing 1"}),
    ],
)
def test_references_call_figures_and_tables_by_their_name(
    site: dict[str, Path], language: str, labels: set[str]
) -> None:
    html = (site[language] / "chapter.html").read_text(encoding="utf-8")
    assert set(re.findall(r'class="std std-numref">([^<]+)<', html)) == labels


def test_captions_call_themselves_with_a_capital_in_russian(site: dict[str, Path]) -> None:
    html = (site["ru"] / "chapter.html").read_text(encoding="utf-8")
    names = {text.split()[0] for text in re.findall(r'class="caption-number">([^<]+)<', html)}
    assert {"Рисунок", "Таблица", "Листинг"} <= names


def test_a_language_without_catalogues_stays_english() -> None:
    assert numbered_names("de")["figure"] == "Figure %s"


def test_a_second_run_has_nothing_to_read_again(site: dict[str, Path]) -> None:
    """The place of the compiled catalogues enters the configuration, which must stay the same."""
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "html",
        "-D",
        "language=kk",
        "-d",
        str(site["kk"] / ".doctrees"),
    ]
    run = subprocess.run(
        [*command, str(BOOK), str(site["kk"])],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert "0 added, 0 changed, 0 removed" in run.stdout
