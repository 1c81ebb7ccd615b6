"""Set the interface of Sphinx and its extensions in the language of an edition, by a catalogue of press: they have no Kazakh."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from docutils.utils import smartquotes
from sphinx import locale as sphinx_locale
from sphinx import package_dir
from sphinx.application import Sphinx

from press.language.catalogues import catalogue_path, read_catalogue
from press.language.registry import LANGUAGES, profile_of

# The gettext domain of Sphinx and its extensions.
SPHINX_DOMAIN = "sphinx"
# Those of sphinx-proof and sphinx-exercise, in whatever order a book names them and press.
_OTHER_DOMAINS = ("proof", "exercise")


def setup_interface(app: Sphinx) -> None:
    """Set the interface to ``app.config.language``: words of the book, then those of press, then those of Sphinx."""
    language, of_press = app.config.language, Path(app.doctreedir, "press-locale")
    source = catalogue_path(language, SPHINX_DOMAIN)
    if source.is_file():
        for domain in (SPHINX_DOMAIN, *_OTHER_DOMAINS):
            target = of_press / language / "LC_MESSAGES" / f"{domain}.mo"
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                write_mo(file, read_catalogue(source))
        for domain in _OTHER_DOMAINS:
            known = sphinx_locale.translators.pop(("general", domain), None)
            ours, _ = sphinx_locale.init([str(of_press)], language, domain)
            if known:
                ours.add_fallback(known)
    of_book = [str(Path(app.srcdir, folder)) for folder in app.config.locale_dirs]
    # Sphinx keeps its translators for the life of the process and only ever adds to them.
    sphinx_locale.translators.pop(("general", SPHINX_DOMAIN), None)
    folders = [*of_book, str(of_press), str(Path(package_dir, "locale"))]
    app.translator, _ = sphinx_locale.init(folders, language, SPHINX_DOMAIN)
    for profile in (*LANGUAGES.values(), profile_of(language)):
        if profile.quotation_marks:
            smartquotes.smartchars.quotes[profile.tag] = "".join(profile.quotation_marks)
