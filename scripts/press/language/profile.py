"""The record of a language: all that press has to know of it beyond what CLDR, Sphinx, browsers and Typst know themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.core.resources import press_path

LOCALE = press_path("language/locale")
# The case of a counted noun that a hedge may ask for; cases of the number itself are named by who declines it.
GENITIVE = "genitive"


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    """What is true of one language. What is left out is as CLDR, Sphinx and docutils have it.

    - ``tag``: as in ``press_editions``; ``cldr``: the locale whose dates and numbers it has, where that is another;
      ``langid``: its name in biblatex.
    - ``locale_dir``: the folder of gettext catalogues, as ``<tag>/LC_MESSAGES/<domain>.po``; ``stems``: a script for the search
      that cuts endings, with what ``language/locale/kk/stems.js`` exports.
    - ``alphabet``: small letters in their order.
    - ``quotation_marks``: outer and inner pair; ``dash``: between spaces; ``no_break``: regular expressions for spaces at which no
      line may end; ``abbreviations``: words whose full stop ends no sentence; ``referring``: those of them that lead to a
      reference ("see").
    - ``hyphenate(text, shortest)``: soft hyphens in the words of so many letters, where browsers and Typst divide none.
    - ``lowercase_numref``: the names of figures and tables are written small within a sentence.
    - ``ordinal_endings``: by CLDR's ordinal class, where ranks have an ending; ``scale_words``: the widths of CLDR's compact
      numbers in which "million" is looked for; ``currency_names``: by ISO code, where CLDR's are not what people write.
    - ``hedge_cases``: the case that a hedge ("more-than") asks for: GENITIVE of the counted noun, or one that
      ``decline_number(spelled, case)`` knows.
    """

    tag: str
    cldr: str = ""
    langid: str = ""
    locale_dir: Path = LOCALE
    stems: Path | None = None
    alphabet: str = ""
    quotation_marks: tuple[str, str] | None = None
    dash: str = ""
    no_break: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()
    hyphenate: Callable[[str, int], str] | None = None
    lowercase_numref: bool = False
    ordinal_endings: Mapping[str, str] = field(default_factory=dict)
    scale_words: tuple[str, ...] = ("short", "long")
    currency_names: Mapping[str, str] = field(default_factory=dict)
    hedge_cases: Mapping[str, str] = field(default_factory=dict)
    decline_number: Callable[[str, str], str] | None = None
