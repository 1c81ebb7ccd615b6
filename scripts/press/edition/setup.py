"""Choose the edition that a Sphinx run makes, and have everything at hand that it is built from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from press.core.digests import environment, files_below, fingerprint, press_fingerprint
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.settings import Settings, load_yaml, settings_from_config
from press.core.tracking import PACKAGE, TABLE
from press.data.claims import load_statements
from press.data.descriptor import read_package
from press.data.vocabulary import load_vocabulary
from press.edition.chapters import toc_patterns, write_toc
from press.edition.context import Press
from press.edition.dependencies import tables_of_some
from press.language.catalogues import book_locale, book_translations, words_in_book
from press.language.phrases import load_nouns
from press.notebooks.results import collect_results
from press.notebooks.run import current_notebooks

# sphinx-external-toc reads the contents at 900; the edition must have been chosen by then.
BEFORE_TOC = 500


def choose_edition(app: Sphinx, config: Config) -> None:
    """Turn configuration and contents to the language of the run, and have all results ready before anything is read."""
    try:
        press = make_press(settings_from_config(Path(app.srcdir), _values(config)), config.language)
        _choose_toc(press, config)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    app.press = press  # type: ignore[attr-defined]
    config.press_digest = digest(press)
    config.project = press.edition.title
    config.html_title = press.edition.title


def _values(config: Config) -> Mapping[str, Any]:
    return {name: config[name] for name in ("press_editions", "press_slug", "html_baseurl", "exclude_patterns")}


def _choose_toc(press: Press, config: Config) -> None:
    target = press.settings.build / "press" / f"toc-{press.language}.yml"
    translations = book_translations(press.settings, press.language)
    write_toc(press.settings, press.language, target, translations)
    config.external_toc_path = str(target)
    if config.external_toc_exclude_missing:
        # sphinx-external-toc would look for what the contents do not name in all folders, those of what was built included.
        config.external_toc_exclude_missing = False
        config.include_patterns = toc_patterns(load_yaml(target))


def make_press(settings: Settings, language: str) -> Press:
    """Run what is stale and collect everything that the edition in ``language`` is built from."""
    edition = settings.edition(language)
    vocabulary = load_vocabulary(settings.root, settings.languages)
    executed = current_notebooks(settings)
    results = collect_results(executed)
    statements = load_statements(settings.root)
    nouns = load_nouns(settings.root, settings.languages)
    return Press(settings, edition, executed, results, statements, vocabulary, nouns, words_in_book(settings, language))


def digest(press: Press) -> str:
    """A hash that changes whenever any page may have to: with what all are made from, or the machine itself."""
    root = press.settings.root
    package = read_package(root)
    some = tables_of_some(package, root)
    own = {package.path, *map(package.file, some)}
    settled = [*(root / name for name in ("_config.yml", "references.bib", "requirements.txt")), *extension_files(root)]
    words = files_below(book_locale(press.settings) / press.language, "press*.po")
    files = [*(path for path in files_below(root / "data") if path not in own), *settled, *words]
    said = [package.said((PACKAGE, "")), *(package.said((TABLE, name)) for name in package.names if name not in some)]
    return fingerprint(files, press_fingerprint(), environment(), *said)
