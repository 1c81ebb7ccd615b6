"""Words that Sphinx translates once for the whole process, when its modules are loaded."""

from __future__ import annotations

from sphinx.domains import changeset
from sphinx.domains.std import StandardDomain
from sphinx.locale import _

_CHANGES = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}
# Kinds of things that a search can find.
_OBJECTS = {
    "term": "glossary term",
    "token": "grammar token",
    "label": "reference label",
    "envvar": "environment variable",
    "cmdoption": "program option",
    "doc": "document",
}
_SPECIAL_PAGES = {"genindex": "Index", "modindex": "Module Index", "search": "Search Page"}


def translate_tables() -> None:
    """Translate them again, by the catalogues as they now are."""
    for name, english in _CHANGES.items():
        changeset.versionlabels[name] = _(english)
    for name, english in _OBJECTS.items():
        StandardDomain.object_types[name].lname = _(english)
    labels = StandardDomain.initial_data["labels"]
    for name, english in _SPECIAL_PAGES.items():
        page, anchor, _title = labels[name]
        labels[name] = (page, anchor, _(english))
