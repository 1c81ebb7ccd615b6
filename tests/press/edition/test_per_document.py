"""Values that are kept with each document, as Sphinx keeps documents."""

from __future__ import annotations

import pickle
from functools import partial
from types import SimpleNamespace
from typing import Any

from sphinx.events import EventManager

from press.edition.per_document import PerDocument

WORDS = PerDocument[list[str]]("words")


def run() -> tuple[Any, EventManager]:
    """An environment, and the events of an application that keep words with its documents."""
    app: Any = SimpleNamespace(pdb=False)
    events = app.events = EventManager(app)
    app.connect = partial(events.connect, priority=500)
    WORDS.setup(app)
    return SimpleNamespace(), events


def test_a_document_that_is_purged_takes_its_values_along() -> None:
    env, events = run()
    WORDS.of(env).update({"rain": ["wet"], "snow": ["cold"]})
    for docname in ("rain", "unknown"):
        events.emit("env-purge-doc", env, docname)
    assert WORDS.of(env) == {"snow": ["cold"]}


def test_what_another_process_read_is_added_and_nothing_else_of_it() -> None:
    env, events = run()
    other: Any = SimpleNamespace()
    WORDS.of(env)["rain"] = ["wet"]
    WORDS.of(other).update({"rain": ["stale"], "snow": ["cold"]})
    events.emit("env-merge-info", env, {"snow"}, other)
    assert WORDS.of(env) == {"rain": ["wet"], "snow": ["cold"]}


def test_values_are_part_of_the_environment_that_sphinx_stores_each_under_its_name() -> None:
    env, _ = run()
    WORDS.of(env)["rain"] = ["wet"]
    PerDocument[int]("counts").of(env)["rain"] = 3
    again = pickle.loads(pickle.dumps(env))
    assert WORDS.of(again) == {"rain": ["wet"]}
