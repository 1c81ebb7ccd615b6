"""Checks are chosen by name or kind, and listed by `press check --list`."""

from __future__ import annotations

from click.testing import CliRunner
from small_books import ROOT

from press.checks.registry import CHECKS, chosen_checks, of_chapters
from press.cli import main
from press.core.extensions import load_extensions


def names_of(*chosen: str) -> list[str]:
    return list(chosen_checks(chosen))


def test_a_kind_stands_for_its_checks_and_a_check_for_itself() -> None:
    assert set(names_of()) == set(CHECKS)
    assert names_of("settings", "drafts") == ["settings", "drafts"]
    assert {"tables", "works", "drafts"} <= set(names_of("data"))
    assert "style" not in names_of("data")


def test_the_command_lists_each_check_with_its_kind_and_rule() -> None:
    load_extensions(ROOT)
    listed = CliRunner().invoke(main, ["--root", str(ROOT), "check", "--list"]).output.splitlines()
    assert {line.split("`")[3] for line in listed} == {*CHECKS, *of_chapters(), "sphinx"}
