"""Faults of markup are told without a build, with their lines, each once, and with what was meant."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from small_books import copy_book

from press.checks.run import check_book
from press.core.errors import PressError


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small whole book in two languages, its notebook run once and what Sphinx knows asked once."""
    root = copy_book("weather", tmp_path_factory.mktemp("markup"))
    check_book(root)
    return root


@pytest.fixture
def weather(executed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(executed, tmp_path / "weather"))


def append(root: Path, text: str, languages: tuple[str, ...] = ("en", "ru")) -> dict[str, int]:
    """Write ``text`` at the end of a chapter; return the line on which it begins, by language."""
    begins = {}
    for language in languages:
        path = root / "book" / language / "rain.md"
        before = path.read_text(encoding="utf-8")
        path.write_text(f"{before}\n{text}\n", encoding="utf-8")
        begins[language] = before.count("\n") + 2
    return begins


def told(root: Path, *checks: str) -> list[str]:
    try:
        check_book(root, checks)
    except PressError as error:
        return str(error).splitlines()
    return []


# Text, the line of it that is at fault (from 0), the words.
FAULTS = [
    ("(rain)=\n## Again", 0, "2 things have the label 'rain'"),
    (":::{note}\n:name: fig-rain-days\nWords.\n:::", 1, "2 things have the label 'fig-rain-days'"),
    ("```{math}\n:label: eq\na\n```\n\n```{math}\n:label: eq\nb\n```", 6, "2 formulas have the label 'eq'"),
    ("{ref}`rian`", 0, "there is no label 'rian'; use one such as rain, or"),
    ("One,\ntwo {numref}`fig-rain`.", 1, "there is no label 'fig-rain'; use one such as fig-rain-days"),
    ("{doc}`nubmers`", 0, "there is no chapter or notebook 'nubmers' in the contents; use one such as numbers"),
    ("{doc}`numbers.md`", 0, "names a chapter without its ending; write numbers"),
    ("{term}`Mist`", 0, "no glossary has the term 'Mist'"),
    ("{eq}`first`", 0, "there is no formula with the label 'first'"),
    ("[there](nubmers.md)", 0, "numbers.md, or correct the path"),
    ("[there](numbers.md#nothing)", 0, "is called 'nothing'"),
    ("[there](#nothing)", 0, "there is no label 'nothing'"),
    (f"[there]({'long-' * 60}.md)", 0, "there is no file book/"),
    ("[there]()", 0, "the link has no address"),
    ("{download}`it <nothing.pdf>`", 0, "there is no file book/"),
    ("```{include} nothing.md\n```", 0, "there is no file book/"),
    ("![A dot](dto.png)", 0, "dto.png; use one such as dot.png"),
    ("![A dot](<моя картинка.png>)", 0, "rename it with Latin letters"),
    ("```{image} two words.png\n:alt: A dot\n```", 0, "rename it with Latin letters"),
    ("Words.\n\n![](dot.png)", 2, "has no alternative"),
    (
        "![A dot](https://example.org/dot.png)",
        0,
        "https://example.org/dot.png is not in the folder of the book, and pages ask no other host",
    ),
    (
        "```{figure} //example.org/dot.png\n:alt: A dot\n\nWords.\n```",
        0,
        "//example.org/dot.png is not in the folder of the book",
    ),
    (
        "Words\nand <img alt='A dot' src='http://example.org/dot.png'>.",
        1,
        "http://example.org/dot.png is not in the folder of the book",
    ),
    (
        '<div>\n<video\nposter="https://example.org/dot.png"></video>\n</div>',
        1,
        "https://example.org/dot.png is not in the folder",
    ),
    ("One\n{ref} `rain`.", 1, "a space stands between {ref} and its text, so that it is no role; write {ref}`rain`"),
    ("| a |\n|---|\n| {ref} `rain` |", 2, "a space stands between {ref} and its text"),
    ("```{figure} dot.png\nWords.\n```", 0, "has no alternative"),
    ("Words\nand {nubmer}`rain/total`.", 1, "there is no role 'nubmer'; use one such as number"),
    (":::{ntoe}\nWords.\n:::", 0, "there is no directive 'ntoe'; use one such as note"),
    (":::{note}\n:nmae: a\n:class: b\nWords.\n:::", 1, "'note' has no option 'nmae'; use one such as name"),
    ("```{image} dot.png\n:alt: A dot\n:width: wide\n```", 2, "the option 'width' of 'image' cannot be 'wide'"),
    ("```{figure}\n```", 0, "'figure' needs an argument"),
    ("```{highlight} a b\n```", 0, "takes 1 word behind its name at most, not 2"),
    ("```{image} dot.png\n:alt: A dot\n\nWords.\n```", 3, "'image' holds no text"),
    ("## Two\n\n#### Four", 2, "write ### before it, not ####"),
    ("(para)=\nA paragraph, {ref}`para`.", 1, "write {ref}`words <para>`"),
]


@pytest.mark.parametrize(("text", "line", "words"), FAULTS, ids=[words for _, _, words in FAULTS])
def test_a_fault_is_told_once_for_all_languages_with_its_lines(weather: Path, text: str, line: int, words: str) -> None:
    for language in ("en", "ru"):
        for name in ("dot.png", "моя картинка.png", "two words.png"):
            (weather / "book" / language / name).write_bytes(b"")
    begins = append(weather, text)
    faults = told(weather, "chapters", "parity")
    # Where the words name a file, each language has its own.
    assert len(faults) == (2 if "book/" in faults[0].partition(": ")[2] else 1), faults
    for language, begin in begins.items():
        assert any(f"book/{language}/rain.md:{begin + line}" in fault and words in fault for fault in faults), faults


def test_a_misspelt_option_in_one_language_is_all_that_is_told_of_its_block(weather: Path) -> None:
    path = weather / "book" / "ru" / "rain.md"
    path.write_text(path.read_text(encoding="utf-8").replace(":name: fig", ":nmae: fig"), encoding="utf-8")
    first, second = told(weather)
    assert first.startswith("book/ru/rain.md:7: 'chart' has no option 'nmae'; use one such as name")
    # The figure has lost its label by that.
    assert "there is no label 'fig-rain-days'" in second


def test_a_broken_label_is_told_once_with_all_its_places(weather: Path) -> None:
    begins = append(weather, "{ref}`words <rian>` and\n[words](#rian).")
    (fault,) = told(weather, "references")
    places = [f"book/{language}/rain.md:{line + more}" for language, line in begins.items() for more in (0, 1)]
    assert fault.startswith(f"{', '.join(places)}: there is no label 'rian'")


def test_a_label_that_a_notebook_and_a_chapter_have_is_told_with_both(weather: Path) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('"# ', '"(rain)=\\n# ', 1), encoding="utf-8")
    (fault,) = told(weather, "labels")
    assert "book/en/rain.md:1, book/notebooks/rain.ipynb: in the text '(rain)='" in fault


def test_a_dead_reference_in_a_notebook_is_told_with_its_text(weather: Path) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace('"# ', '"{ref}`rian`\\n\\n# ', 1), encoding="utf-8")
    assert told(weather, "references")[0].startswith(
        "book/notebooks/rain.ipynb: in the text '{ref}`rian`': there is no label 'rian'"
    )


def test_a_book_that_mixes_its_editions_is_told_what_setting_it_lacks(weather: Path) -> None:
    config = weather / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("only_build_toc_files: true\n", ""), encoding="utf-8")
    assert "write only_build_toc_files: true" in told(weather, "labels")[0]


def test_what_the_settings_have_sphinx_keep_silent_about_is_not_told(weather: Path) -> None:
    config = weather / "_config.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("  config:\n", "  config:\n    suppress_warnings: [myst.header]\n"), encoding="utf-8"
    )
    append(weather, "## Two\n\n#### Four")
    assert told(weather, "markup") == []


def test_a_block_with_the_name_of_a_directive_is_told(weather: Path) -> None:
    append(weather, ":::note\nWords.\n:::\n\n::::box\nWords.\n::::")
    found = told(weather, "markup")[0]
    assert found.count("rain.md:") == len(("en", "ru")) and "write it as :::{note}" in found


def test_text_that_a_chapter_includes_needs_no_title_and_is_read_with_it(weather: Path) -> None:
    for language in ("en", "ru"):
        (weather / "book" / language / "part.md").write_text("(part)=\n## Part\n\n{ref}`rian`\n", encoding="utf-8")
    append(weather, "```{include} part.md\n```\n\n{ref}`part`")
    (fault,) = told(weather)
    assert fault.startswith("book/en/part.md:4, book/ru/part.md:4: there is no label 'rian'")


def test_a_figure_that_a_cell_of_a_notebook_names_may_be_referred_to(weather: Path) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["metadata"]["mystnb"] = {"figure": {"name": "fig-of-cell", "caption": "Words."}}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    append(weather, "{numref}`fig-of-cell`")
    assert told(weather, "references") == []
