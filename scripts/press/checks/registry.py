"""Name the checks of press and those that extensions of a book add in ``setup_press()``, and run them.

All faults are told at once, without a build.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from press.checks import files, languages, links, slips, style
from press.checks.check import CHAPTERS, DATA, KINDS, WORDS, Check, DocumentCheck
from press.checks.counterparts import PARITY, differences
from press.core.errors import PressError
from press.core.registry import Registry
from press.core.settings import CONFIG, WITHOUT_CHECKS
from press.core.text import near_names
from press.data.sources import Sources

_CHECKS = {
    "settings": Check(DATA, files.settings),
    "tables": Check(DATA, files.tables),
    "sources": Check(DATA, files.sources),
    "works": Check(DATA, files.works),
    "addresses": Check(DATA, links.addresses),
    "undescribed": Check(DATA, files.undescribed_tables),
    "drafts": Check(DATA, files.drafts),
    "words-of-tables": Check(DATA, files.words_of_tables),
    "contents": Check(CHAPTERS, files.named_chapters),
    "structure": Check(CHAPTERS, files.structure),
    "alphabets-of-labels": Check(WORDS, languages.alphabets_of_labels),
    "style-of-labels": Check(WORDS, style.style_of_labels),
    "catalogues": Check(WORDS, languages.catalogues),
    "languages-of-labels": Check(WORDS, languages.languages_of_labels),
}
CHECKS: Registry[Check] = Registry("check", _CHECKS)
# With faults of these no notebook runs, and no chapter is read.
_BEFORE_READING = ("words-of-tables", "contents")
_DOCUMENT_CHECKS: dict[str, DocumentCheck] = {
    "slips": slips.slips,
    "front-matter": slips.front_matter_values,
    "pictures": slips.pictures,
    "numbers": slips.numbers,
    "typed-digits": slips.typed_digits,
    "alphabets": languages.alphabets,
    "style": style.style,
    "languages": languages.languages,
    "translations": languages.untranslated,
}
DOCUMENT_CHECKS: Registry[DocumentCheck] = Registry("document check", _DOCUMENT_CHECKS)


def of_chapters() -> dict[str, Callable[..., object]]:
    """Return the checks of documents that Sphinx has read, by name."""
    return {**DOCUMENT_CHECKS, PARITY: differences}


def rules() -> list[tuple[str, str, str]]:
    """Return kind, name and rule of each check."""
    checks: list[tuple[str, str, object]] = [(check.kind, name, check.find) for name, check in CHECKS.items()]
    checks += [(CHAPTERS, name, find) for name, find in of_chapters().items()]
    texts = ((kind, name, " ".join((find.__doc__ or "").split())) for kind, name, find in checks)
    return [(kind, name, text.removeprefix("Find ").rstrip(".")) for kind, name, text in texts]


def chosen_checks(chosen: Iterable[str] = (), without: Collection[str] = ()) -> dict[str, Check]:
    """Return the checks of which ``chosen`` has the name or the kind, by default all but those to go ``without``.

    Raise PressError where one of both names no check.
    """
    wanted, known = set(chosen), [*KINDS, *CHECKS, *of_chapters()]
    for name in sorted(wanted.difference(known)):
        remedy = f"name a check or a kind such as {near_names(name, known)}"
        raise PressError(f"there is no check '{name}'", remedy=remedy)
    for name in sorted(set(without).difference(known[len(KINDS) :], ["sphinx"])):
        remedy = f"write {near_names(name, known[len(KINDS) :])}, or remove it; press check --list has all names"
        raise PressError(f"{WITHOUT_CHECKS} names '{name}', which is no check", file=CONFIG, remedy=remedy)
    return {
        name: check
        for name, check in CHECKS.items()
        if ({name, check.kind} & wanted if wanted else name not in without)
    }


def check_sources(sources: Sources, checks: Mapping[str, Check]) -> tuple[list[str], bool]:
    """Return what ``checks`` find in a book's files, and whether these are sound enough to run notebooks and to read chapters."""
    faults, is_whole = list[str](), True
    # The first fault of each source that cannot be read: other checks that need the same file have nothing to add.
    unread: dict[str, str] = {}
    for name, check in sorted(checks.items(), key=lambda item: KINDS.index(item[1].kind)):
        try:
            for fault in check.find(sources):
                if isinstance(fault, PressError):
                    unread.setdefault(str(fault.file or fault), str(fault))
                else:
                    faults.append(f"{fault} [{name}]")
                    is_whole = is_whole and name not in _BEFORE_READING
        except PressError as error:
            unread.setdefault(str(error.file or error), str(error))
    return list(dict.fromkeys([*unread.values(), *faults])), is_whole and not unread
