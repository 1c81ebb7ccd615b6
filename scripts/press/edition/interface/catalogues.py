"""Install the message catalogues of press in Sphinx: compiled at build time, with priority over all others."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from sphinx import locale as sphinx_locale
from sphinx import package_dir
from sphinx.application import Sphinx
from sphinx.domains import changeset
from sphinx.domains.std import StandardDomain
from sphinx.locale import _

from press.language.catalogues import catalogue_path, read_catalogue

# The gettext domain of Sphinx and its extensions.
SPHINX_DOMAIN = "sphinx"
_CHANGES = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}
_SPECIAL_PAGES = {"genindex": "Index", "modindex": "Module Index", "search": "Search Page"}


def compiled_folder(app: Sphinx) -> Path:
    """Return the folder of compiled catalogues; always the same, as it is part of the configuration."""
    return Path(app.doctreedir) / "press-locale"


def install_catalogues(app: Sphinx) -> None:
    """Load our translations for ``app.config.language`` into Sphinx, with priority over those of the packages.

    Sphinx caches its translators for the life of the process and only ever adds to them, so that a second
    language in the same process would get messages of the first. They are therefore created anew here.
    """
    compile_catalogue(app.config.language, compiled_folder(app))
    sphinx_locale.translators.pop(("general", SPHINX_DOMAIN), None)
    sphinx_locale.init(_locale_folders(app), app.config.language, SPHINX_DOMAIN)
    app.translator = sphinx_locale.get_translator(SPHINX_DOMAIN)


def _locale_folders(app: Sphinx) -> list[str]:
    """Return the folders of catalogues in order of priority: the book's own, ours, Sphinx's."""
    own = [str(Path(app.srcdir) / folder) for folder in app.config.locale_dirs]
    return [*own, str(compiled_folder(app)), str(Path(package_dir) / "locale")]


def compile_catalogue(language: str, folder: Path) -> None:
    """Compile the catalogue of the domain ``sphinx`` into ``folder``, if there is one for ``language``."""
    source = catalogue_path(language, SPHINX_DOMAIN)
    if not source.is_file():
        return
    target = folder / language / "LC_MESSAGES" / f"{SPHINX_DOMAIN}.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, read_catalogue(source))


def translate_tables() -> None:
    """Translate the labels that Sphinx has stored in module tables, by the catalogues as they are now."""
    for name, english in _CHANGES.items():
        changeset.versionlabels[name] = _(english)
    labels = StandardDomain.initial_data["labels"]
    for name, english in _SPECIAL_PAGES.items():
        page, anchor, _title = labels[name]
        labels[name] = (page, anchor, _(english))
