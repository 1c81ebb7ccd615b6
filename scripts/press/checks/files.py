"""Check the files of a book, beside the text of its chapters.

These are settings, contents, tables and their words, works, notebooks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from bibtexparser.model import Entry

from press.checks.check import Fault, errors_of
from press.checks.style import read_rules
from press.citation.settings import BY_LANGUAGE, SETTING, citation_faults
from press.core.errors import PressError
from press.core.files import is_file, shown_path, visible
from press.core.reading import Keys, leaves, line_in, load_yaml, schema_faults
from press.core.resources import press_path
from press.core.settings import CONFIG, sphinx_config
from press.core.source_files import bibliography_files, missing_bibliography
from press.core.text import lines_of, read_utf8
from press.data.accept import TO_WRITE, undescribed
from press.data.claims import CLAIMS, check_claims
from press.data.references import check_bibliography, read_library
from press.data.sources import Sources
from press.data.validation import check_citations
from press.data.vocabulary import missing_words
from press.edition.chapters import ENDINGS, TOC, contents, toc_entries
from press.edition.jupyter_book import book_schema, contents_fault
from press.language.catalogues import book_locale, read_catalogue
from press.language.scripts import script_of
from press.notebooks.results import read_notebook

_CONFIG = ("sphinx", "config")
# As Sphinx External ToC reads them; keys of `options` and `defaults` are those of parts and chapters.
_TOC_KEYS = (
    *("format", "root", "defaults", "options", "meta", "parts", "subtrees", "chapters", "sections", "entries", "items"),
    *("caption", "numbered", "maxdepth", "titlesonly", "reversed", "hidden", "file", "glob", "url", "title"),
)
_PLACE = re.compile(r" @ '(?P<place>[^']*)'")
# The fields that a type of works has, and the forms of what fields say.
_WORKS = load_yaml(press_path("checks/works.yml"))
_PEOPLE = re.compile(r"(?:author|editor)(?:_.+)?")


def settings(sources: Sources) -> Iterator[Fault]:
    """Find settings of Jupyter Book and of editions that nothing knows or that stand elsewhere, values of another type than Jupyter Book asks for, and what is wrong in `press_citation`."""
    path, config = sources.root / CONFIG, sphinx_config(sources.root)
    given, languages = config.get(SETTING) or {}, sources.settings.languages
    words = {"required": languages, "properties": {key: {} for key in languages}, "additionalProperties": False}
    by_language = {"properties": dict.fromkeys(BY_LANGUAGE, words) | {"style": words | {"required": []}}}
    for above, faults in (
        ((), schema_faults(load_yaml(path), book_schema())),
        ((*_CONFIG, SETTING), (*citation_faults(given), *schema_faults(given, by_language, SETTING))),
    ):
        for keys, fault in faults:
            yield Fault(CONFIG, line_in(path, (*above, *keys)) or 1, fault)


def named_chapters(sources: Sources) -> Iterator[Fault]:
    """Find entries of the contents that name no chapter of the first language, or one with its suffix, chapters that no entry names, and contents that Sphinx cannot read."""
    settings, path = sources.settings, sources.root / TOC
    toc = load_yaml(path)
    entries = [(keys, name) for keys, name in toc_entries(toc) if keys[-1] != "glob"]
    faults = list[tuple[Keys, str]]()
    if error := contents_fault(toc):
        place = _PLACE.search(error)
        parts = filter(None, (place["place"] if place else "").split("/"))
        where: Keys = tuple(int(part) if part.isdecimal() else part for part in parts)
        # A chapter that is named twice has the fault at the second place.
        where = next((keys for keys, name in reversed(entries) if f"'{name}'" in error), where)
        faults.append((where, f"the contents cannot be read: {_PLACE.sub('', error)}; correct them here"))
    for above in dict.fromkeys(keys[: at + 1] for keys, _ in leaves(toc) for at in range(len(keys))):
        key = str(above[-1])
        if not key.isdecimal() and key not in _TOC_KEYS and (meant := get_close_matches(key, _TOC_KEYS, n=1)):
            faults.append((above, f"the contents have no key '{key}'; did you mean {meant[0]}?"))
    folder = f"{settings.book}/{settings.languages[0]}/"
    for keys, name in entries:
        stem = next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), "")
        # The next check tells of a chapter that this language alone lacks.
        is_known = any(f"{name}.md".removeprefix(folder) in chapters for chapters in sources.chapters.values())
        is_outside = not str(PurePosixPath(name)).startswith(folder)
        if stem and is_file(sources.root / name):
            faults.append((keys, f"the contents name '{name}' with its suffix; write '{stem}'"))
        elif is_outside and len(settings.languages) > 1 and is_file(sources.root / f"{name}.md"):
            message = f"the contents name '{name}', which every edition would show in one language"
            remedy = f"move it into {folder}, and write it in the folder of each other language"
            faults.append((keys, f"{message}; {remedy}"))
        elif not is_known and not any(is_file(sources.root / f"{name}{ending}") for ending in ENDINGS):
            words = f"the contents name '{name}', but there is no such file; correct the name or add the file"
            faults.append((keys, words))
    for keys, words in faults:
        yield Fault(TOC, line_in(path, keys) or 1, words)
    named = {*contents(settings), *(name.removesuffix(".md") for _, name in entries)}
    for name in sources.chapters[settings.languages[0]]:
        shown = f"{folder}{name}"
        if shown.removesuffix(".md") not in named:
            remedy = f"name it in {TOC}, or leave it out on purpose: end its name in .draft.md, or add it to exclude_patterns in {CONFIG}"
            yield Fault(shown, 0, f"the contents do not name this chapter; {remedy}")


def structure(sources: Sources) -> Iterator[Fault]:
    """Find chapters that a language lacks; with `press_fallback`, that the first one lacks."""
    known = set().union(*sources.chapters.values())
    for language, present in [*sources.chapters.items()][: 1 if sources.settings.fallback else None]:
        for name in sorted(known.difference(present)):
            words = "this chapter is missing; write it in this language, or remove it from the others"
            if language != sources.settings.languages[0]:
                words += f", or set press_fallback: true in {CONFIG}, which shows the original"
            yield Fault(f"{sources.settings.book}/{language}/{name}", 0, words)


def tables(sources: Sources) -> Iterator[PressError]:
    """Find tables that break their description, values outside the range of their unit, units that a language has no words for, rows that point to none, statements without a source, files changed since they were accepted."""
    for name in sources.package.names:
        # Content before checksum, so that a fault in a changed file is told alone.
        faults = errors_of(check_claims, sources.package, sources.settings.languages) if name == CLAIMS else ()
        yield from [*faults] or errors_of(sources.rows, name)


def sources(sources: Sources) -> Iterator[PressError]:
    """Find labels, nouns, works, notebooks, catalogues and rules of style that cannot be read, and works that the data cite and the bibliography lacks."""
    yield from errors_of(lambda: sources.vocabulary)
    yield from errors_of(lambda: sources.nouns)
    for path in bibliography_files(sources.root):
        yield from errors_of(check_bibliography, path) if path.is_file() else [missing_bibliography(sources.root, path)]
    yield from errors_of(lambda: check_citations(sources.package, sources.works))
    for language in sources.settings.languages:
        yield from errors_of(read_rules, sources.settings, language)
    for path in sources.settings.notebooks:
        yield from errors_of(read_notebook, path)
    for path in visible(book_locale(sources.root).rglob("*.po")):
        yield from errors_of(read_catalogue, path)


def undescribed_tables(sources: Sources) -> Iterator[Fault]:
    """Find tables in the folder of the data that its descriptor does not name."""
    for path in undescribed(sources.package):
        shown = path.relative_to(sources.root).as_posix()
        message = "no description names this table, so that nothing holds its values"
        yield Fault(shown, 0, f"{message}\n  What to do: have one drafted: .venv/bin/press accept {shown}")


def drafts(sources: Sources) -> Iterator[Fault]:
    """Find descriptions of tables that were drafted and not yet written to the end, which readers would see."""
    path = sources.package.path
    for number, line in enumerate(lines_of(read_utf8(path)) if path.is_file() else (), start=1):
        if f'"{TO_WRITE}' in line:
            words = f"this is a draft, which readers would see; write instead of {TO_WRITE} what is asked for"
            yield Fault(shown_path(path, sources.root), number, words)


def words_of_tables(sources: Sources) -> Iterator[Fault]:
    """Find tables without words for what they are about, their source, columns, units and codes."""
    package, vocabulary = sources.package, sources.vocabulary
    for name in package.names:
        codes = [] if package.has_labels(name) else missing_words(package, vocabulary, name)
        if codes:
            words = f"codes of the table '{name}' have no words"
            words += f"\n  What to do: {vocabulary.lines_to_add(codes)}"
            yield Fault(shown_path(package.file(name), sources.root), 0, words)


def works(sources: Sources) -> Iterator[Fault]:
    """Find works that lack a field of their type, malformed dates, identifiers and addresses, names that are not divided by `and`, and makers that one edition spells in its language and another does not."""
    entries: list[tuple[Path, Entry]] = []
    for path in bibliography_files(sources.root):
        entries += [(path, entry) for entry in (read_library(path).entries if path.is_file() else [])]
    used = {name for _, entry in entries for name in entry.fields_dict}
    for path, entry in entries:
        for field, message in _faults_of_work(entry, used, sources.settings.languages):
            line = (entry.fields_dict.get(field, entry).start_line or 0) + 1
            yield Fault(path.relative_to(sources.root), line, f"the work '{entry.key}' {message}")


def _faults_of_work(entry: Entry, used: Collection[str], languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the field that is wrong in a work, if it is one, and what is wrong; ``used`` are the fields of all works."""
    said = {name: str(field.value).strip() for name, field in entry.fields_dict.items() if str(field.value).strip()}
    asked = _WORKS["required"].get(entry.entry_type.lower(), ())
    if lacking := [fields for fields in asked if said.keys().isdisjoint(fields.split("/"))]:
        yield "", f"lacks {', '.join(lacking).replace('/', ' or ')}; add it"
    for name, right in _WORKS["forms"].items():
        if name in said and not re.fullmatch(right["form"], said[name]):
            yield name, f"has the {name} '{said[name]}'; {right['remedy']}"
    for name in filter(_PEOPLE.fullmatch, said):
        # Braces hold a single name, whatever is in them.
        if between := re.search(r";|\\?&", re.sub(r"\{[^{}]*\}", "", said[name])):
            yield name, f"divides names by '{between[0]}' in {name}; write 'and' between them"
    first, *others = languages
    for maker in ("author", "organization"):
        # A language that is written like the first need not spell makers again.
        spelled = ((language, f"{maker}_{language}") for language in others)
        names = [name for language, name in spelled if name in used or script_of(language) != script_of(first)]
        missing = [name for name in names if name not in said]
        if missing and (len(missing) < len(names) or f"{maker}_{first}" in said):
            yield "", f"has no {', '.join(missing)}, as other editions have; add it"
