"""Small questions about docutils nodes."""

from __future__ import annotations

from docutils import nodes

_LANGUAGE = "language-"


def ids(node: nodes.Element) -> list[str]:
    """The ids of a node."""
    return list(node.get("ids", []))


def classes(node: nodes.Element) -> list[str]:
    """The classes of a node."""
    return list(node.get("classes", []))


def elements(node: nodes.Element) -> list[nodes.Element]:
    """The children of a node that are not mere text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


def language_of(node: nodes.Element) -> str:
    """The language that a class of ``node`` says it is in (``language-ru``); empty where none does."""
    return next((name.removeprefix(_LANGUAGE) for name in classes(node) if name.startswith(_LANGUAGE)), "")
