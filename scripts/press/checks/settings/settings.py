"""Check the settings of a book: those of Jupyter Book, of its editions and of how it is cited; of all others Sphinx tells when it starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.checks.settings.jupyter_book import schema_faults
from press.citation.settings import BY_LANGUAGE, SETTING, read_citation
from press.core.errors import PressError
from press.core.files import is_remote
from press.core.reading.yaml_file import Keys, line_in, load_yaml
from press.core.settings import CONFIG, EDITIONS, Settings, sphinx_config
from press.core.text import near_names

_CONFIG = ("sphinx", "config")
_EDITION = ("name", "title", "subtitle")


@check("settings", DATA, Stage.SOURCES)
def settings(material: Material) -> Iterator[Fault | PressError]:
    """Find settings of Jupyter Book and of editions that nothing knows or that stand elsewhere, values of another type than Jupyter Book asks for, scripts and styles of other hosts, and what is wrong in `press_citation`."""
    book = material.settings
    config = sphinx_config(book.root)
    yield from _faults(book, (), schema_faults(load_yaml(book.root / CONFIG)))
    yield from _faults(book, _CONFIG, _edition_faults(config.get(EDITIONS)))
    yield from _faults(book, _CONFIG, _remote_files(config))
    yield from _citation_faults(book, config.get(SETTING))


def _edition_faults(editions: Any) -> Iterator[tuple[Keys, str]]:
    for language, edition in editions.items() if isinstance(editions, Mapping) else ():
        for key in map(str, edition if isinstance(edition, Mapping) else ()):
            if key not in _EDITION:
                yield (
                    (EDITIONS, language, key),
                    f"an edition has no '{key}'; write {near_names(key, _EDITION)}, or remove it",
                )


def _remote_files(config: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield the scripts and style sheets of another host, which no page of press loads."""
    for key in ("html_js_files", "html_css_files"):
        files = config.get(key)
        for file in files if isinstance(files, list) else ():
            name = str(file[0] if isinstance(file, list) and file else file)
            if is_remote(name):
                remedy = "put the file into a folder of html_static_path"
                yield (key,), f"'{key}' has {name}, and pages ask no other host for anything; {remedy}"


def _faults(book: Settings, above: Keys, faults: Iterable[tuple[Keys, str]]) -> Iterator[Fault]:
    for keys, words in faults:
        yield fault_at(CONFIG, line_in(book.root / CONFIG, (*above, *keys)) or 1, words)


def _citation_faults(book: Settings, given: Any) -> Iterator[Fault]:
    """Yield what is wrong, of which a build would tell as well, and words that a language lacks or has to itself."""
    for error in read_citation(book.root, given)[1]:
        yield fault_at(CONFIG, error.line or 1, f"{error.message}; {error.remedy}")
    values = given if isinstance(given, Mapping) else {}
    texts = {key: values[key] for key in BY_LANGUAGE if isinstance(values.get(key), Mapping)}
    yield from _faults(book, (*_CONFIG, SETTING), _languages_of(texts, book.languages))


def _languages_of(texts: Mapping[str, Mapping[Any, Any]], languages: list[str]) -> Iterator[tuple[Keys, str]]:
    for key, by_language in texts.items():
        missing = [language for language in languages if language not in by_language]
        if missing:
            yield (key,), f"{key}: there are no words in {', '.join(missing)}; add a line '{missing[0]}: ...'"
        for language in by_language:
            if language not in languages:
                yield (key, language), f"{key}: the book has no edition in '{language}', only in {', '.join(languages)}"
