"""What an editor adds to a chapter of this book while it is measured."""

from __future__ import annotations

import re
from pathlib import Path

# Ordinary words, with what typography looks at: marks, a dash, a space that does not break.
SENTENCES = {
    "en": ("A reader may ask “who says so?” and look it up.",),
    "kk": (
        "Оқырман «мұны кім айтты?» деп сұрауы мүмкін.",
        "Бұл\u00a0– ескі сұрақтың жаңа түрі.",
        "Жауап әзірге жоқ; оны іздеген жөн…",
        "Мәтіннің осы жері\u00a0де келесі басылымда қаралады.",
    ),
}
# Between empty lines, so that it is neither the caption of a chart nor a note.
_PARAGRAPH = re.compile(r"(?<=\n\n)[^\W\d_][^\n]*[.?…](?=\s*\n\n|\s*\Z)")


def add_a_sentence(chapter: Path, sentence: str) -> None:
    """Put a sentence at the end of the last paragraph of a ``chapter`` that is words and nothing else."""
    text = chapter.read_text(encoding="utf-8")
    end = [found.end() for found in _PARAGRAPH.finditer(text)][-1]
    chapter.write_text(f"{text[:end]} {sentence}{text[end:]}", encoding="utf-8")
