"""The key of a work and the family name of its first author: a note where they are almost the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.small_books import append, copy_book

from press.checks.keys_of_works import misspelt_names
from press.cli import main

WORK = "\n@book{{{},\n  author = {{{}}},\n  title = {{Snow}},\n  publisher = {{Press}},\n  year = {{2021}}\n}}\n"


def test_a_name_that_the_key_contradicts_is_a_note_with_its_line_which_stops_nothing(tmp_path: Path) -> None:
    book = copy_book("weather", tmp_path)
    lines = (book / "references.bib").read_text(encoding="utf-8").count("\n")
    append(book / "references.bib", WORK.format("aubakirova2021", "Aubakirov, G. and Isatayeva, F."))
    run = CliRunner().invoke(main, ["--root", str(book), "check"])
    said = "the work 'aubakirova2021' is by 'Aubakirov', which its key spells otherwise; see which of both is right"
    assert (run.exit_code, run.output.count(said)) == (0, 1), run.output
    assert f"references.bib:{lines + 3}: {said}" in run.output


@pytest.mark.parametrize(
    ("key", "author"),
    [
        ("mueller2010", "Müller, A."),
        ("lukasiewicz2010", "Łukasiewicz, Jan"),
        ("vanrossum1995", "van Rossum, Guido"),
        ("rossum1995", "van Rossum, Guido"),
        ("garcia1967", "García Márquez, Gabriel"),
        ("johnsonb2010", "Johnson, Boris"),
        ("knuthplass1981", "Knuth, Donald and Plass, Michael"),
        ("national2019", "{National Council}"),
        ("gost2019", "Gosling, James"),
        ("snow-report", "Doe, Jane"),
        ("Tokayev:2019", "Tokayev, Kassym-Jomart"),
    ],
)
def test_a_key_that_says_the_name_or_something_else_is_none(tmp_path: Path, key: str, author: str) -> None:
    book = copy_book("weather", tmp_path)
    append(book / "references.bib", WORK.format(key, author))
    assert list(misspelt_names(book)) == []
