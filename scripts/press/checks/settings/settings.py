"""Check the settings of a book: each key is known, where it stands, and each value of the type that is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.checks.settings.jupyter_book import book_schema, schema_faults
from press.checks.settings.near import first_faults
from press.checks.settings.registered import registered_settings
from press.checks.settings.sphinx_config import remote_files, theme_faults, unknown_values, wrong_types
from press.citation.settings import BY_LANGUAGE, SETTING, read_citation
from press.core.errors import PressError
from press.core.reading.yaml_file import Keys, line_in, load_yaml
from press.core.settings import CONFIG, Settings, sphinx_config

_CONFIG = ("sphinx", "config")


@check("settings", DATA, Stage.SOURCES)
def settings(material: Material) -> Iterator[Fault | PressError]:
    """Find settings of `_config.yml` that nothing knows or that stand elsewhere, values of another type than is asked for, scripts and styles of other hosts, and what is wrong in `press_citation`."""
    book = material.settings
    config = sphinx_config(book.root)
    registered = registered_settings(book)
    yield from _faults(book, (), schema_faults(load_yaml(book.root / CONFIG)))
    yield from _faults(book, _CONFIG, unknown_values(config, registered, book_schema()["properties"]))
    yield from _faults(book, _CONFIG, theme_faults(config, registered))
    yield from _faults(book, _CONFIG, wrong_types(config, registered))
    yield from _faults(book, _CONFIG, remote_files(config))
    yield from _citation_faults(book, config.get(SETTING))


def _faults(book: Settings, above: Keys, faults: Iterable[tuple[Keys, str]]) -> Iterator[Fault]:
    for keys, words in first_faults(faults):
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
