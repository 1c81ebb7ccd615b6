"""The table of checks in CONTRIBUTING is what the checks say of themselves."""

from __future__ import annotations

from click.testing import CliRunner
from small_books import ROOT

from press.checks.registry import CHECKS, collected
from press.cli import main
from press.core.extensions import load_extensions


def test_the_command_lists_each_check_with_its_kind_and_rule_and_contributing_has_its_line() -> None:
    load_extensions(ROOT)
    listed = CliRunner().invoke(main, ["--root", str(ROOT), "check", "--list"]).output.splitlines()
    assert {line.split("`")[3] for line in listed} == {*CHECKS, *collected(), "sphinx"}
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, table = text.partition("\n| kind | check | what it finds |\n|---|---|---|\n")
    assert set(table.partition("\n\n")[0].splitlines()) == set(listed), (
        "have CONTRIBUTING say what press check --list says"
    )


def test_each_check_says_what_it_finds() -> None:
    load_extensions(ROOT)
    rules = {**{name: check.rule for name, check in CHECKS.items()}, **collected()}
    assert [name for name, rule in rules.items() if not rule] == []
