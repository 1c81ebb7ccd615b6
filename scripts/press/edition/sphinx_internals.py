"""Reach into Sphinx, docutils and MyST-NB where they have no public way. Seen in Sphinx 7.4.7, docutils 0.21.2, MyST-NB 1.4.0.

Used elsewhere, where they belong: ``StandardDomain._resolve_numref_xref`` (`press.edition.numbering`) and
``StandaloneHTMLBuilder._write_serial`` (`press.builders.html.html_builder`), which a subclass overrides;
``HTML5Translator._table_row_indices`` (`press.directives.table_nodes`); ``HyperlinkAvailabilityChecker``
(`press.checks.links`), slow to import; ``_compressor`` of a file in a ZIP (`press.core.files`), of Python (3.11 to 3.13).
A test says which of them an upgrade has taken away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives, roles
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# An element without a class that names its language asks its parent by this name, which docutils 0.21 does not have.
nodes.Element.get_language = nodes.Element.get_language_code  # type: ignore[attr-defined]
# The node of what MyST-NB hides of a cell, which is no part of its interface.
HIDDEN_CELL = HideCodeCellNode


def disconnect(app: Sphinx, event: str, owner: object) -> None:
    """Disconnect the listeners to ``event`` that are ``owner``, or methods of that class or of one that inherits from it.

    `app.disconnect` asks for a number, which Sphinx tells no one but who has connected: ``EventManager.listeners``.
    """
    for listener in list(app.events.listeners[event]):
        if owner in (listener.handler, *type(getattr(listener.handler, "__self__", None)).__mro__):
            app.disconnect(listener.id)


@contextmanager
def doctrees_replaced(env: BuildEnvironment, substitutes: Mapping[str, nodes.Element]) -> Iterator[None]:
    """Have ``env.get_doctree`` return the substitute of a document, if there is one, in a ``with`` block.

    What numbers documents has no other source of them: ``BuildEnvironment.get_doctree``, replaced on the object.
    """
    read = env.get_doctree
    vars(env)["get_doctree"] = lambda docname: substitutes.get(docname) or read(docname)
    try:
        yield
    finally:
        del vars(env)["get_doctree"]


def forget_doctrees(env: BuildEnvironment) -> None:
    """Drop the documents that ``env`` holds in memory, which a second build would use as they were, and pickle.

    Sphinx is made to build once: ``BuildEnvironment._pickled_doctree_cache``, and ``master_doctree``, a cached property.
    """
    env._pickled_doctree_cache.clear()
    vars(env).pop("master_doctree", None)


def role_names() -> set[str]:
    """Return the names of roles of no domain, which docutils lists nowhere: ``_roles``, ``_role_registry``."""
    return {*roles._roles, *roles._role_registry}  # type: ignore[attr-defined]


def directive_names() -> set[str]:
    """Return the names of directives of no domain, likewise: ``_directives``, ``_directive_registry``."""
    return {*directives._directives, *directives._directive_registry}  # type: ignore[attr-defined]


def as_before(translator: Any, node: nodes.Element, method: str) -> None:
    """Call the ``method`` (``visit_figure``) of a translator that ``add_node(override=True)`` has replaced.

    Sphinx sets the new one on the object, so that the class has the old one still.
    """
    getattr(type(translator), method)(translator, node)
