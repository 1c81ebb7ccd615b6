"""Describe the functions that notebooks import, from their signatures and docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from press.docs.markup import docstring

MODULES = ("press.publish", "press.tables", "press.references", "press.project")


def functions() -> dict[str, Callable[..., Any]]:
    """Return the functions by their full names."""
    modules = {name: import_module(name) for name in MODULES}
    return {f"{name}.{each}": getattr(module, each) for name, module in modules.items() for each in module.__all__}


def functions_page() -> Iterator[str]:
    """Yield the parts of the page on functions."""
    yield "# Functions for notebooks"
    yield "What notebooks import from press, and no more: `from press import publish`."
    for name, function in functions().items():
        yield f"## `{name}`"
        # Annotations are text until somebody asks for them.
        signature = str(inspect.signature(function)).replace("'", "")
        yield f"```python\n{name.rpartition('.')[2]}{signature}\n```"
        yield docstring(function)
