"""Check what stands under ``sphinx: config:`` against what Sphinx and the extensions of the book register."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from press.checks.settings.near import TYPES, suggestion
from press.checks.settings.registered import THEME_OPTIONS, Registered
from press.core.files import is_remote
from press.core.reading.yaml_file import Keys
from press.core.settings import EDITIONS

# What Jupyter Book takes from there before Sphinx sees it.
_TAKEN = ("mathjax_config", "extensions")
_EDITION = ("name", "title", "subtitle")
_LIST = "list"


def unknown_values(
    config: Mapping[str, Any], registered: Registered, elsewhere: Collection[str]
) -> Iterator[tuple[Keys, str]]:
    """Yield the settings that nothing registers; those of Jupyter Book, which stand ``elsewhere``, are told as such."""
    known = {*registered, *_TAKEN}
    for key in map(str, config):
        if registered and key.partition(".")[0] not in known:
            right = "it stands at the top, not below 'sphinx'" if key in elsewhere else suggestion(key, known)
            yield (key,), f"there is no setting '{key}' of Sphinx, press or an extension of this book; {right}"
    editions = config.get(EDITIONS)
    for language, edition in editions.items() if isinstance(editions, Mapping) else ():
        for key in map(str, edition if isinstance(edition, Mapping) else ()):
            if key not in _EDITION:
                yield (EDITIONS, language, key), f"an edition has no '{key}'; {suggestion(key, _EDITION)}"


def theme_faults(config: Mapping[str, Any], registered: Registered) -> Iterator[tuple[Keys, str]]:
    """Yield the options of the theme that no theme has, and those whose value is of another type than their default."""
    above = f"{THEME_OPTIONS}."
    known = {name.removeprefix(above): types for name, types in registered.items() if name.startswith(above)}
    options = config.get(THEME_OPTIONS)
    given = {f"{above}{key}": value for key, value in options.items()} if isinstance(options, Mapping) and known else {}
    for name in given:
        if name not in registered:
            key = name.removeprefix(above)
            yield (THEME_OPTIONS, key), f"the theme has no option '{key}'; {suggestion(key, known)}"
    for keys, message in wrong_types(given, registered):
        yield (THEME_OPTIONS, str(keys[0]).removeprefix(above)), message


def wrong_types(config: Mapping[str, Any], registered: Registered) -> Iterator[tuple[Keys, str]]:
    """Yield the settings whose value is of another type than Sphinx takes, as it does itself once it starts."""
    for key, value in config.items():
        allowed = registered.get(str(key)) or ()
        if allowed and not _is_right(value, allowed):
            # What has no plain name is called as in Python.
            kinds = list(dict.fromkeys(TYPES[name] for name in allowed if name in TYPES)) or [*allowed]
            wrong = f"is '{value}', which is no {' or '.join(kinds)}"
            given = f"has no value; write a {kinds[0]}" if value is None else wrong
            yield (str(key),), f"'{key}' {given}"


def remote_files(config: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Yield the scripts and style sheets of another host, which no page of press loads."""
    for key in ("html_js_files", "html_css_files"):
        files = config.get(key)
        for file in files if isinstance(files, list) else ():
            name = str(file[0] if isinstance(file, list) and file else file)
            if is_remote(name):
                yield (
                    (key,),
                    f"'{key}' has {name}, and pages ask no other host for anything; put the file into a folder of html_static_path",
                )


def _is_right(value: Any, allowed: Collection[str]) -> bool:
    """Return whether Sphinx takes ``value``; of a text it makes what is asked for, a list at each comma."""
    kind = type(value).__name__
    if kind in allowed or (kind == _LIST and {"tuple", "set"} & {*allowed}) or {kind, *allowed} >= {"bool", "int"}:
        return True
    if isinstance(value, str):
        return (
            _LIST in allowed or ("bool" in allowed and value in ("0", "1")) or ("int" in allowed and value.isdecimal())
        )
    return False
