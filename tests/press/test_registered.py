"""The page on the run of a document, and the reference, compared with what press registers in Sphinx.

Listeners and transforms of one priority run in the order in which they were registered, and some of them need what others leave: whoever
moves one changes the page by hand, and knows why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support.small_books import ROOT, copy_book

from press import project, publish, references, tables
from press.cli import main
from press.core.reading import load_yaml
from press.core.settings import SETTINGS, load_settings
from press.edition.jupyter_book import sphinx_settings
from press.make.sphinx_run import overrides

PAGE = ROOT / "docs" / "run-of-a-document.md"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """Sphinx when it is about to read the English edition of the small book with verdicts for pages."""
    root = copy_book("audit", tmp_path_factory.mktemp("registered"))
    config = sphinx_settings(root, overrides(load_settings(root), "en", "html"))
    out = root / "_build" / "out"
    with patch_docutils(str(root)), docutils_namespace():
        yield Sphinx(root, None, out, out / "doctrees", "html", confoverrides=config, status=None, warning=None)


def in_order(registered: Iterable[tuple[int, object]]) -> list[tuple[int, str]]:
    """Priorities and names of what is of press, as it runs: by priority, those of one priority as they were registered."""
    ours = [
        (priority, thing) for priority, thing in registered if getattr(thing, "__module__", "").startswith("press.")
    ]
    return list(dict.fromkeys((priority, name(thing)) for priority, thing in sorted(ours, key=lambda pair: pair[0])))


def name(thing: object) -> str:
    """A function, method or class with its module, without the packages around it."""
    return f"{str(thing.__module__).rpartition('.')[2]}.{getattr(thing, '__qualname__', type(thing).__qualname__)}"


def test_the_page_lists_each_listener_and_transform_in_its_order(app: Sphinx) -> None:
    registered = {
        event: in_order((listener.priority, listener.handler) for listener in listeners)
        for event, listeners in app.events.listeners.items()
    }
    for kind in ("transforms", "post_transforms"):
        transforms = getattr(app.registry, kind)
        registered[kind] = in_order((transform.default_priority or 0, transform) for transform in transforms)
    listed: dict[str, list[tuple[int, str]]] = {}
    for event, priority, thing in re.findall(
        r"^### `(.+?)`|^- (\d+) `(.+?)` ", PAGE.read_text(encoding="utf-8"), re.MULTILINE
    ):
        if event:
            rows = listed[event] = []
        else:
            rows.append((int(priority), thing))
    assert listed == {event: rows for event, rows in registered.items() if rows}


def test_the_reference_tells_each_role_directive_setting_command_and_function(app: Sphinx) -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "reference").glob("*.md")}
    registered = {"roles.md": roles._roles, "directives.md": directives._directives}  # type: ignore[attr-defined]
    ours = [
        (page, f"## `{name}`")
        for page, known in registered.items()
        for name, thing in known.items()
        if getattr(thing, "__module__", type(thing).__module__).startswith("press.")
    ]
    known = {
        *load_yaml(SETTINGS)["properties"],
        *(name for name in app.config.values if name.startswith(("press_", "typst_"))),
    }
    ours += [("settings.md", f"| `{name}` |") for name in known]
    ours += [("commands.md", f"## `press {name}`") for name in main.commands]
    ours += [
        ("functions.md", f"## `{public.__name__}.{name}`")
        for public in (publish, tables, references, project)
        for name in public.__all__
    ]
    assert len(ours) > 40
    assert [(page, name) for page, name in ours if name not in told[page]] == []
