"""The date of all that is made from a book: that of its last commit, wherever it is built."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from press.core.caches import clear_caches
from press.core.project import dated, last_change, source_epoch

# 26 November 2026, 22:30 in UTC: in Kazakhstan it is the 27th.
COMMITTED = 1795732200


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    when = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), f"{COMMITTED} +0500")
    who = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "A", "GIT_COMMITTER_NAME": "A"}
    mail = {"GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_EMAIL": "a@example.org"}
    for arguments in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "Begin"]):
        subprocess.run(["git", "-C", tmp_path, *arguments], check=True, env={**os.environ, **when, **who, **mail})
    clear_caches()
    return tmp_path


def test_a_book_was_changed_on_the_day_of_its_last_commit_in_utc(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Almaty")
    assert last_change(root) == dt.date(2026, 11, 26)
    # What is made is dated to the beginning of that day.
    assert source_epoch(root) == str(COMMITTED)
    assert dt.datetime.fromtimestamp(int(dated(root)), dt.UTC) == dt.datetime(2026, 11, 26, tzinfo=dt.UTC)


def test_a_date_that_is_given_wins_and_is_left_as_it_is(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000001")
    assert dated(root) == "1700000001"
    assert last_change(root) == dt.date(2023, 11, 14)


def test_a_book_without_commits_has_no_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    # Some folder above may be a repository.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    clear_caches()
    assert (source_epoch(tmp_path), dated(tmp_path), last_change(tmp_path)) == ("", "", None)
