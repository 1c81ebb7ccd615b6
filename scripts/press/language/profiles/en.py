"""English, also the language of msgids and of APA style."""

from __future__ import annotations

from press.core.reading import load_yaml
from press.core.resources import press_path
from press.language.profile import Language

_WORDS = load_yaml(press_path("language/profiles/en.yml"))
ENGLISH = Language(
    **_WORDS["record"],
    cardinal=lambda number, case, gender: str(_WORDS["cardinals"][number - 1]),
    ordinal=lambda number, case, gender: str(_WORDS["ordinals"][number - 1]),
)
