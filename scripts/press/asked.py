"""What is asked for, results of notebooks and tables of data, while a document is read or a notebook runs."""

from __future__ import annotations

# Kind and name: ``("chart", "survey/answers")``, ``(TABLE, "survey")``.
Asked = tuple[str, str]
TABLE = "table of data"
# Which tables there are, and all else that the descriptor says of none of them.
PACKAGE = "data package"
# A notebook that is a document itself, with all its outputs.
NOTEBOOK = "notebook"

_ASKED: set[Asked] = set()


def ask(kind: str, name: str) -> None:
    """Note that something is asked for."""
    _ASKED.add((kind, name))


def asked() -> frozenset[Asked]:
    """What was asked for since `forget_asked` was called."""
    return frozenset(_ASKED)


def forget_asked() -> None:
    """Begin anew, with another document."""
    _ASKED.clear()
