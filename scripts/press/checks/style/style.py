"""Check the prose of a book against its rules of style.

What was found in a file is kept from one run to the next, for as long as file and rules stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.checks.style.files import ProseFile, prose_files
from press.checks.style.matching import Broken, broken_rules
from press.checks.style.rules import read_rules, rules_file, style_faults
from press.core.caches import DiskCache
from press.core.digests import build_cache, digest_of
from press.core.errors import PressError


def _passed(material: Material) -> str:
    settings = material.settings
    number = sum(len(read_rules(settings, language)) for language in settings.languages)
    return f"{number} rules of style are kept" if number else "the book has no rules of style"


@check("style", WORDS, passed=_passed)
def style(material: Material) -> Iterator[Fault | PressError]:
    """Find words that break a rule of the book's style (`book/style/<language>.yml`), in chapters, notebooks, labels and catalogues."""
    unread = list(style_faults(material.settings))
    yield from unread
    if unread:
        return
    cache = build_cache(material.settings.build, "style")
    for language in material.settings.languages:
        yield from _faults(material, language, cache)
    cache.save()


def _faults(material: Material, language: str, cache: DiskCache) -> Iterator[Fault]:
    rules = read_rules(material.settings, language)
    digest = digest_of(rules_file(material.settings, language))

    def find(file: ProseFile) -> list[Broken]:
        return broken_rules(file.read(), rules, language)

    for file in prose_files(material, language) if rules else ():
        question = (language, digest, file.path.as_posix(), *file.state)
        for line, message in cache.get_or_compute(question, partial(find, file)):
            yield fault_at(file.path, line, message)
