"""Hyphenate text: most languages are left to Typst, others (Kazakh) get soft hyphens in their words."""

from __future__ import annotations

from docutils import nodes

from press.core.formats import language_of
from press.language.registry import profile_of

#: Languages whose words Typst can break.
# fmt: off
BY_TYPST = frozenset((
    "af", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "is", "it", "ka", "ku",
    "la", "lt", "mn", "nb", "nl", "nn", "pl", "pt", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk",
))
# fmt: on
#: The fewest letters of a hyphenated word: fewer than on the site, as the lines of a book have more places to choose from than those on a phone.
_SHORTEST = 6


class unhyphenated(nodes.container):  # noqa: N801  docutils' nodes are written small
    """The contents of the first two pages, where no word is hyphenated."""


#: Nodes in which no word is hyphenated.
_UNHYPHENATED = (
    unhyphenated,
    nodes.title,
    nodes.subtitle,
    nodes.caption,
    nodes.rubric,
    nodes.table,
    nodes.literal,
    nodes.FixedTextElement,
)


def is_hyphenated(language: str) -> bool:
    """Return whether lines of ``language`` can be justified; those of others are set ragged, as they would have wide gaps."""
    return language in BY_TYPST or profile_of(language).hyphenate is not None


def hyphenated_text(node: nodes.Text, language: str) -> str:
    """Return the text of ``node`` with soft hyphens where its language needs them; ``language`` is that of the book."""
    here, own = node.parent, ""
    while here is not None:
        if isinstance(here, _UNHYPHENATED):
            return node.astext()
        here, own = here.parent, own or language_of(here["classes"])
    hyphenate = profile_of(own or language).hyphenate
    return hyphenate(node.astext(), _SHORTEST) if hyphenate else node.astext()
