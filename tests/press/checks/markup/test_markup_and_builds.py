"""What a build accepts the check of markup accepts, and what stops a build is told by the check."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from small_books import copy_book, make_edition

from press.checks.run import check_book
from press.core.errors import PressError

HERE = Path(__file__).parent
LANGUAGES = ("en", "ru")
# What a book of Jupyter Book may have beside what press brings.
EXTENSIONS = "[press.extension, sphinx_proof, sphinx_exercise, sphinx_subfigure]"
SYNTAX = (
    "[colon_fence, dollarmath, amsmath, deflist, attrs_inline, attrs_block, substitution, tasklist, html_image, html_admonition,"
    " linkify, replacements, smartquotes, fieldlist, strikethrough]"
)
SETTINGS = """\
    myst_heading_anchors: 3
    suppress_warnings: [myst.strikethrough]
    myst_substitutions: {key1: "I am a **substitution**", where: "{ref}`a note <sec-tabs>`"}
"""


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a gallery of what books have: tabs, cards, proofs, exercises, margins, glossaries, labels, parts of other files."""
    root = copy_book("weather", tmp_path_factory.mktemp("ordinary"))
    for language in LANGUAGES:
        shutil.copytree(HERE / "ordinary", root / "book" / language, dirs_exist_ok=True)
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("[press.extension]", EXTENSIONS).replace("[colon_fence]", SYNTAX)
    text = text.replace("    press_names: []\n", SETTINGS).replace(
        "execute:", "exclude_patterns: ['**/_*.md']\nexecute:", 1
    )
    config.write_text(text, encoding="utf-8")
    toc = root / "_toc.yml"
    more = "".join(f"      - file: book/en/{name}\n" for name in ("gallery", "more/deep", "plain"))
    toc.write_text(toc.read_text(encoding="utf-8") + more, encoding="utf-8")
    return root


def told(root: Path) -> list[str]:
    try:
        check_book(root, ["chapters"])
    except PressError as error:
        return str(error).splitlines()
    return []


def lines(told: list[str]) -> set[int]:
    return {int(line) for words in told for line in re.findall(r"book/en/gallery\.md:(\d+)", words)}


def test_a_book_in_ordinary_style_is_accepted_by_both(ordinary: Path) -> None:
    assert told(ordinary) == []
    assert make_edition(ordinary, "en").faults == []


def test_what_stops_a_build_is_told_by_the_check_at_its_line(ordinary: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(ordinary, tmp_path / "faulty"))
    for language in LANGUAGES:
        folder = root / "book" / language
        shutil.copy(HERE / "faulty.md", folder / "gallery.md")
        for name in ("моя картинка.png", "моя.png", "two words.png"):
            shutil.copy(folder / "dot.png", folder / name)
    stops = lines(make_edition(root, "en", is_whole=True).faults)
    found = lines(told(root))
    # As many lines of the chapter have faults that a build tells.
    assert len(stops) == 27
    # Of an option the check tells the line of its own.
    assert {line for line in stops if not found & {line, line + 1, line + 2}} == set()
