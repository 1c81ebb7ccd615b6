"""The case of "рисунок 1" in running text: Russian writes it with a capital only where a sentence begins."""

from __future__ import annotations

import re

from docutils import nodes

# Languages whose names of figures and tables are common nouns within a sentence. English writes them with a capital, and
# Kazakh begins with the number: "1-сурет".
_SMALL_WITHIN = ("ru",)
_ENDED = re.compile(r"[.!?…][»“”\")\]]*$")
_SHORTENED = re.compile(r"(?<!\w)(?:см|ср|напр)\.$", re.IGNORECASE)


def suited(reference: nodes.Element, place: nodes.Node, language: str) -> None:
    """Change the words of ``reference``, which stands at ``place``, to the case that the sentence asks for."""
    if language not in _SMALL_WITHIN or begins_sentence(place):
        return
    words = next(iter(reference.findall(nodes.Text)), None)
    if words is not None:
        words.parent.replace(words, nodes.Text(words[:1].lower() + words[1:]))


def begins_sentence(place: nodes.Node) -> bool:
    """Whether nothing of its sentence stands before ``place``. What is neither text nor empty is part of a sentence."""
    while isinstance(place.parent, nodes.TextElement):
        siblings = place.parent.children
        at = next(number for number, sibling in enumerate(siblings) if sibling is place)
        for before in reversed(siblings[:at]):
            if not isinstance(before, nodes.Text):
                return False
            if text := before.rstrip():
                return bool(_ENDED.search(text)) and not _SHORTENED.search(text)
        place = place.parent
    return True
