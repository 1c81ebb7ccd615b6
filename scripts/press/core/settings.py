"""Read and check the settings for press in ``_config.yml``."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import localedata
from babel.languages import get_official_languages

from press.core.errors import PressError
from press.core.files import visible
from press.core.project import build_folder
from press.core.reading import line_in, line_of, load_yaml, names_in, schema_faults, section
from press.core.resources import press_path

CONFIG = "_config.yml"
EXTENSION = "press.extension"
WITHOUT_CHECKS = "press_without_checks"
EDITIONS = "press_editions"
REDIRECTS = "press_redirects"
FALLBACK = "press_fallback"
BASE_URL_VARIABLE = "PRESS_BASE_URL"
COMMIT_VARIABLE = "PRESS_COMMIT"
# With a user, or the address of a machine by IPv6 in brackets.
WEB_ADDRESS = re.compile(
    r"https?://(?:[^\s/?#@\[\]]+@)?(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
# What Sphinx and `schema_faults` are to know of the settings, by name.
SETTINGS = press_path("core/settings.schema.yml")


@dataclass(frozen=True)
class Edition:
    """The book in one language: its language tag, the language's name in itself, the book's title and subtitle in it."""

    language: str
    name: str
    title: str
    subtitle: str = ""


@dataclass(frozen=True)
class Settings:
    """Paths of the parts of a book (relative to ``root``), its editions and options.

    ``names`` are the names with a digit in them ("COVID-19") that prose may contain; ``excluded`` are patterns
    of the files that are left out; ``icon`` is the path of the favicon.
    ``letter_sent`` is the day on which the authors of what the book examines were written to.
    ``contact`` is an e-mail address or a page, and ``repository`` the address of the repository, for readers who find an error.
    ``without_checks`` are the names of checks that are not run. ``commit`` is the commit of a release, and empty in every other build.
    ``fallback`` is whether chapters of the default language stand
    in for those that another lacks.
    """

    root: Path
    editions: tuple[Edition, ...]
    slug: str
    book: str = "book"
    base_url: str = ""
    names: tuple[str, ...] = ()
    icon: str = ""
    excluded: tuple[str, ...] = ()
    contact: str = ""
    letter_sent: str = ""
    repository: str = ""
    without_checks: tuple[str, ...] = ()
    commit: str = ""
    fallback: bool = False

    @property
    def languages(self) -> list[str]:
        """Return the language tags in the order in which editions are offered; the first is the default."""
        return [edition.language for edition in self.editions]

    def edition(self, language: str) -> Edition:
        """Return the edition in ``language``; raise PressError where there is none."""
        if language in self.languages:
            return self.editions[self.languages.index(language)]
        message = f"the book has no edition in '{language}', only in {', '.join(self.languages)}"
        raise PressError(message, file=self.root / CONFIG, remedy="add it under sphinx: config: press_editions")

    @property
    def notebooks(self) -> list[Path]:
        """Return the paths of the book's notebooks, sorted."""
        return visible((self.root / self.book / "notebooks").glob("*.ipynb"))

    @property
    def style(self) -> Path:
        """Return the folder of the book's own style rules, which may be missing."""
        return self.root / self.book / "style"

    @property
    def build(self) -> Path:
        """Return the folder for all that is made from the book."""
        return build_folder(self.root)


def load_settings(root: Path) -> Settings:
    """Return the settings of the book at ``root``.

    Raise PressError with file, line and remedy where they are wrong.
    """
    path = root / CONFIG
    document = load_yaml(path)
    html = section(path, document, "html")
    if EXTENSION not in names_in(path, sphinx_section(root), "extra_extensions", or_one=True):
        # The book would be built in one language and without what press adds.
        line, remedy = line_of(path, "extra_extensions"), f"write below sphinx: extra_extensions: [{EXTENSION}]"
        message = f"{EXTENSION} is not among the extra_extensions"
        raise PressError(message, file=path, line=line or line_of(path, "sphinx"), remedy=remedy)
    elsewhere = {
        "html_baseurl": html.get("baseurl"),
        "html_favicon": html.get("favicon"),
        "exclude_patterns": document.get("exclude_patterns"),
    }
    return settings_from_config(root, {**elsewhere, **sphinx_config(root)})


def sphinx_section(root: Path) -> Mapping[str, Any]:
    """Return the mapping under ``sphinx:`` in the settings of the book at ``root``.

    Empty for a plain Sphinx project, which has no such file.
    """
    path = root / CONFIG
    return section(path, load_yaml(path) if path.is_file() else {}, "sphinx")


def sphinx_config(root: Path) -> Mapping[str, Any]:
    """Return the mapping under ``sphinx: config:`` in the settings of the book at ``root``."""
    return section(root / CONFIG, sphinx_section(root), "config")


def settings_from_config(root: Path, config: Mapping[str, Any]) -> Settings:
    """Return the settings in Sphinx configuration values (``press_editions``, ``press_slug``, ``html_baseurl`` and others)."""
    path = root / CONFIG
    for keys, fault in schema_faults(config, load_yaml(SETTINGS), "config"):
        raise PressError(fault, file=path, line=line_in(path, ("sphinx", "config", *keys)))
    for tag in config[EDITIONS]:
        if (languages := get_official_languages(tag.upper())) and not localedata.exists(tag):
            fault = f"'{tag}' is the code of a country, not of a language; write {' or '.join(languages)}"
            raise PressError(fault, file=path, line=line_in(path, ("sphinx", "config", EDITIONS, tag)))
    return Settings(
        root=root,
        editions=tuple(Edition(language, **texts) for language, texts in config[EDITIONS].items()),
        slug=config.get("press_slug") or "book",
        names=tuple(config.get("press_names") or ()),
        icon=str(config.get("html_favicon") or ""),
        excluded=tuple(names_in(path, config, "exclude_patterns")),
        contact=config.get("press_contact") or "",
        letter_sent=str(config.get("press_letter_sent") or ""),
        repository=(config.get("press_repository") or "").rstrip("/"),
        without_checks=tuple(config.get(WITHOUT_CHECKS) or ()),
        base_url=_base_url(path, str(config.get("html_baseurl") or "")),
        commit=os.environ.get(COMMIT_VARIABLE, ""),
        fallback=bool(config.get(FALLBACK)),
    )


def _base_url(path: Path, address: str) -> str:
    """Return the address of the site, that of the environment or else ``address`` from the settings."""
    of_environment = os.environ.get(BASE_URL_VARIABLE, "")
    base_url = of_environment or address
    if not base_url or WEB_ADDRESS.fullmatch(base_url):
        return base_url
    message, remedy = f"'{base_url}' is no address of a site", "write it whole, such as https://example.org/book"
    if of_environment:
        raise PressError(f"{BASE_URL_VARIABLE}: {message}", remedy=remedy)
    line = line_of(path, "baseurl") or line_of(path, "html_baseurl")
    raise PressError(message, file=path, line=line, remedy=remedy)
