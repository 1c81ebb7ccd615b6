"""The mistakes that editors make, each planted in a small book, and where each has to be told."""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

import pytest
from docutils import nodes
from support.small_books import append, copy_book, faults_of, replace

from press.core.errors import PressError
from press.directives.components import InBriefDirective
from press.make.book import build_book

LANGUAGES = ("en", "kk", "ru")


class Mistake(NamedTuple):
    """A mistake: what stands below the chapter, in all languages or by language, on which of its lines it is, and words of what is told there."""

    name: str
    text: str | tuple[str, str, str]
    told: str
    language: str = "en"
    line: int = 0


DOT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
PICTURE = "```{{image}} {}\n{}\n```"
TOGETHER = (
    Mistake("a dead label", "{ref}`harvets`.", "harvets"),
    Mistake("a dead anchor", "[x](#harvts).", "harvts"),
    Mistake("a dead chapter", "{doc}`harvst`.", "harvst"),
    Mistake("an unknown role", "{numbr}`harvest/total`.", "numbr"),
    Mistake("an unknown directive", ":::{nte}\nx\n:::", "nte"),
    Mistake("an unknown option", ":::{note}\n:clas: x\n\nx\n:::", "clas", line=0),
    Mistake("an unknown term", "{term}`Snow`.", "Snow"),
    Mistake("an unknown work", "{cite:t}`doe2004`.", "doe2004"),
    Mistake("an unknown number", "{number}`harvest/totl`.", "harvest/total"),
    Mistake("a number of an unknown notebook", "{number}`harvst/total`.", "harvst"),
    Mistake("an unknown chart", ":::{chart} harvest/basket\n:name: fig-basket\nX.\n:::", "basket"),
    Mistake("an unknown option of a number", "{number}`harvest/total digts=2`.", "digts"),
    Mistake("a picture that is not there", PICTURE.format("none.png", ":alt: x"), "none.png"),
    Mistake("a picture without an alternative", PICTURE.format("dot.png", ":width: 10px"), "alt"),
    Mistake("a picture whose file is none", PICTURE.format("broken.png", ":alt: x"), "cannot be shown"),
    Mistake("a link to a file that is not there", "[x](none.pdf).", "none.pdf"),
    Mistake("a label twice", "(twice)=\n\nX.\n\n(twice)=\n\nX.", "'twice' stands twice", line=4),
    Mistake("an anchor that another chapter lacks", "[x](accounts.md#nowhere).", "no heading"),
    Mistake("an address of no kind", "[x](htp://example.org).", "no address"),
    Mistake("a link to a chapter with a space", "[X] (accounts.md)", "space"),
    Mistake("a role of reStructuredText", "X :numref:`fig-x`.", "braces"),
    Mistake("a role with quotation marks", "{numref}‘fig-x’.", "backticks"),
    Mistake("a heading without a space", "##Xy", "no space"),
    Mistake("open slanted words", "X *Xyz.", "star"),
    Mistake("a table without a line below its head", "| a | b |\n| c | d |", "no table"),
    Mistake("a row with too few cells", "| a | b |\n|---|---|\n| a |", "1 of the 2 cells", line=2),
    Mistake("a tab outside of tabs", "::::{tab-item} X\nX.\n::::", "more colons"),
    Mistake("a heading that skips a level", "#### X", "level"),
    Mistake("typed digits", ("There are 12 more.", "Тағы 12 бар.", "Есть ещё 12."), "12"),
    Mistake("a Latin letter in a Cyrillic word", ("X.", "X.", "Слoво."), "Слoво", "ru"),
    Mistake("a role with a space", "{number} `harvest/total`.", "number"),
    Mistake("a link with a space", "[X] (https://example.org)", "space"),
    Mistake("a footnote without text", "X[^none].", "none"),
    Mistake("a footnote that nothing refers to", "[^alone]: X.", "alone"),
    Mistake("a row with a cell too many", "| a | b |\n|---|---|\n| 1x | 2x | lostx |", "lostx", line=2),
    Mistake("a remark without brackets", "X.{.editors}", "brackets"),
    Mistake("an open backtick", "X `open.", "backtick"),
    Mistake("open bold words", "**Xy.", "**"),
    Mistake(
        "a number that differs",
        ("{number}`harvest/apple`.", "{number}`harvest/pear`.", "{number}`harvest/apple`."),
        "harvest/pear",
        "kk",
    ),
    Mistake(
        "digits of a number that differ",
        ("{number}`harvest/apple digits=1`.", "{number}`harvest/apple digits=1`.", "{number}`harvest/apple`."),
        "harvest/apple",
        "ru",
    ),
    Mistake("a work that is cited in one language alone", ("{cite:t}`doe2003`.", "X.", "X."), "doe2003"),
    Mistake("a number that is rounded in one language alone", ("{number}`harvest/apple approx=1`.", "{number}`harvest/apple`.", "{number}`harvest/apple`."), "approx"),
)  # fmt: skip


class Accident(NamedTuple):
    """What happens to one file, and the place and words of what is told."""

    name: str
    file: str
    change: Callable[[str], str | bytes]
    told: tuple[str, ...]


APART = (
    Accident("merge markers", "book/ru/harvest.md", lambda text: f"<<<<<<< ours\n{text}=======\nx\n>>>>>>> theirs\n", ("book/ru/harvest.md:1", "merge")),
    Accident("merge markers in settings", "_config.yml", lambda text: f"{text}<<<<<<< ours\n", ("_config.yml:", "merge")),
    Accident("merge markers in the bibliography", "references.bib", lambda text: f"<<<<<<< ours\n{text}", ("references.bib:1", "merge")),
    Accident("contents with a suffix", "_toc.yml", lambda text: text.replace("book/en/accounts", "book/en/accounts.txt"), ("_toc.yml:7", "accounts")),
    Accident("contents with the suffix of a chapter", "_toc.yml", lambda text: text.replace("book/en/accounts", "book/en/accounts.md"), ("_toc.yml:7", "write 'book/en/accounts'")),
    Accident("contents with an unknown chapter", "_toc.yml", lambda text: text.replace("book/en/accounts", "book/en/acounts"), ("_toc.yml:7", "acounts")),
    Accident("contents with an unknown key", "_toc.yml", lambda text: text.replace("chapters:", "chapers:"), ("_toc.yml:4", "chapters")),
    Accident("contents with an unknown key of a part", "_toc.yml", lambda text: text.replace("caption:", "captoin:"), ("_toc.yml:", "did you mean caption")),
    Accident("contents of an older Jupyter Book", "_toc.yml", lambda text: "- file: book/en/index\n", ("toc migrate",)),
    Accident("a setting that is mistyped", "_config.yml", lambda text: text.replace("press_slug:", "press_slg:"), ("_config.yml:", "did you mean press_slug")),
    Accident("front matter that is mistyped", "book/kk/accounts.md", lambda text: text.replace("parity:", "partiy:"), ("book/kk/accounts.md:1", "did you mean parity")),
    Accident("a table with semicolons", "data/vocabulary/words.csv", lambda text: text.replace(",", ";"), ("words.csv:1", "semicolons")),
    Accident("a chapter without a title", "book/ru/accounts.md", lambda text: "Слово.\n", ("book/ru/accounts.md:1", "no title")),
    Accident("front matter that is no YAML", "book/kk/accounts.md", lambda text: text.replace("parity: section", "parity: [section"), ("book/kk/accounts.md:1: the front matter is no YAML",)),
    Accident("front matter of one language alone", "book/kk/accounts.md", lambda text: text.replace("---\nparity: section\n---\n", ""), ("book/kk/accounts.md", "parity")),
    Accident("bytes that are no UTF-8", "book/kk/accounts.md", lambda text: text.encode() + b"\xff\xfe\n", ("book/kk/accounts.md:", "UTF-8")),
    Accident("a missing block", "book/ru/harvest.md", lambda text: text.replace("был удачным. ", "был удачным.\n\n"), ("book/en/harvest.md", "book/ru/harvest.md")),
    Accident("a number of which nothing says what it is", "data/vocabulary/words.csv", lambda text: text.replace("number.harvest.pear", "number.harvest.plum"), ("book/en/harvest.md:", "nothing says what they are")),
    Accident("a unit without a word", "book/notebooks/harvest.ipynb", lambda text: text.replace('unit=\\"count\\"', 'unit=\\"furlong\\"', 1), ("harvest.ipynb", "furlong")),
    Accident("a Latin letter in a label", "data/vocabulary/words.csv", lambda text: text + "fog,Fog,Тұман,Tуман\n", ("words.csv:", "'Tуман' mixes")),
    Accident("a Latin letter in a title", "_config.yml", lambda text: text.replace("Сад", "Cад", 1), ("_config.yml:", "mixes")),
    Accident("a bibliography that cannot be read", "references.bib", lambda text: text + "\n@misc{roe1999,\n  title = {X}\n  year = {1999},\n}\n", ("references.bib:",)),
    Accident("a chapter that a language lacks", "book/ru/harvest.md", lambda text: "", ("harvest.md",)),
)  # fmt: skip


def plant(root: Path) -> dict[str, dict[str, int]]:
    """Plant all mistakes of `TOGETHER`; return the line on which each stands, by its name and language."""
    lines: dict[str, dict[str, int]] = {}
    for number, language in enumerate(LANGUAGES):
        path = root / "book" / language / "harvest.md"
        text = path.read_text(encoding="utf-8")
        (path.parent / "dot.png").write_bytes(DOT)
        (path.parent / "broken.png").write_bytes(DOT[:9])
        for mistake in TOGETHER:
            lines.setdefault(mistake.name, {})[language] = text.count("\n") + 2 + mistake.line
            text += f"\n{mistake.text if isinstance(mistake.text, str) else mistake.text[number]}\n"
        path.write_text(text, encoding="utf-8")
    return lines


Told = tuple[dict[str, dict[str, int]], list[str]]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The line of each mistake, and what the check tells of a book with all of them."""
    root = copy_book("orchard", tmp_path_factory.mktemp("faulty"))
    return plant(root), faults_of(root)


def test_faults_are_told_in_one_order_whatever_python_makes_of_its_sets(tmp_path: Path) -> None:
    told = {}
    for seed in ("1", "2", "3"):
        root = copy_book("orchard", tmp_path / seed)
        plant(root)
        command = [sys.executable, "-m", "press.cli", "--root", root, "check"]
        run = subprocess.run(
            command, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False
        )
        assert run.returncode == 1
        told[seed] = run.stderr.replace(str(root), "").splitlines()
    assert told["1"] == told["2"] == told["3"]
    assert len(told["1"]) > len(TOGETHER)


@pytest.mark.parametrize("is_built_first", [True, False])
def test_a_check_after_a_build_tells_what_a_check_from_nothing_tells(
    told: Told, tmp_path: Path, is_built_first: bool
) -> None:
    root = copy_book("orchard", tmp_path)
    if not is_built_first:
        plant(root)
    with nullcontext() if is_built_first else pytest.raises(PressError):
        build_book(root, print, only_pages=True)
    if is_built_first:
        plant(root)
    assert faults_of(root) == told[1]


@pytest.mark.parametrize("mistake", TOGETHER, ids=[mistake.name for mistake in TOGETHER])
def test_a_mistake_is_told_at_its_line(mistake: Mistake, told: Told) -> None:
    lines, faults = told
    place = f"book/{mistake.language}/harvest.md:{lines[mistake.name][mistake.language]}"
    here = [fault for fault in faults if place in fault]
    assert any(mistake.told in fault for fault in here), here or faults


@pytest.mark.parametrize("accident", APART, ids=[accident.name for accident in APART])
def test_an_accident_is_told(accident: Accident, orchard: Path) -> None:
    path = orchard / accident.file
    changed = accident.change(path.read_text(encoding="utf-8"))
    path.write_bytes(changed if isinstance(changed, bytes) else changed.encode())
    faults = faults_of(orchard)
    assert any(all(words in fault for words in accident.told) for fault in faults), faults


def add(root: Path, *texts: str) -> None:
    """Write something below the same chapter in each language."""
    for language, text in zip(LANGUAGES, texts * 3 if len(texts) == 1 else texts, strict=True):
        append(root / "book" / language / "harvest.md", f"\n{text}\n")


def test_what_is_wrong_in_one_language_is_told_once_not_as_a_difference_as_well(orchard: Path) -> None:
    path = orchard / "book" / "ru" / "harvest.md"
    replace(path, "{cite:t}`doe2003`", "{cite:t}`doe203`")
    (fault,) = faults_of(orchard)
    assert "there is no work 'doe203'" in fault


def test_a_section_that_is_labelled_otherwise_in_one_language_is_told_on_both_sides(orchard: Path) -> None:
    replace(orchard / "book" / "kk" / "accounts.md", "(account-pear)=", "(account-pears)=")
    told = faults_of(orchard, "parity")
    assert [fault.partition("; ")[0] for fault in told] == [
        "book/en/accounts.md:24: the section 'account-pear' is missing in book/kk/accounts.md",
        "book/kk/accounts.md:22: the section 'account-pears' is missing in book/en/accounts.md",
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        # A paragraph that says more often what its section has anyway.
        ("бұл сан", "{number}`harvest/pear` деген сан", "number harvest/pear (line 27, more often)"),
        ("Алмұрт {number}`harvest/pear` себет", "{ref}`term-bough` себет", "number harvest/pear (line 27)"),
    ],
)
def test_a_number_that_stands_more_often_in_a_section_of_one_language_is_told_with_its_line(
    orchard: Path, before: str, after: str, told: str
) -> None:
    replace(orchard / "book" / "kk" / "accounts.md", before, after)
    (fault, *_) = faults_of(orchard, "parity")
    assert told in fault


LEADING = "**{{number}}`harvest/{}` of {{number}}`harvest/{}`.** Of these {{number}}`harvest/{}`."


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_number_of_what_leads_a_section_is_compared_where_it_stands(orchard: Path, language: str) -> None:
    for each in LANGUAGES:
        append(
            orchard / "book" / each / "accounts.md",
            f"\n{LEADING.format('pear', 'total', 'apple')}\n\n{{number}}`harvest/apple`.\n",
        )
    assert faults_of(orchard, "parity") == []
    path = orchard / "book" / language / "accounts.md"
    # The section holds the same numbers as often as before.
    text = path.read_text(encoding="utf-8").replace(
        LEADING.format("pear", "total", "apple"), LEADING.format("apple", "total", "apple")
    )
    path.write_text(text.replace("\n\n{number}`harvest/apple`.\n", "\n\n{number}`harvest/pear`.\n"), encoding="utf-8")
    (fault,) = faults_of(orchard, "parity")
    line = text.splitlines().index(LEADING.format("apple", "total", "apple")) + 1
    assert f"book/{language}/accounts.md:{line} are out of step" in fault


def test_a_link_to_another_chapter_in_one_language_is_told_also_in_chapters_by_sections(orchard: Path) -> None:
    for each in LANGUAGES:
        append(orchard / "book" / each / "accounts.md", "\n{doc}`harvest`.\n")
    replace(orchard / "book" / "kk" / "accounts.md", "{doc}`harvest`", "{doc}`index`")
    (fault,) = faults_of(orchard, "parity")
    assert "only book/kk/accounts.md: doc index" in fault


def test_a_label_that_goes_is_missed_in_chapters_that_stay_until_it_is_back(orchard: Path) -> None:
    paths = [orchard / "book" / language / "accounts.md" for language in LANGUAGES]
    before = [path.read_text(encoding="utf-8") for path in paths]
    add(orchard, "{ref}`account-pear`.")
    for path, text in zip(paths, before, strict=True):
        path.write_text(text.replace("(account-pear)=", "(account-pears)="), encoding="utf-8")
    told = faults_of(orchard)
    assert "book/en/harvest.md:17" in told[0] and "did you mean account-pears" in told[0]
    assert faults_of(orchard) == told
    for path, text in zip(paths, before, strict=True):
        path.write_text(text, encoding="utf-8")
    assert faults_of(orchard) == []


def test_a_chapter_no_directive_can_read_is_told_with_its_line(orchard: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = InBriefDirective.run

    def run_or_raise(self: InBriefDirective) -> list[nodes.Node]:
        if self.env.docname == "book/kk/accounts":
            raise ZeroDivisionError("no baskets")
        return run(self)

    # Checks are made in forked children, which have what this process has.
    monkeypatch.setattr(InBriefDirective, "run", run_or_raise)
    for _ in range(2):
        faults = faults_of(orchard)
        assert faults[0].startswith("book/kk/accounts.md:8: the chapter cannot be read: ZeroDivisionError: no baskets")
