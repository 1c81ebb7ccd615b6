"""Words are divided at the ends of lines in Kazakh as well, and the text that is copied or searched knows nothing of it."""

from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from support.printing import Printed, run_sphinx  # type: ignore[import-not-found]

SENTENCE = (
    "Мемлекеттік органдардың шешімдеріне әлеуметтік желілердің ықпалы күшейіп келеді, сондықтан билік басындағылар "
    "азаматтардың сонда айтқанына ықыласпен құлақ түруге тиіс."
)
# A page that is narrow enough to divide many words.
NARROW = "a7"
AT_LINE_END = re.compile("\u00ad\\s*\n")


@pytest.fixture(scope="module")
def kazakh(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("kazakh")
    words = "Дәл осы `мемлекеттік` сөзі, [предложение]{.language-ru} және 7-кестелеріндегі."
    (folder / "index.md").write_text(
        f"# Мемлекеттілік туралы\n\n{SENTENCE} {SENTENCE} {SENTENCE}\n\n{words}\n", encoding="utf-8"
    )
    extensions = ["attrs_inline"]
    return run_sphinx(
        folder, folder / "out", {"language": "kk", "typst_paper": NARROW, "myst_enable_extensions": extensions}
    )


def test_the_very_sentence_is_copied_once_the_ends_of_lines_are_joined_and_a_divided_word_is_found(
    kazakh: Printed,
) -> None:
    joined, parted = AT_LINE_END.subn("", kazakh.text())
    words = " ".join(joined.split())

    assert parted and SENTENCE in words and "\u00ad" not in words
    with pymupdf.open(kazakh.pdf) as pdf:
        assert any(page.search_for("шешімдеріне") for page in pdf)


def test_no_letter_says_more_than_itself(kazakh: Printed) -> None:
    with pikepdf.open(kazakh.pdf) as pdf:
        fonts = [font for page in pdf.pages for font in page.resources.Font.values()]
        meanings = b"".join(font.ToUnicode.read_bytes() for font in fonts)
        contents = b"".join(page.Contents.read_bytes() for page in pdf.pages)

    assert not re.search(rb"<[0-9A-F]+00AD>|<00AD[0-9A-F]+>", meanings)
    assert not re.search(rb"ActualText<FEFF[0-9A-F]{4,}00AD", contents)


def test_headings_code_and_words_of_other_languages_hold_no_soft_hyphens(kazakh: Printed) -> None:
    source = kazakh.source

    assert "[Мемлекеттілік туралы]" in source
    assert '#raw("мемлекеттік")' in source
    assert "[предложение]" in source
    assert "7\\-кестелеріндегі" in source or "7-кестелеріндегі" in source


def test_a_title_does_not_break_at_the_hyphen_of_two_names(tmp_path: Path) -> None:
    titles = [f"{'of ' * words}Solow-Swan" for words in range(1, 12)]
    text = "\n\n".join(f"## {title}\n\nA paragraph." for title in titles)
    (tmp_path / "index.md").write_text(f"# Growth\n\n{text}\n", encoding="utf-8")

    printed = run_sphinx(tmp_path, tmp_path / "out", {"typst_paper": NARROW})

    assert printed.text().count("Solow-Swan") >= len(titles)
    assert not re.search(r"Solow-\s*\n", printed.text())
    with pikepdf.open(printed.pdf) as pdf, pdf.open_outline() as outline:
        assert str(outline.root[0].children[0].title) == titles[0]
