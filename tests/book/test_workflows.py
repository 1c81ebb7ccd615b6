"""Workflows: what zizmor, which `make test` runs, does not look at."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from small_books import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}


def jobs(name: str) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(WORKFLOWS[name])["jobs"]
    return found


@pytest.mark.parametrize("name", WORKFLOWS)
def test_an_action_is_named_by_its_commit_with_its_version_beside_it(name: str) -> None:
    for action in re.findall(r"uses: (\S+@.*)", WORKFLOWS[name]):
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action)


def test_one_version_of_an_action_is_used_everywhere() -> None:
    used = {action for text in WORKFLOWS.values() for action in re.findall(r"uses: (\S+)@(\S+)", text)}
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize("name", WORKFLOWS)
def test_nothing_is_allowed_but_what_a_job_says_and_no_job_runs_for_hours(name: str) -> None:
    assert yaml.safe_load(WORKFLOWS[name])["permissions"] == {}
    for job in jobs(name).values():
        assert job["permissions"]
        assert job.get("timeout-minutes", 0) <= 60
        assert "timeout-minutes" in job or "uses" in job


def test_who_can_write_runs_no_code_of_the_book() -> None:
    for job in (job for name in WORKFLOWS for job in jobs(name).values()):
        if "write" in job["permissions"].values():
            assert not any("checkout" in step.get("uses", "") for step in job.get("steps", []))


def test_each_target_of_make_that_a_workflow_runs_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"run: make ([a-z]+)", "\n".join(WORKFLOWS.values())):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_what_renews_the_lock_looks_at_the_file_that_is_locked() -> None:
    settings = json.loads((ROOT / ".github" / "renovate.json").read_text(encoding="utf-8"))
    (pattern,) = settings["pip-compile"]["managerFilePatterns"]
    assert re.search(pattern.strip("/"), "requirements.txt")
    assert not re.search(pattern.strip("/"), "tests/requirements.txt")
