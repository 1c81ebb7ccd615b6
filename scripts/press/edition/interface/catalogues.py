"""Put the words of the interface to work in Sphinx: compiled at build, ahead of all other catalogues."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from sphinx import locale as sphinx_locale
from sphinx import package_dir
from sphinx.application import Sphinx
from sphinx.domains import changeset
from sphinx.domains.std import StandardDomain
from sphinx.locale import _

from press.language.catalogues import catalogue_path, read_catalogue

# gettext domains: Sphinx's own, shared by pydata-sphinx-theme, and those of other packages of a Jupyter Book.
DOMAINS = ("sphinx", "booktheme", "togglebutton")
# Catalogues from which words go to scripts in the browser: those whose place in the code is a .js file.
_SCRIPT_DOMAINS = ("sphinx", "press")
_CHANGES = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}
# Kinds of things that a search can find.
_OBJECTS = {
    "term": "glossary term",
    "token": "grammar token",
    "label": "reference label",
    "envvar": "environment variable",
    "cmdoption": "program option",
    "doc": "document",
}
_SPECIAL_PAGES = {"genindex": "Index", "modindex": "Module Index", "search": "Search Page"}


def compiled_folder(app: Sphinx) -> Path:
    """Where compiled catalogues of this run stand; always the same, as it enters the configuration."""
    return Path(app.doctreedir) / "press-locale"


def install_catalogues(app: Sphinx) -> None:
    """Give Sphinx our translations for ``app.config.language``, ahead of those of the packages.

    Sphinx keeps its translators for the life of the process and only ever adds to them, so that a second
    language in the same process would speak the first. They are therefore made anew here.
    """
    folder = compiled_folder(app)
    for domain in DOMAINS:
        compile_catalogue(app.config.language, domain, folder)
    compile_script_words(app.config.language, folder)
    for domain in DOMAINS:
        sphinx_locale.translators.pop(("general", domain), None)
        sphinx_locale.init(_locale_folders(app, domain), app.config.language, domain)
    app.translator = sphinx_locale.get_translator("sphinx")


def _locale_folders(app: Sphinx, domain: str) -> list[str]:
    """Folders of catalogues, the most important first: the book's own, ours, Sphinx's."""
    own = [str(Path(app.srcdir) / folder) for folder in app.config.locale_dirs]
    ours = str(compiled_folder(app))
    return [*own, ours, str(Path(package_dir) / "locale")] if domain == "sphinx" else [ours]


def compile_catalogue(language: str, domain: str, folder: Path) -> None:
    """Compile the catalogue of ``domain`` into ``folder``, if there is one for ``language``."""
    source = catalogue_path(language, domain)
    if not source.is_file():
        return
    target = folder / language / "LC_MESSAGES" / f"{domain}.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, read_catalogue(source))


def compile_script_words(language: str, folder: Path) -> None:
    """Write ``sphinx.js``, which Sphinx gives to the page as ``translations.js``."""
    sources = [path for domain in _SCRIPT_DOMAINS if (path := catalogue_path(language, domain)).is_file()]
    if not sources:
        return
    words = {
        "locale": language,
        "plural_expr": f"({read_catalogue(sources[0]).plural_expr})",
        "messages": script_messages(read_catalogue(source) for source in sources),
    }
    target = folder / language / "LC_MESSAGES" / "sphinx.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True)
    target.write_text(f"Documentation.addTranslations({text});\n", encoding="utf-8")


def script_messages(catalogues: Iterable[Catalog]) -> dict[str, str]:
    """The messages that scripts use, by their English."""
    return {
        str(message.id): str(message.string)
        for catalogue in catalogues
        for message in catalogue
        if message.id and any(str(place).endswith(".js") for place, _ in message.locations)
    }


def translate_tables() -> None:
    """Translate them again, by the catalogues as they now are."""
    for name, english in _CHANGES.items():
        changeset.versionlabels[name] = _(english)
    for name, english in _OBJECTS.items():
        StandardDomain.object_types[name].lname = _(english)
    labels = StandardDomain.initial_data["labels"]
    for name, english in _SPECIAL_PAGES.items():
        page, anchor, _title = labels[name]
        labels[name] = (page, anchor, _(english))
