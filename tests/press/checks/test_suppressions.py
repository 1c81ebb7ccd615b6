"""A book adds a check of its own, and one place is excepted from a check by a comment that gives a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner
from small_books import copy_book

from press.build.book import build_book
from press.checks.myst.chapter import Chapter, read_blocks
from press.checks.run import check_book
from press.checks.suppressions import Suppression, suppressions_in
from press.cli import main
from press.core.errors import PressError

EXTENSION = '''
"""A check of this book alone."""

from press.checks.check import check, fault_at


@check("exclamations")
def exclamations(material):
    """Find exclamation marks."""
    for chapter in material.chapters:
        for block in chapter.blocks:
            for text in block.texts:
                for place, sign in enumerate(text.words):
                    if sign == "!":
                        yield fault_at(chapter.path, text.line_at(place), "no need to shout")


def setup_press():
    from press.core.registry import extend

    extend("check", "shouting:CHECKS")


CHECKS = {exclamations.name: exclamations}
'''
# Those that read no notebook.
KINDS = ("chapters", "parity", "typed-digits", "names")
ALLOWED = "% press: allow typed-digits, because it is the name of a road\n"


@pytest.fixture
def weather(book: Callable[[str], Path]) -> Path:
    return book("weather")


def chapter(root: Path, language: str = "en") -> Path:
    return root / "book" / language / "rain.md"


def append(path: Path, text: str) -> int:
    """Write ``text`` as paragraphs at the end of a chapter; return the line it begins at."""
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 1


def in_both(root: Path, text: str) -> int:
    append(chapter(root, "ru"), text)
    return append(chapter(root), text)


def told(root: Path, *names: str) -> list[str]:
    try:
        check_book(root, names)
    except PressError as error:
        return str(error).splitlines()
    return []


def add_extension(root: Path) -> None:
    (root / "extensions").mkdir()
    (root / "extensions" / "shouting.py").write_text(EXTENSION, encoding="utf-8")
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8")
    assert "\nsphinx:\n" in text
    text = text.replace("\nsphinx:\n", "\nsphinx:\n  local_extensions:\n    shouting: extensions\n")
    config.write_text(text, encoding="utf-8")


def test_a_check_of_the_books_own_stops_check_and_build_with_file_and_line(weather: Path) -> None:
    add_extension(weather)
    line = in_both(weather, "Drip\ndrop!\n") + 1
    faults = [
        f"book/en/rain.md:{line}: no need to shout [exclamations]",
        f"book/ru/rain.md:{line}: no need to shout [exclamations]",
    ]
    assert told(weather) == faults
    with pytest.raises(PressError, match="no need to shout"):
        build_book(weather, lambda line: None)


def test_it_runs_alone_by_its_name(weather: Path) -> None:
    add_extension(weather)
    in_both(weather, "In 2020 it rained!\n")
    run = CliRunner().invoke(main, ["--root", str(weather), "check", "exclamations"])
    assert (run.exit_code, run.output.count("no need to shout"), "2020" in run.output) == (1, 2, False)


def test_it_can_be_allowed_at_one_place_with_a_reason(weather: Path) -> None:
    add_extension(weather)
    line = append(chapter(weather), "% press: allow exclamations, because it is a cry\nHelp!\n\nRain!\n")
    assert told(weather, "exclamations") == [f"book/en/rain.md:{line + 3}: no need to shout [exclamations]"]


def test_another_book_knows_nothing_of_it(weather: Path, tmp_path: Path) -> None:
    add_extension(weather)
    other = copy_book("weather", tmp_path / "other")
    assert told(weather, "exclamations") == []
    assert "there is no check 'exclamations'" in told(other, "exclamations")[0]


def test_what_is_allowed_reaches_to_the_next_empty_line(weather: Path) -> None:
    line = in_both(weather, f"{ALLOWED}The A\n17, a road.\n\nAnd 18.\n")
    assert [fault.partition(" is typed")[0] for fault in told(weather, *KINDS)] == [
        f"book/en/rain.md:{line + 4}: the number 18",
        f"book/ru/rain.md:{line + 4}: the number 18",
    ]


def test_a_check_whose_name_is_two_words_is_allowed_by_it(book: Callable[[str], Path]) -> None:
    root = book("audit")
    with (root / "book" / "en" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\n% press: allow verdict marks, because it is an example\n{verdict}`nothing`\n")
    assert told(root, "verdict marks") == []


def test_a_place_within_a_directive_is_allowed_there(weather: Path) -> None:
    in_both(weather, f"::::{{note}}\nText.\n\n{ALLOWED}:::{{tip}} A 17\n:::\n::::\n")
    assert told(weather, *KINDS) == []


def test_two_checks_are_allowed_at_one_place_and_one_edition_alone_may_say_so(weather: Path) -> None:
    text = "% press: allow parity, because it is said in one language\n{number}`rain/total` of A 17.\n"
    append(chapter(weather), ALLOWED + text)
    append(chapter(weather, "ru"), "Дожди.\n")
    assert told(weather, *KINDS) == []
    assert told(weather, "numbers-in-step") == []


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("% press: allow typed-digits", "nothing says why this is allowed; write % press: allow NAME, because REASON"),
        ("% press: allow typed-digits, because", "nothing says why this is allowed"),
        (
            "% press: allow typed-digit, because it is",
            "there is no check 'typed-digit' to allow; name one such as typed-",
        ),
        ("% press: ignore typed-digits", "this is no word to press that it knows"),
        ("% press: allow typed-digits it is a road", "this is no word to press that it knows"),
    ],
)
def test_a_comment_that_allows_nothing_is_a_fault_beside_the_one_it_meant(
    weather: Path, comment: str, words: str
) -> None:
    line = in_both(weather, f"{comment}\nThe A 17.\n")
    faults = [fault for fault in told(weather, *KINDS) if fault.startswith("book/en")]
    assert [fault.partition(": ")[0] for fault in faults] == [f"book/en/rain.md:{line + 1}", f"book/en/rain.md:{line}"]
    assert words in faults[1]


def test_a_comment_for_a_fault_that_is_no_more_is_one_itself(weather: Path) -> None:
    line = in_both(weather, f"{ALLOWED}A road.\n")
    fault = "the check 'typed-digits' finds nothing here that has to be allowed; remove this line"
    assert told(weather, *KINDS) == [f"book/{language}/rain.md:{line}: {fault}" for language in ("en", "ru")]
    assert told(weather, "parity") == []


def suppression(comment: str) -> Suppression:
    source = f"# Rain\n\n{comment}\n\nText.\n"
    (found,) = suppressions_in([Chapter("en", "rain", Path("rain.md"), source, read_blocks(source, ()))])
    return found


@pytest.mark.parametrize(
    ("words", "name", "reason"),
    [
        ("verdict marks - because x because y", "verdict marks", "x because y"),
        ("typed-digits because: it is", "typed-digits", "it is"),
        ("typed-digits.", "typed-digits", ""),
        ("verdict marks", "", ""),
        ("typed digits! of, because it is", "", ""),
    ],
)
def test_a_name_of_several_words_ends_before_the_first_because(words: str, name: str, reason: str) -> None:
    found = suppression(f"% press: allow {words}")
    assert (found.name, found.reason) == (name, reason)


@pytest.mark.parametrize("part", ["aa ", "- ", "-", "a-"])
@pytest.mark.parametrize("end", ["! b because x", "! b"])
def test_a_long_comment_is_read_in_the_time_of_its_length(part: str, end: str) -> None:
    began = process_time()
    assert suppression(f"% press: allow a{part * 100_000}{end}").name == ""
    # Tenths of a second; with the square of its length it would be minutes.
    assert process_time() - began < 5
