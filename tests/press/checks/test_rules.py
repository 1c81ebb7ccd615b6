"""The table of checks in CONTRIBUTING is what the checks say of themselves."""

from __future__ import annotations

from click.testing import CliRunner
from small_books import ROOT

from press.checks.registry import CHECKS
from press.checks.rules import rules_table, with_rules
from press.cli import main
from press.core.extensions import load_extensions


def test_the_table_of_checks_is_up_to_date() -> None:
    load_extensions(ROOT)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert rules_table() in text, "run: make rules"
    assert with_rules(text.replace(rules_table(), "an older table")) == text


def test_the_command_lists_each_check_with_its_kind_and_rule() -> None:
    listed = CliRunner().invoke(main, ["--root", str(ROOT), "check", "--list"]).output
    missing = [name for name, check in CHECKS.items() if f"| `{check.kind}` | `{name}` | {check.rule} |" not in listed]
    assert missing == []


def test_each_check_says_what_it_finds() -> None:
    load_extensions(ROOT)
    assert [name for name, check in CHECKS.items() if not check.rule] == []
