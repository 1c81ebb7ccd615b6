"""Call a function in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from press.core.jobs import Job, run_jobs


def run_apart(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call the function in a child, as the extensions of a book may change what they like in a process."""
    outcome = run_jobs([Job("apart", function, arguments)])["apart"]
    if outcome.error:
        raise outcome.error
    return outcome.value
