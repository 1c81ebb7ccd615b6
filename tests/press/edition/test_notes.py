"""What is noted of documents decides which pages are written again, and which cached ones are used."""

from __future__ import annotations

import pickle
from typing import Any

from press.edition.notes import ALL, DEPENDENCIES, leave_notes, made_from, pages_to_write

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


def test_a_page_is_made_from_what_its_document_asked_for_and_what_it_shows_of_others() -> None:
    env: Any = Environment()
    seen = set()
    for dependencies, title in (({ALL: "1"}, "x"), ({ALL: "2"}, "x"), ({ALL: "2", RAIN: "19"}, "x"), ({ALL: "2"}, "y")):
        DEPENDENCIES.of(env)["a"] = dependencies
        pages_to_write(env, "titles", {"a": title})
        seen.add(made_from(env, "a"))
    assert len(seen) == 4


def test_the_order_in_which_a_document_asked_does_not_count() -> None:
    env: Any = Environment()
    DEPENDENCIES.of(env).update({"a": {ALL: "1", RAIN: "19"}, "b": {RAIN: "19", ALL: "1"}})
    assert made_from(env, "a") == made_from(env, "b")


def test_of_a_document_of_another_project_nothing_is_known() -> None:
    env: Any = Environment()
    DEPENDENCIES.of(env)["a"] = {RAIN: "19"}
    assert made_from(env, "a") == made_from(env, "unread") == ""
