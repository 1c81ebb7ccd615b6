"""What is noted of documents decides which pages are written again, and which cached ones are used."""

from __future__ import annotations

import pickle
from typing import Any

from press.edition.notes import leave_notes, pages_to_write

RAIN = ("number", "rain/total")


class Environment:
    """Stands for that of Sphinx, which notes are kept in and which is pickled for the next run."""


def test_a_page_is_written_again_once_its_digest_has_changed() -> None:
    env: Any = Environment()
    assert pages_to_write(env, "titles", {"b": "1", "a": "1"}) == ["a", "b"]
    assert pages_to_write(env, "titles", {"b": "1", "a": "1"}) == []
    assert pages_to_write(env, "titles", {"b": "2", "a": "1"}) == ["b"]


def test_a_run_that_leaves_notes_alone_writes_no_page_for_them_and_says_so_to_no_later_run() -> None:
    env: Any = Environment()
    leave_notes(env)
    assert pages_to_write(env, "titles", {"a": "1"}) == []
    later = pickle.loads(pickle.dumps(env))
    assert pages_to_write(later, "titles", {"a": "1"}) == ["a"]


def test_digests_of_different_things_do_not_meet() -> None:
    env: Any = Environment()
    pages_to_write(env, "titles", {"a": "1"})
    assert pages_to_write(env, "citations", {"a": "1"}) == ["a"]
    assert pages_to_write(env, "titles", {"a": "1"}) == []
