"""The order in which press takes its turn in a run of Sphinx, as `registered.txt` has it.

Listeners and transforms of one priority run in the order in which they were registered, and some of them need what others leave:
whoever moves one changes that list by hand, and knows why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support.small_books import ROOT, copy_book

from press import project, publish, references, tables
from press.cli import main
from press.core.settings import load_settings
from press.edition.jupyter_book import sphinx_settings
from press.make.sphinx_run import overrides

LIST = Path(__file__).with_name("registered.txt")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """Sphinx as it stands when it is about to read the English edition of a small book for pages."""
    root = copy_book("weather", tmp_path_factory.mktemp("registered"))
    config = sphinx_settings(root, overrides(load_settings(root), "en", "html"))
    out = root / "_build" / "out"
    with patch_docutils(str(root)), docutils_namespace():
        yield Sphinx(root, None, out, out / "doctrees", "html", confoverrides=config, status=None, warning=None)


def in_order(found: Iterable[tuple[int, object]]) -> list[str]:
    """What is of press among ``found``, as it runs: by priority, those of one priority as they were registered."""
    ours = [(priority, thing) for priority, thing in found if getattr(thing, "__module__", "").startswith("press.")]
    return [f"  {priority} {_name(thing)}" for priority, thing in sorted(ours, key=lambda pair: pair[0])]


def _name(thing: object) -> str:
    return str(getattr(thing, "__qualname__", type(thing).__qualname__))


def registered(app: Sphinx) -> Iterator[str]:
    """The lines of the list, as ``app`` has it."""
    for event, listeners in sorted(app.events.listeners.items()):
        if lines := in_order((listener.priority, listener.handler) for listener in listeners):
            yield from (f"at {event}", *lines)
    for kind, transforms in {
        "transforms, when a document is read": app.registry.transforms,
        "transforms, when a document is written": app.registry.post_transforms,
    }.items():
        yield from (kind, *in_order((transform.default_priority or 0, transform) for transform in transforms))


def test_listeners_and_transforms_run_in_the_order_of_the_list(app: Sphinx) -> None:
    assert list(registered(app)) == LIST.read_text(encoding="utf-8").splitlines()


def test_the_reference_tells_each_role_directive_setting_command_and_function(app: Sphinx) -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md")}
    registered = {"roles.md": roles._roles, "directives.md": directives._directives}  # type: ignore[attr-defined]
    ours = [
        (page, f"## `{name}`")
        for page, known in registered.items()
        for name, thing in known.items()
        if getattr(thing, "__module__", type(thing).__module__).startswith("press.")
    ]
    ours += [("settings.md", f"| `{name}` |") for name in app.config.values if name.startswith(("press_", "typst_"))]
    ours += [("commands.md", f"## `press {name}`") for name in main.commands]
    ours += [
        ("functions.md", f"## `{public.__name__}.{name}`")
        for public in (publish, tables, references, project)
        for name in public.__all__
    ]
    assert len(ours) > 40
    assert [(page, name) for page, name in ours if name not in told[page]] == []
