"""Tell roles and directives as their classes do."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docutils.parsers.rst import Directive, directives, roles

from press.core.errors import PressError
from press.docs.snippets import Snippet

_COUNT = {0: "none", 1: "one"}


def press_directives() -> dict[str, type[Directive]]:
    """Return the directives that modules of press have registered with docutils, by name."""
    found: dict[str, Any] = directives._directives  # type: ignore[attr-defined]
    return {name: cls for name, cls in sorted(found.items()) if cls.__module__.startswith("press.")}


def press_roles() -> dict[str, type]:
    """Return the classes of the roles that modules of press have registered, by name."""
    found: dict[str, Any] = roles._roles  # type: ignore[attr-defined]
    return {name: type(role) for name, role in sorted(found.items()) if type(role).__module__.startswith("press.")}


def roles_page(snippets: Mapping[str, Snippet]) -> Iterator[str]:
    """Yield the parts of the page of roles."""
    yield "# Roles"
    yield "What stands within a sentence: a name in braces and a text between backticks."
    for name, cls in press_roles().items():
        yield from _about(name, cls)
        yield from _options(cls)
        yield from _shown(name, snippets)


def directives_page(snippets: Mapping[str, Snippet]) -> Iterator[str]:
    """Yield the parts of the page of directives."""
    yield "# Directives"
    yield "What stands in a block of its own: a fence of colons, a name in braces, an argument if it takes one, then options and content."
    for name, cls in press_directives().items():
        yield from _about(name, cls)
        yield f"Arguments: {_COUNT[cls.required_arguments]}. Content: {'needed' if cls.has_content else 'none'}."
        yield from _options(cls)
        yield from _shown(name, snippets)


def docstring(item: object) -> str:
    """Return the docstring of ``item``, as Markdown."""
    return (inspect.getdoc(item) or "").replace("``", "`")


def summary(item: object) -> str:
    """Return the first sentence of the docstring of ``item``, as Markdown."""
    return docstring(item).partition("\n")[0]


def option_help(cls: type) -> dict[str, str]:
    """Return the options of a role or directive with what they say."""
    return getattr(cls, "option_help", {})


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    lines = [list(head), ["---"] * len(list(head)), *map(list, rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _about(name: str, cls: type) -> Iterator[str]:
    yield f"## `{name}`"
    yield docstring(cls)


def _options(cls: type) -> Iterator[str]:
    if option_help(cls):
        yield table(["option", "what it says"], ((f"`{name}`", text) for name, text in option_help(cls).items()))


def _shown(name: str, snippets: Mapping[str, Snippet]) -> Iterator[str]:
    if name not in snippets:
        raise PressError(
            f"no snippet shows '{name}'",
            remedy=f"write a chapter {name}.md with 'element' and 'text' in its front matter",
        )
    snippet = snippets[name]
    yield f"````markdown\n{snippet.source}\n````"
    yield f"On a page this makes `{snippet.element}`, and readers see:"
    yield f"> {snippet.text}"
