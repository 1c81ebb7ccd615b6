"""`press check --list`: each check with its kind and rule."""

from __future__ import annotations

from click.testing import CliRunner
from small_books import ROOT

from press.checks.registry import CHECKS, of_chapters, rules
from press.cli import main
from press.core.extensions import load_extensions


def test_the_command_lists_each_check_with_its_kind_and_rule() -> None:
    load_extensions(ROOT)
    listed = CliRunner().invoke(main, ["--root", str(ROOT), "check", "--list"]).output.splitlines()
    assert {line.split("`")[3] for line in listed} == {*CHECKS, *of_chapters(), "sphinx"}


def test_each_check_says_what_it_finds() -> None:
    load_extensions(ROOT)
    assert [name for _, name, rule in rules() if not rule] == []
