"""Check the settings of a book (those that Sphinx does not tell of), its contents, the front matter of its chapters, and ``CITATION.cff``, by which GitHub and Zenodo cite it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from myst_parser.config.main import TopmatterReadError, read_topmatter
from sphinx_external_toc.parsing import FILE_FORMATS, TOCTREE_OPTIONS, MalformedError, parse_toc_data
from yaml import YAMLError

from press.checks.check import Fault
from press.citation.edition_works import BY_LANGUAGE, CITATION_SCHEMA, SETTING, edition_work, load_citation
from press.core.errors import PressError
from press.core.files import is_file, is_remote
from press.core.reading import KeyedFault, Keys, leaves, line_in, load_yaml, parse_yaml, schema_faults
from press.core.settings import CONFIG, EDITIONS, sphinx_config
from press.core.text import near_names, read_utf8
from press.data.sources import Sources
from press.directives.components import EDITORS
from press.edition.chapters import ENDINGS, NAMING, TOC, contents, edition_of

_CONFIG = ("sphinx", "config")
_EDITION = {"properties": {"name": {}, "title": {}, "subtitle": {}}, "additionalProperties": False}
_OF_EDITIONS = {"type": "object", "additionalProperties": _EDITION}
# What Jupyter Book reads and neither its schema nor its defaults list (jupyter_book.config.yaml_to_sphinx); press reads the last itself.
_UNLISTED: dict[str, dict[str, Any]] = {
    "": {
        "project": {"type": "string"},
        "bibtex_bibfiles": {"type": ["array", "string"], "items": {"type": "string"}},
        "bibtex_reference_style": {"type": "string"},
    },
    "html": {"navbar_footer_text": {"type": "string"}, "google_analytics_id": {"type": "string"}},
    "parse": {"myst_substitutions": {"type": "object"}, "myst_extended_syntax": {"type": "boolean"}},
    "sphinx": {"extra_extensions": {"type": ["null", "array", "string"], "items": {"type": "string"}}},
}
_LEVELS = {
    key for form in FILE_FORMATS.values() for key in (*form.subtrees_keys, *form.items_keys, form.default_items_key)
}
_KNOWN = {"format", "defaults", "meta", "title", "options", "url", "subtrees", *NAMING, *_LEVELS, *TOCTREE_OPTIONS}
_PLACE = re.compile(r" @ '(?P<place>[^']*)'")
_FILE, _PREFERRED = "CITATION.cff", "preferred-citation"


def settings(sources: Sources) -> Iterator[Fault]:
    """Find settings of Jupyter Book and of editions that nothing knows or that stand elsewhere, values of another type than Jupyter Book asks for, scripts and styles of other hosts, and what is wrong in `press_citation`."""
    path, config = sources.root / CONFIG, sphinx_config(sources.root)
    given = config.get(SETTING) or {}
    for above, faults in (
        ((), schema_faults(load_yaml(path), book_schema())),
        ((*_CONFIG, EDITIONS), schema_faults(config.get(EDITIONS) or {}, _OF_EDITIONS, EDITIONS)),
        (_CONFIG, _remote_files(config)),
        (
            (*_CONFIG, SETTING),
            (*schema_faults(given, CITATION_SCHEMA, SETTING), *_of_languages(given, sources.settings.languages)),
        ),
    ):
        for keys, words in faults:
            yield Fault(CONFIG, line_in(path, (*above, *keys)) or 1, words)


def _remote_files(config: Mapping[str, Any]) -> Iterator[KeyedFault]:
    """Yield the scripts and style sheets of another host, which no page of press loads."""
    for key in ("html_js_files", "html_css_files"):
        listed = config.get(key)
        for file in listed if isinstance(listed, list) else ():
            name = str(file[0] if isinstance(file, list) and file else file)
            if is_remote(name):
                remedy = "put the file into a folder of html_static_path"
                yield (key,), f"'{key}' has {name}, and pages ask no other host for anything; {remedy}"


def _of_languages(given: Any, languages: list[str]) -> Iterator[KeyedFault]:
    """Yield words of ``press_citation`` that a language lacks or has to itself."""
    for key in BY_LANGUAGE if isinstance(given, Mapping) else ():
        by_language = given.get(key)
        if not isinstance(by_language, Mapping):
            continue
        if missing := [language for language in languages if language not in by_language]:
            yield (key,), f"{key}: there are no words in {', '.join(missing)}; add a line '{missing[0]}: ...'"
        for language in by_language:
            if language not in languages:
                yield (key, language), f"{key}: the book has no edition in '{language}', only in {', '.join(languages)}"


@cache
def book_schema() -> dict[str, Any]:
    """Return the schema with all keys that Jupyter Book reads, and no others allowed."""
    package = files("jupyter_book")
    schema: dict[str, Any] = json.loads(package.joinpath("config_schema.json").read_text("utf-8"))
    defaults = yaml.safe_load(package.joinpath("default_config.yml").read_text("utf-8"))
    sections = {"": schema, **{name: inner for name, inner in schema["properties"].items() if "properties" in inner}}
    for name, section in sections.items():
        listed = defaults if not name else defaults.get(name) or {}
        for key in listed:
            section["properties"].setdefault(key, {"type": "boolean"} if isinstance(listed[key], bool) else {})
        section["properties"].update(_UNLISTED.get(name, {}))
    _close(schema)
    return schema


def _close(schema: dict[str, Any]) -> None:
    for inner in schema.get("properties", {}).values():
        _close(inner)
    if "properties" in schema:
        schema["additionalProperties"] = False


def named_chapters(sources: Sources) -> Iterator[Fault]:
    """Find entries of the contents that name no chapter of the first language, or one with its suffix, chapters that no entry names, and keys of `_toc.yml` that are unknown where they stand."""
    settings, path = sources.settings, sources.root / TOC
    toc = load_yaml(path)
    entries = [(keys, str(name)) for keys, name in leaves(toc) if keys[-1] in NAMING]
    typed = (keys[: depth + 1] for keys, _ in leaves(toc) if keys[0] != "meta" for depth in range(len(keys)))
    found: list[tuple[Keys, str]] = [
        (keys, f"contents have no key '{keys[-1]}'; write {near_names(str(keys[-1]), _KNOWN)}, or remove it")
        for keys in dict.fromkeys(typed)
        if isinstance(keys[-1], str) and keys[-1] not in _KNOWN
    ]
    if not found:
        try:
            parse_toc_data(dict(toc))
        except (MalformedError, TypeError, AttributeError) as error:
            place = _PLACE.search(str(error))
            parts = filter(None, (place["place"] if place else "").split("/"))
            where = tuple(int(part) if part.isdecimal() else part for part in parts)
            found.append((where, f"the contents cannot be read: {_PLACE.sub('', str(error))}; correct them here"))
    found += [fault for each in entries for fault in _entry(*each, sources)]
    for keys, words in found:
        yield Fault(TOC, line_in(path, keys) or 1, words)
    named = {*contents(settings), *(name.removesuffix(".md") for _, name in entries)}
    for name in sources.chapters[settings.languages[0]]:
        shown = f"{settings.book}/{settings.languages[0]}/{name}"
        if shown.removesuffix(".md") not in named and not _is_orphan(sources.root / shown):
            remedy = f"name it in {TOC}, or leave it out on purpose: end its name in .draft.md, or add it to exclude_patterns in {CONFIG}"
            yield Fault(shown, 0, f"the contents do not name this chapter; {remedy}")


def _entry(keys: Keys, name: str, sources: Sources) -> Iterator[tuple[Keys, str]]:
    settings, default = sources.settings, sources.settings.languages[0]
    edition, chapter = edition_of(name, settings), f"{name}.md".removeprefix(f"{settings.book}/{default}/")
    stem = next((name.removesuffix(ending) for ending in ENDINGS if name.endswith(ending)), "")
    if edition not in ("", default):
        remedy = f"name the chapters of {settings.book}/{default}, which those of the other editions follow"
        yield keys, f"the contents name '{name}', a chapter of the edition '{edition}'; {remedy}"
    elif keys[-1] != "glob" and stem and is_file(settings.root / name):
        yield keys, f"the contents name '{name}' with its suffix; write '{stem}'"
    # Of a chapter that this language alone lacks the next check tells.
    elif keys[-1] != "glob" and not (
        any(is_file(settings.root / f"{name}{ending}") for ending in ENDINGS)
        or any(chapter in chapters for chapters in sources.chapters.values())
    ):
        yield keys, f"the contents name '{name}', but there is no such file; correct the name or add the file"


def _is_orphan(path: Path) -> bool:
    """Return whether a chapter says in Sphinx's field that it is in no toctree."""
    # Front matter that is no YAML is told elsewhere.
    with suppress(TopmatterReadError, YAMLError):
        return bool((read_topmatter(read_utf8(path)) or {}).get("orphan"))
    return True


def structure(sources: Sources) -> Iterator[Fault]:
    """Find chapters that a language lacks."""
    for language, present in sources.chapters.items():
        for name in sorted(set().union(*sources.chapters.values()).difference(present)):
            path = f"{sources.settings.book}/{language}/{name}"
            is_there = (sources.root / path).exists()
            what = "this is no file, but a folder, a pipe or a device" if is_there else "this chapter is missing"
            yield Fault(path, 0, f"{what}; write the chapter in this language, or remove it from the others")


# Keys of the front matter, each with the one value that it may have.
FRONT = {"parity": "section", "voice": EDITORS}
_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def front_matter(sources: Sources) -> Iterator[Fault | PressError]:
    """Find chapters whose front matter is no YAML, or says something else of `parity` or `voice` than press knows."""
    for language, names in sources.chapters.items():
        for name in names:
            path = Path(sources.settings.book, language, name)
            file = sources.root / path
            if not is_file(file) or not (found := _FRONT.match(file.read_text("utf-8-sig", errors="replace"))):
                continue
            try:
                front = parse_yaml(found["yaml"], path, 2)
            except PressError as error:
                yield error
                continue
            for key, allowed in FRONT.items():
                value = front.get(key) if isinstance(front, dict) else None
                if value not in (None, allowed):
                    words = f"the front matter says '{key}: {value}'; write '{key}: {allowed}', or leave it out"
                    yield Fault(path, 1, words)


def citation_file(sources: Sources) -> Iterator[Fault]:
    """Find what `CITATION.cff` says otherwise than the settings: title, version and languages."""
    path, settings = sources.root / _FILE, sources.settings
    if not path.is_file():
        return
    try:
        record = edition_work(settings, settings.languages[0], load_citation(sources.root), None)
    except PressError:
        # The check of settings tells.
        return
    file = load_yaml(path)
    preferred = file.get(_PREFERRED) if isinstance(file.get(_PREFERRED), Mapping) else None
    for above, part in (((), file), ((_PREFERRED,), preferred)):
        if part is not None:
            for key, own in (("title", record.with_subtitle()), ("version", record.text("version"))):
                if str(part.get(key) or "") != own:
                    words = f"the {key} is '{part.get(key) or ''}', that of the book '{own}'; let both say the same"
                    yield Fault(_FILE, line_in(path, (*above, key)) or 1, words)
    given = preferred.get("languages") if preferred else None
    languages = ", ".join(map(str, given if isinstance(given, list) else [given]))
    editions = ", ".join(settings.languages)
    if given and languages != editions:
        words = f"the languages are {languages}, the editions {editions}; let both say the same"
        yield Fault(_FILE, line_in(path, (_PREFERRED, "languages")) or 1, words)
