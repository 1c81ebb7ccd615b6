"""Define the kinds of results that notebooks publish, and their format in a notebook.

Standard MIME types under the metadata that ``myst_nb.glue`` writes, and beside it a ``press`` entry: key, kind, language,
sources; for a chart the claims that it draws, where it names them; for a number value, unit, digits, scale.

How chapters embed each kind is defined in `press.directives.embeds`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from press.core.registry import Registry

# MyST-NB's own prefix for glued outputs that are not to be displayed.
HIDDEN_PREFIX = "application/papermill.record/"


def _unchanged(content: Any, label: Callable[[str], str]) -> Any:
    return content


@dataclass(frozen=True)
class ResultKind:
    """A kind of result with its ``name`` and the MIME type ``mime`` of its content.

    ``localise`` returns the content in one language, given a function that returns the label of a code. ``file_mark`` distinguishes the
    names of its downloads from those of a result of another kind with the same name.
    """

    name: str
    mime: str
    localise: Callable[[Any, Callable[[str], str]], Any] = _unchanged
    file_mark: str = ""


NUMBER = ResultKind("number", "text/plain")
CHART = ResultKind("chart", "application/vnd.vegalite.v6+json")
TABLE = ResultKind("table", "application/vnd.dataresource+json", file_mark="-table")
KINDS = Registry("kind of result", {kind.name: kind for kind in (NUMBER, CHART, TABLE)})
